import { Books } from "../books/books"
import { Fields } from "../latin1-form"
import { codes, mandatory, refuse } from "../refusals"
import { SandboxOrder } from "../types"

/** The order that `orderId` names. */
export function orderOf(books: Books, fields: Fields): SandboxOrder {
  const orderId = mandatory(fields, "orderId")
  return books.orders.get(orderId) ?? refuse(codes.noOrder, `Ordern ${orderId} finns inte`)
}
