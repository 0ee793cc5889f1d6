/** What the database's driver says of a transaction that a crash took away. */
export const BROKE_OFF = "Transaction query already complete, run with DEBUG=knex:tx for more info"

/** Makes a method fail so, or with another `message`, for the next `times`. */
export function breakOff<Service extends object>(
  service: Service,
  method: keyof Service,
  { times = 1, message = BROKE_OFF } = {}
) {
  const failing = jest.spyOn(service as any, method as any)
  for (let time = 0; time < times; time += 1) {
    failing.mockRejectedValueOnce(new Error(message) as never)
  }
  return failing
}
