import { SaxesParser, type SaxesTagPlain } from "saxes"
import { ENTITIES } from "./plain-words"

/** An element; element and attribute names are in lower case, since Specter's are not case sensitive. */
export type XmlElement = {
  name: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlElement[]
  /** The element's own text and CDATA, trimmed. */
  text: string
}

/** The text is no XML, or one that we refuse to read. */
export class XmlProblem extends Error {}

/** Specter's own documents are six deep. */
const DEEPEST = 100

/** What is no XML to the letter and yet plain: such text stays as it stands. */
const HARMLESS =
  /: (disallowed character|undefined entity|malformed character entity|the string "]]>" is disallowed)/

/** Says nothing of a text that is decoded, and is often not as XML wants it. */
const PROLOG = /^<\?xml\s[^<>]{0,200}\?>/i

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()
const NO_CHILDREN: readonly XmlElement[] = []

type OpenElement = Omit<XmlElement, "children"> & { children: readonly XmlElement[] | XmlElement[] }

/** The elements that are open, the document itself at the bottom. Of the many of a batch, most have no children. */
class OpenElements {
  readonly document: OpenElement = { name: "", attributes: NO_ATTRIBUTES, children: [], text: "" }
  private readonly open = [this.document]

  push({ name, attributes }: SaxesTagPlain): void {
    if (this.open.length > DEEPEST) {
      throw new XmlProblem(`it has more than ${DEEPEST} elements within one another`)
    }
    const element: OpenElement = {
      name: name.toLowerCase(),
      attributes: toAttributes(attributes),
      children: NO_CHILDREN,
      text: "",
    }
    const parent = this.top()
    if (parent.children === NO_CHILDREN) {
      parent.children = [element]
    } else {
      ;(parent.children as XmlElement[]).push(element)
    }
    this.open.push(element)
  }

  text(more: string): void {
    this.top().text += more
  }

  pop(): void {
    const element = this.open.pop() as OpenElement
    element.text = element.text.trim()
  }

  private top(): OpenElement {
    return this.open[this.open.length - 1]
  }
}

function toAttributes(attributes: Record<string, string>): ReadonlyMap<string, string> {
  const entries = Object.entries(attributes)
  return entries.length > 0
    ? new Map(entries.map(([name, value]) => [name.toLowerCase(), value.trim()]))
    : NO_ATTRIBUTES
}

/** Reads a whole XML document and answers its root. Throws `XmlProblem` for anything else. */
export function parseXml(text: string): XmlElement {
  const document = text.trim().replace(PROLOG, "")
  const elements = new OpenElements()
  const parser = new SaxesParser({ xmlns: false })
  Object.assign(parser.ENTITIES, ENTITIES)
  parser.on("opentag", (tag) => elements.push(tag))
  parser.on("closetag", () => elements.pop())
  parser.on("text", (words) => elements.text(words))
  parser.on("cdata", (words) => elements.text(words))
  parser.on("doctype", () => {
    // It can define entities that grow without bound; Specter sends none.
    throw new XmlProblem("it declares a document type or entities")
  })
  parser.on("error", ({ message }) => {
    const isMarkup = document.charAt(parser.position - 1) === "<"
    if (isMarkup || !HARMLESS.test(message)) {
      throw new XmlProblem(message)
    }
  })
  parser.write(document).close()
  return elements.document.children[0]
}

const known = new Map<string, readonly string[]>()

/** The names in `a|b`; there are only so many, and they are asked for at every element. */
export function alternatives(names: string): readonly string[] {
  const wanted = known.get(names) ?? names.toLowerCase().split("|")
  known.set(names, wanted)
  return wanted
}

/** The direct children of these names (`a|b`), in the document's order. */
export function childrenOf(element: XmlElement, names: string): XmlElement[] {
  const wanted = alternatives(names)
  return element.children.filter((child) => wanted.includes(child.name))
}

/** The outermost elements of these names (`a|b`) in the whole tree, the root included, in the document's order. */
export function findAll(root: XmlElement, names: string): XmlElement[] {
  const wanted = alternatives(names)
  const found: XmlElement[] = []
  const search = (element: XmlElement): void => {
    if (wanted.includes(element.name)) {
      found.push(element)
    } else {
      element.children.forEach(search)
    }
  }
  search(root)
  return found
}

/** An attribute's value or a child element's text, whichever there is; of `a|b` the first that is found. */
export function valueOf(element: XmlElement, names: string): string | undefined {
  for (const name of alternatives(names)) {
    const value = element.attributes.get(name) ?? element.children.find((child) => child.name === name)?.text
    if (value !== undefined) {
      return value
    }
  }
  return undefined
}
