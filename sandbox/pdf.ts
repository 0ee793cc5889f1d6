import { Books } from "./books/books"
import { SandboxInvoice } from "./types"

const pdfText = (text: string) => text.replace(/[^\u0020-\u00ff]/g, "?").replace(/[\\()]/g, "\\$&")

function linesOf(books: Books, invoice: SandboxInvoice): string[] {
  const order = books.orders.get(invoice.orderNo) ?? books.removedOrders.get(invoice.orderNo)
  const customer = order && books.customers.get(order.customerId)
  const rows = order?.rows ?? []
  return [
    `Faktura ${invoice.invoiceId}`,
    `Datum ${invoice.createdAt.slice(0, 10)}`,
    `Order ${invoice.orderNo} (${order?.externalOrderNo ?? ""})`,
    `Kund ${order?.customerId ?? ""} ${customer?.name || [customer?.firstName, customer?.surName].join(" ")}`,
    "",
    ...rows
      .slice(0, 30)
      .map((row) => `${row.noOfItems} x ${row.articleName} à ${row.priceExclVAT} moms ${row.vatPercent} %`),
    ...(rows.length > 30 ? [`och ${rows.length - 30} rader till`] : []),
    "",
    `Att betala ${invoice.total} ${order?.currency ?? ""}`,
  ]
}

/** A one-page PDF of an invoice. */
export function invoicePdf(books: Books, invoice: SandboxInvoice): Buffer {
  const shown = linesOf(books, invoice).map((line) => `(${pdfText(line)}) Tj T*`)
  const content = `BT /F1 12 Tf 16 TL 60 780 Td ${shown.join("\n")} ET`
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  let file = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`)
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + table + trailer, "latin1")
}
