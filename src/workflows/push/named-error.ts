/** Whether an error has this name: the workflow engine loses an error's class. */
export function hasName(error: unknown, name: string): boolean {
  return typeof error === "object" && error !== null && (error as { name?: unknown }).name === name
}
