import { languageOf, reasonText } from "../reason-text"

const answered = { text: "words of the server", todo: "advice of the server" }

test("A reason is told in the user's language, with its figures", () => {
  const reason = { code: "variant_without_price", data: { currency: "SEK" }, ...answered }
  expect(reasonText(reason, "sv").text).toBe("Varianten saknar pris i SEK.")
  expect(reasonText(reason, "en").text).toBe("The variant has no price in SEK.")
})

test("A payment provider is called what the settings call it", () => {
  const data = { provider: "pp_stripe-bancontact_stripe", code: "PP" }
  expect(reasonText({ code: "payment_code_defaulted", data, ...answered }, "sv").text).toBe(
    "Betalsättet Stripe Bancontact (STRIPE) saknar Specterkod; PP skickades."
  )
})

test("A reason that the admin is too old to know keeps the server's words", () => {
  expect(reasonText({ code: "reason_of_a_later_version", ...answered }, "sv")).toEqual(answered)
})

test("Swedish in all its forms is Swedish, every other language English", () => {
  expect(["sv", "sv-SE", "en", "de", "ptBR"].map(languageOf)).toEqual(["sv", "sv", "en", "en", "en"])
})
