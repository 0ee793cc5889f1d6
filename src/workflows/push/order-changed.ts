/** An order was changed in the store between its reading and its call. Its name survives the workflow engine. */
export class OrderChanged extends Error {
  constructor() {
    super("The order is being changed in the store")
    this.name = "OrderChanged"
  }
}

export function isOrderChanged(error: unknown): boolean {
  return typeof error === "object" && error !== null && (error as { name?: unknown }).name === "OrderChanged"
}
