/** One line of Specter's: `result;id;message`. In a failure the second part is the code. */
export type SemicolonLine = { ok: boolean; second?: string; message: string }

/** Reads `1;5001;Done`, `1;5001`, `1` or `0;99;Why`; undefined when the text is no such line. */
export function parseSemicolonLine(text: string): SemicolonLine | undefined {
  const match = /^([01])(?:;([^;]*)(?:;(.*))?)?$/s.exec(text.trim())
  if (!match) {
    return undefined
  }
  const second = match[2]?.trim()
  return { ok: match[1] === "1", second: second || undefined, message: (match[3] ?? "").trim() }
}

/** The rows of a text answer: Specter parts them by CR; empty ones are left out. */
export function splitRows(text: string): string[] {
  return text.split(/[\r\n]+/).filter((row) => row.trim() !== "")
}
