import { XMLParser, XMLValidator } from "fast-xml-parser"
import { decodeEntities } from "./plain-words"

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

// Everything stays text: `00123` is an article number. Entities are resolved by us, since the
// parser's own limits on them would refuse a long list of articles.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
})

const MARKUP = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const

/** A DOCTYPE can define entities that grow without bound; Specter sends none. */
function refuseDeclarations(text: string): void {
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    const kind = MARKUP.find(([open]) => text.startsWith(open, at))
    if (!kind && text.startsWith("<!", at)) {
      throw new XmlProblem("it declares a document type or entities")
    }
    const end = kind ? text.indexOf(kind[1], at + kind[0].length) : at + 1
    if (end === -1) {
      throw new XmlProblem(`it ends inside ${kind?.[0]}`)
    }
    at = end
  }
}

type ParsedNode = Record<string, unknown> & { ":@"?: Record<string, string> }

function textOf(nodes: readonly ParsedNode[]): string {
  return nodes
    .map((node) => {
      if ("#text" in node) {
        return decodeEntities(String(node["#text"]))
      }
      const cdata = node["#cdata"] as ParsedNode[] | undefined
      return cdata ? cdata.map((part) => String(part["#text"])).join("") : ""
    })
    .join("")
    .trim()
}

function toElement(node: ParsedNode): XmlElement | undefined {
  const name = Object.keys(node).find((key) => key !== ":@")
  if (!name || name.startsWith("#")) {
    return undefined
  }
  const content = node[name] as ParsedNode[]
  const attributes = Object.entries(node[":@"] ?? {}).map(
    ([attribute, value]) => [attribute.toLowerCase(), decodeEntities(String(value)).trim()] as const
  )
  return {
    name: name.toLowerCase(),
    attributes: new Map(attributes),
    children: toElements(content),
    text: textOf(content),
  }
}

const toElements = (nodes: readonly ParsedNode[]): XmlElement[] =>
  nodes.map(toElement).filter((element) => element !== undefined)

/** Reads a whole XML document and answers its root. Throws `XmlProblem` for anything else. */
export function parseXml(text: string): XmlElement {
  const document = text.trim()
  refuseDeclarations(document)
  const roots = readRoots(document)
  if (roots.length !== 1) {
    throw new XmlProblem(`it has ${roots.length} root elements`)
  }
  return roots[0]
}

function readRoots(document: string): XmlElement[] {
  const validity = validate(document)
  if (validity !== undefined) {
    throw new XmlProblem(validity)
  }
  try {
    return toElements(parser.parse(document) as ParsedNode[])
  } catch (error) {
    throw new XmlProblem(error instanceof Error ? error.message : String(error))
  }
}

function validate(document: string): string | undefined {
  const verdict = XMLValidator.validate(document, { allowBooleanAttributes: false })
  return verdict === true ? undefined : `${verdict.err.msg} (line ${verdict.err.line})`
}

const alternatives = (names: string): string[] => names.toLowerCase().split("|")

/** The direct children of these names (`a|b`), in the document's order. */
export function childrenOf(element: XmlElement, names: string): XmlElement[] {
  const wanted = alternatives(names)
  return element.children.filter((child) => wanted.includes(child.name))
}

/** The outermost elements of these names (`a|b`) in the whole tree, the root included, in the document's order. */
export function findAll(root: XmlElement, names: string): XmlElement[] {
  const wanted = alternatives(names)
  const search = (element: XmlElement): XmlElement[] =>
    wanted.includes(element.name) ? [element] : element.children.flatMap(search)
  return search(root)
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
