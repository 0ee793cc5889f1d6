/** A query string or form body whose names do not mind their case, as classic ASP's. */
export class Fields {
  private readonly values = new Map<string, { name: string; value: string }>()

  /** A name that comes twice has both values, parted by comma and space: so classic ASP reads it. */
  add(name: string, value: string) {
    const key = name.toLowerCase()
    const before = this.values.get(key)
    this.values.set(key, before ? { name: before.name, value: `${before.value}, ${value}` } : { name, value })
  }

  /** The value, or undefined when the name did not come. */
  find(name: string): string | undefined {
    return this.values.get(name.toLowerCase())?.value
  }

  /** The value, or "" when the name did not come. */
  text(name: string): string {
    return this.find(name) ?? ""
  }

  flag(name: string): boolean {
    return this.text(name) === "1"
  }

  names(): string[] {
    return [...this.values.values()].map((field) => field.name)
  }

  /** The highest n of the names that end in _n. */
  lastRow(): number {
    let last = 0
    for (const name of this.values.keys()) {
      last = Math.max(last, Number(/_(\d{1,5})$/.exec(name)?.[1] ?? 0))
    }
    return last
  }

  record(): Record<string, string> {
    return Object.fromEntries([...this.values.values()].map((field) => [field.name, field.value]))
  }
}

const percentByte = /%([0-9a-fA-F]{2})/g

/** Percent-encoded bytes as ISO-8859-1 text. */
function decodeLatin1(encoded: string): string {
  return encoded
    .replace(/\+/g, " ")
    .replace(percentByte, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** Reads what a query string or a form body holds; `encoded` has one character a byte. */
export function parseLatin1Form(encoded: string): Fields {
  const fields = new Fields()
  for (const pair of encoded.split("&")) {
    if (pair === "") {
      continue
    }
    const equals = pair.indexOf("=")
    const name = equals < 0 ? pair : pair.slice(0, equals)
    fields.add(decodeLatin1(name), equals < 0 ? "" : decodeLatin1(pair.slice(equals + 1)))
  }
  return fields
}
