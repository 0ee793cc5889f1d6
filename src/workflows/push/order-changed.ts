import { hasName } from "./named-error"

/** An order was changed in the store between its reading and its call. */
export class OrderChanged extends Error {
  constructor() {
    super("The order is being changed in the store")
    this.name = "OrderChanged"
  }
}

export function isOrderChanged(error: unknown): boolean {
  return hasName(error, "OrderChanged")
}
