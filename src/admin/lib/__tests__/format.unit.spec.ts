import { formats } from "../format"

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")
const sv = formats("sv")
const en = formats("en")

test("Numbers and money are written as the language writes them", () => {
  expect(plain(sv.number(12345))).toBe("12 345")
  expect(en.number(12345)).toBe("12,345")
  expect(plain(sv.money("1234.5", "sek"))).toBe("1 234,50 kr")
  expect(plain(en.money("1234.5", "sek"))).toBe("SEK 1,234.50")
})

test("What is missing is a dash", () => {
  expect([
    sv.number(null),
    sv.date(undefined),
    sv.dateTime(null),
    sv.duration(null),
    sv.relative(null),
  ]).toEqual(Array(5).fill("–"))
})

test("A duration is given in the units that suit its size", () => {
  const durations = [0.4, 4, 59.6, 125, 120, 12_000, 200_000].map((seconds) => plain(en.duration(seconds)))
  expect(durations).toEqual(["0.4 sec", "4 sec", "60 sec", "2 min 5 sec", "2 min", "3 hr 20 min", "2 days"])
  expect(plain(sv.duration(125))).toBe("2 min 5 s")
})

test("A moment is told by how long ago it was", () => {
  const now = new Date("2026-03-10T12:00:00Z")
  expect(sv.relative("2026-03-10T11:57:00Z", now)).toBe("för 3 minuter sedan")
  expect(en.relative("2026-03-10T14:00:00Z", now)).toBe("in 2 hours")
  expect(en.relative("2026-03-09T12:00:00Z", now)).toBe("yesterday")
})

test("In a table the year is left out when it is this one", () => {
  const now = new Date(2026, 5, 1)
  expect(plain(sv.shortDateTime(new Date(2026, 0, 31, 14, 5), now))).toBe("31 jan. 14:05")
  expect(plain(sv.shortDateTime(new Date(2025, 0, 31, 14, 5), now))).toBe("31 jan. 2025 14:05")
  expect(sv.shortDateTime(null, now)).toBe("–")
})

test("A day without a time stays that day wherever the user is", () => {
  expect(en.day("2026-01-31")).toBe("Jan 31")
  expect(sv.day("2026-01-31")).toBe("31 jan.")
})

test("The dashboard's name of a language is one that Intl knows", () => {
  expect(formats("ptBR").locale).toBe("pt-BR")
})
