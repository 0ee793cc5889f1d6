import { pollWhile } from "../polling"

const MINUTE = 60_000
const query = (data: { busy: boolean } | undefined) => ({ state: { data } })

test("Asks often while something is on its way, and now and then while it is not", () => {
  const poll = pollWhile<{ busy: boolean }>(({ busy }) => busy)
  expect(poll(query({ busy: true }))).toBe(2_000)
  expect(poll(query({ busy: false }))).toBe(15_000)
  expect(poll(query(undefined))).toBe(15_000)
})

test("Stops when nothing has changed for ten minutes, and begins again with the next change", () => {
  let now = 0
  const poll = pollWhile<{ busy: boolean }>(
    ({ busy }) => busy,
    () => now
  )
  const quiet = { busy: false }
  expect(poll(query(quiet))).toBe(15_000)
  now += 9 * MINUTE
  expect(poll(query(quiet))).toBe(15_000)
  now += MINUTE
  expect(poll(query(quiet))).toBe(false)
  expect(poll(query({ busy: false }))).toBe(15_000)
})

test("Goes on as long as something is on its way, less often when it seems to stand still", () => {
  let now = 0
  const poll = pollWhile<{ busy: boolean }>(
    ({ busy }) => busy,
    () => now
  )
  const stuck = { busy: true }
  poll(query(stuck))
  now += 59_000
  expect(poll(query(stuck))).toBe(2_000)
  now += 60 * MINUTE
  expect(poll(query(stuck))).toBe(15_000)
  expect(poll(query({ busy: true }))).toBe(2_000)
})
