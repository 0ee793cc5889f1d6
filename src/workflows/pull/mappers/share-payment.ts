import { type Amount, ZERO } from "../../push/mappers/amount"

/** A payment collection: `authorized` is held at the payment provider and not captured. */
export type Collection = { id: string; authorized: Amount }

export type CollectionChange = { id: string; amount: Amount }

export type SharedPayment = {
  held: CollectionChange[]
  /** The one that asks the customer for the rest; none when nothing is left to ask for. */
  open?: CollectionChange
  /** Open ones that ask for nothing any more. */
  drop: string[]
}

/** Shares what is to be paid: first what is held already, then one open collection for the rest. */
export function sharePayment(due: Amount, held: Collection[], open: Collection[]): SharedPayment {
  let left = due
  const kept = held.map(({ id, authorized }) => {
    const amount = left.isLessThan(authorized) ? left : authorized
    left = left.minus(amount)
    // Nothing is to be paid from it: what is held stays to be seen.
    return { id, amount: amount.isGreaterThan(ZERO) ? amount : authorized }
  })
  const rest = left.isGreaterThan(ZERO) ? left : ZERO
  const [first, ...others] = open
  const asks = first !== undefined && rest.isGreaterThan(ZERO)
  return {
    held: kept,
    open: asks ? { id: first.id, amount: rest } : undefined,
    drop: (asks ? others : open).map(({ id }) => id),
  }
}
