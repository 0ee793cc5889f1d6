import {
  assumedNames,
  defaultWireNames,
  resolveWireNames,
  WIRE_FACTS,
  wireNamesSchema,
  type PartialWireNames,
} from ".."

const messagesFor = (names: Record<string, string>) =>
  wireNamesSchema.safeParse(names).error?.issues.map((issue) => issue.message) ?? []

describe("the wire names", () => {
  it("take the place of the standard ones", () => {
    const names = resolveWireNames({ "actions.removeArticle": "deleteArticleSubmit" })
    expect(names["actions.removeArticle"]).toBe("deleteArticleSubmit")
    expect(names["actions.submitOrder"]).toBe("newOrderSubmit")
  })

  it("name an unknown key and those that look like it", () => {
    expect(messagesFor({ "action.removeArticel": "x" })[0]).toContain("actions.removeArticle")
    expect(messagesFor({ articleGroup: "x" })[0]).toContain("fields.article.articleGroup")
    expect(messagesFor({ ["x".repeat(10_000)]: "x" })[0]).toContain("is no wire name")
    expect(messagesFor({ constructor: "x" })[0]).toContain('"constructor" is no wire name')
  })

  it.each([
    ["actions.removeArticle", "a&b=c"],
    ["actions.removeArticle", ""],
    ["endpoints.read", "https://other.example/"],
    ["endpoints.read", ""],
    ["answers.id", "id|"],
    ["codes.account", "1;2"],
    ["patterns.accountRefusal", "("],
    ["patterns.accountRefusal", ""],
  ])("refuse for %s the value %p", (key, value) => {
    expect(messagesFor({ [key]: value })[0]).toContain(`"${key}" must`)
    expect(() => resolveWireNames({ [key]: value } as PartialWireNames)).toThrow()
  })

  it("accept each of their own standard values", () => {
    expect(messagesFor(defaultWireNames)).toEqual([])
  })

  it("list what is assumed, with a note for each", () => {
    const assumed = assumedNames()
    expect(assumed.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["actions.removeArticle", "actions.removeOrder", "fields.article.articleGroup"])
    )
    expect(assumed.filter(({ note }) => !note)).toEqual([])
    expect(assumed.length).toBe(Object.values(WIRE_FACTS).filter(({ sure }) => sure === "D").length)
  })
})
