type OpenButtonProps = { label: string; children: string; onOpen: () => void }

// A width in percent would let the table press the column together.
/** What a row is called, as a button: the row's click, for the keyboard and the screen reader. */
export function OpenButton({ label, children, onOpen }: OpenButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className="text-ui-fg-base txt-compact-small-plus focus-visible:shadow-borders-focus max-w-32 truncate sm:max-w-52 rounded-sm text-left outline-none hover:underline"
      onClick={(event) => {
        event.stopPropagation()
        onOpen()
      }}
    >
      {children}
    </button>
  )
}
