import { randomFrom } from "../../sandbox/faults"

const BATCH_NO = "0123456789abcdef0123456789abcdef"

/** Answers as Specter gives them, and callbacks' addresses: what the cases are made of. */
const WHOLE = [
  "1;5001;Kunden är skapad",
  "0;99;Batch '0123456789abcdef0123456789abcdef' är inte kvitterad",
  "0;50;Felaktig nyckel (key)",
  `specterId;articleNo;noItemsAvailable;batchNo\r1;A1;5;${BATCH_NO}\r2;BOK-1;0,5;${BATCH_NO}\r`,
  '<?xml version="1.0" encoding="ISO-8859-1"?><root><APIresponse><result>0</result><code>99</code><message><![CDATA[Batch \'x\']]></message></APIresponse></root>',
  '<root><stockChanges><stock stockId="1" stockName="Göteborg"><articles><article><articleNo>A1</articleNo><noItemsAv>12,5</noItemsAv></article></articles></stock></stockChanges></root>',
  '<root><articles><article buyPrice="40,00" priceExclVat="79,20" barCode="73" productWeight="0,250" articleGroupName="Tröjor"><articleNo>A&amp;1</articleNo><name><![CDATA[Tröja <b>]]></name></article></articles><responseMaxLimit>500</responseMaxLimit></root>',
  '<root><orders><order orderNo="7001" externalOrderNo="12"><orderstatus statusId="5" statusName="Makulerad" deliveryStatus="D"/><deliveries updated="1"><delivery trackingNo="A1"/></deliveries><rows><row articleNo="A1" noOfItems="1,5" priceExclVAT="10" vatPercent="25"><name>x</name></row></rows></order></orders><moreInfoToFetch>3</moreInfoToFetch></root>',
  "<!DOCTYPE html><html><head><title>500</title></head><body><p>Query timeout expired</p></body></html>",
  "1;https://api.specter.se/pdf/invoice-1.pdf?t=1",
  "/specter/callbacks/x/invoice?orderId=7001&invoiceId=9&orderNo=%C5&__proto__[a]=1&orderId=2",
]

const PIECES = [
  ..."<>/&;=\"' \r\n\t\0,.-+%?[]#".split(""),
  ..."</ /> ]]> <![CDATA[ <!-- --> <? ?> <!DOCTYPE <!ENTITY &#0; &#x10ffff; &#55296; &amp;lt; <root> </root>".split(
    " "
  ),
  ..."<article> </article> <order> <rows> <result>1</result> __proto__ constructor toString 1;1; 0;99; 1e5 00123 -0".split(
    " "
  ),
  ..."999999999999999999999999 1,2,3 encoding= charset=utf-16 \u00ff\u00fe \u00fe\u00ff \u00ef\u00bb\u00bf <script <style %00 %u0041".split(
    " "
  ),
  BATCH_NO,
  "<!-- ",
  "<a b='",
  " 000 000",
]

const CONTENT_TYPES = [
  "",
  "text/html",
  "text/xml; charset=utf-8",
  "text/plain; charset=ISO-8859-1",
  "charset=utf-16",
]

export type ByteCase = { bytes: Buffer; contentType: string }

const LONGEST_REPEATED = 100_000

/** Endless bytes that are nearly an answer of Specter's, the same for the same seed. */
export function* byteCases(seed: number): Generator<ByteCase> {
  const random = randomFrom(seed)
  const below = (end: number) => Math.floor(random() * end)
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)]
  const changes: ((text: string) => string)[] = [
    (text) => text.slice(0, below(text.length + 1)),
    (text) => text.slice(below(text.length + 1)),
    (text) => `${text}${oneOf(WHOLE)}`,
    (text) => inserted(text, below(text.length + 1), oneOf(PIECES)),
    (text) => inserted(text, below(text.length + 1), String.fromCharCode(below(256))),
    (text) => inserted(text, below(text.length + 1), oneOf(PIECES).repeat(1 + below(40))),
    (text) => cut(text, below(text.length + 1), below(8)),
    (text) => cut(text, below(text.length + 1), below(text.length + 1)),
    (text) => Array.from({ length: below(40) }, () => oneOf(PIECES)).join("") + text.slice(0, below(20)),
    () => Array.from({ length: below(200) }, () => String.fromCharCode(below(256))).join(""),
  ]
  for (let number = 0; ; number += 1) {
    let text = oneOf(WHOLE)
    for (let left = below(6); left > 0; left -= 1) {
      text = oneOf(changes)(text).slice(0, 20_000)
    }
    if (number % 1_000 === 999) {
      const piece = oneOf(PIECES)
      text = inserted(text, below(text.length + 1), piece.repeat(LONGEST_REPEATED / piece.length))
    }
    yield { bytes: Buffer.from(text, "latin1"), contentType: oneOf(CONTENT_TYPES) }
  }
}

const inserted = (text: string, at: number, piece: string) => text.slice(0, at) + piece + text.slice(at)

const cut = (text: string, at: number, length: number) => text.slice(0, at) + text.slice(at + length)
