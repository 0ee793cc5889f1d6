const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Markup that has been escaped where it had to be. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | undefined | Html | Html[]

function markupOf(part: Part): string {
  if (Array.isArray(part)) {
    return part.map((html) => html.markup).join("")
  }
  return part instanceof Html
    ? part.markup
    : String(part ?? "").replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** A template whose values are escaped unless they are Html themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.map((text, index) => text + (index < parts.length ? markupOf(parts[index]) : "")).join("")
  )
}
