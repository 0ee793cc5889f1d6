import { SaxesParser, type SaxesTagPlain } from "saxes"
import { atOnce, type Pieces } from "./in-pieces"
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
  /^(disallowed character|undefined entity|malformed character entity|the string "]]>" is disallowed)/

/** Says nothing of a text that is decoded, and is often not as XML wants it. */
const PROLOG = /^<\?xml\s[^<>]{0,200}\?>/i

/** Takes a few milliseconds to read. */
const PIECE_CHARACTERS = 64 * 1024

/**
 * The outermost `row` elements, with `list` those within such ones only, which are handed over as they end and then left
 * out of the tree: a batch may have a hundred thousand. `within` are the elements they stand in, the outermost first.
 */
export type Streamed = {
  list?: string
  row: string
  take(row: XmlElement, within: readonly XmlElement[]): void
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()
const NO_CHILDREN: readonly XmlElement[] = []

type OpenElement = Omit<XmlElement, "children"> & { children: readonly XmlElement[] | XmlElement[] }

const known = new Map<string, readonly string[]>()

/** The names in `a|b`; there are only so many, and they are asked for at every element. */
export function alternatives(names: string): readonly string[] {
  let wanted = known.get(names)
  if (wanted === undefined) {
    wanted = names.toLowerCase().split("|")
    known.set(names, wanted)
  }
  return wanted
}

/** The elements that are open, the document itself at the bottom. Of the many of a batch, most have no children. */
class OpenElements {
  readonly document: OpenElement = { name: "", attributes: NO_ATTRIBUTES, children: [], text: "" }
  private readonly open = [this.document]
  private readonly lists: readonly string[] | undefined
  private readonly rows: readonly string[]
  /** How deep the list and the row lie that are open now. */
  private list: number | undefined = undefined
  private row: number | undefined = undefined

  constructor(private readonly streamed?: Streamed) {
    this.lists = streamed?.list === undefined ? undefined : alternatives(streamed.list)
    this.rows = alternatives(streamed?.row ?? "")
  }

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
    if (this.streamed) {
      this.enter(element.name)
    }
  }

  text(more: string): void {
    this.top().text += more
  }

  pop(): void {
    const element = this.open.pop() as OpenElement
    element.text = element.text.trim()
    if (this.streamed) {
      this.leave(element)
    }
  }

  private enter(name: string): void {
    const depth = this.open.length
    this.list ??= this.lists === undefined || this.lists.includes(name) ? depth : undefined
    this.row ??= this.list !== undefined && this.rows.includes(name) ? depth : undefined
  }

  private leave(element: OpenElement): void {
    const depth = this.open.length + 1
    if (depth === this.row) {
      this.row = undefined
      this.streamed?.take(element, this.open)
      if (this.top() !== this.document) {
        ;(this.top().children as XmlElement[]).pop()
      }
    }
    if (depth === this.list) {
      this.list = undefined
    }
  }

  private top(): OpenElement {
    return this.open[this.open.length - 1]
  }
}

function toAttributes(attributes: Record<string, string>): ReadonlyMap<string, string> {
  let read: Map<string, string> | undefined
  for (const name in attributes) {
    read ??= new Map()
    read.set(name.toLowerCase(), attributes[name].trim())
  }
  return read ?? NO_ATTRIBUTES
}

/** Bears with what is harmless. An error of its own for each oddity, with its stack, would be most of the time. */
class LenientParser extends SaxesParser {
  constructor(private readonly isMarkup: (position: number) => boolean) {
    super({ xmlns: false })
  }

  override fail(message: string): this {
    if (this.isMarkup(this.position - 1) || !HARMLESS.test(message)) {
      throw new XmlProblem(this.makeError(message).message)
    }
    return this
  }
}

/** Reads a whole XML document and answers its root. Throws `XmlProblem` for anything else. */
export function parseXml(text: string): XmlElement {
  return atOnce(parseXmlInPieces(text))
}

/** As `parseXml`. Rows that were handed over before a problem are not to be used. */
export function* parseXmlInPieces(text: string, streamed?: Streamed): Pieces<XmlElement> {
  return yield* new Reading(text, streamed).pieces()
}

/** One document's reading. */
class Reading {
  /**
   * V8 forgets how a kind of object is best dealt with once none of it is left: a store that collects its garbage between two
   * batches would read each at a third of the speed.
   */
  static readonly kept = Reading.ofSample()

  private readonly document: string
  private readonly elements: OpenElements
  private readonly parser: LenientParser

  constructor(text: string, streamed?: Streamed) {
    const document = text.trim().replace(PROLOG, "")
    const elements = new OpenElements(streamed)
    const parser = new LenientParser((position) => document.charAt(position) === "<")
    Object.assign(parser.ENTITIES, ENTITIES)
    parser.on("opentag", (tag) => elements.push(tag))
    parser.on("closetag", () => elements.pop())
    parser.on("text", (words) => elements.text(words))
    parser.on("cdata", (words) => elements.text(words))
    parser.on("doctype", () => {
      // It can define entities that grow without bound; Specter sends none.
      throw new XmlProblem("it declares a document type or entities")
    })
    this.document = document
    this.elements = elements
    this.parser = parser
  }

  private static ofSample(): Reading {
    const sample = new Reading("<list><row at='1'>1<a>2</a></row><row/></list>", {
      row: "row",
      take: () => undefined,
    })
    atOnce(sample.pieces())
    return sample
  }

  *pieces(): Pieces<XmlElement> {
    for (let at = 0; at < this.document.length; at += PIECE_CHARACTERS) {
      this.parser.write(this.document.slice(at, at + PIECE_CHARACTERS))
      yield
    }
    this.parser.close()
    return this.elements.document.children[0]
  }
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

/** By name: attributes' values, and of names that no attribute has the first child element's text. */
export function valuesOf({ attributes, children }: XmlElement): ReadonlyMap<string, string> {
  const values = attributes.size > 0 ? new Map(attributes) : new Map<string, string>()
  for (const { name, text } of children) {
    if (!values.has(name)) {
      values.set(name, text)
    }
  }
  return values
}

/** Of `a|b` the first that there is a value of. */
export function firstOf(values: ReadonlyMap<string, string>, names: string): string | undefined {
  for (const name of alternatives(names)) {
    const value = values.get(name)
    if (value !== undefined) {
      return value
    }
  }
  return undefined
}

/** As `firstOf` all of the element's values, which it does not gather: for one or two of an element with few. */
export function valueOf({ attributes, children }: XmlElement, names: string): string | undefined {
  for (const name of alternatives(names)) {
    const value = attributes.get(name) ?? children.find((child) => child.name === name)?.text
    if (value !== undefined) {
      return value
    }
  }
  return undefined
}
