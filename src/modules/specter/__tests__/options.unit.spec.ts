import { checkOptions } from "../options"

const VERSION_2 = {
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "user-key-value",
  integrationKey: "integration-key-value",
}
const CALLBACKS = { publicUrl: "https://butik.example.se", callbackSecret: "callback-secret-1234" }

describe("the plugin's options", () => {
  it("are complete for version 2 of Specter's API, with Specter's own address", () => {
    expect(checkOptions({ ...VERSION_2, ...CALLBACKS })).toEqual({
      options: {
        baseUrl: "https://api.specter.se/",
        credentials: { version: 2, ...VERSION_2 },
        wireNames: {},
        callbacks: { publicUrl: "https://butik.example.se", secret: "callback-secret-1234" },
      },
      problems: [],
      warnings: [],
    })
  })

  it("are complete for version 1 with two keys and no user", () => {
    const { options } = checkOptions({ sbmId: "4711", md5Key1: "one", md5Key2: "two" })
    expect(options?.credentials).toMatchObject({ version: 1, sbmId: "4711", md5Key1: "one", md5Key2: "two" })
  })

  it("mean version 2 when both kinds of key are there", () => {
    const { options } = checkOptions({ ...VERSION_2, md5Key1: "one", md5Key2: "two" })
    expect(options?.credentials.version).toBe(2)
  })

  it.each(Object.keys(VERSION_2))("keep the plugin off without %s, and name it", (option) => {
    for (const blank of [undefined, null, "", "  "]) {
      const { options, problems } = checkOptions({ ...VERSION_2, ...CALLBACKS, [option]: blank })
      expect(options).toBeUndefined()
      expect(problems).toEqual([
        { option, problem: expect.stringMatching(/^is missing\. Set it in medusa-config\.ts/) },
      ])
    }
  })

  it("name the second key of version 1 when it is missing", () => {
    expect(checkOptions({ sbmId: "4711", md5Key1: "one" }).problems.map(({ option }) => option)).toEqual([
      "md5Key2",
    ])
  })

  it.each([undefined, null, {}, [], "text", 7])(
    "keep the plugin off when they are %j, without throwing",
    (given) => {
      const { options, problems } = checkOptions(given)
      expect(options).toBeUndefined()
      expect(problems.length).toBeGreaterThan(0)
    }
  )

  it.each([
    ["baseUrl", "api.specter.se"],
    ["baseUrl", "https://api specter.se/"],
    ["baseUrl", "https://api.specter.se:8o25/"],
    ["publicUrl", "ftp://butik.example.se"],
    ["publicUrl", "https://<butik>/"],
    ["callbackSecret", "too-short"],
    ["callbackSecret", "has spaces and å in it"],
    ["sbmId", 4711],
  ])("keep the plugin off when %s is odd (%j), and do not quote it", (option, value) => {
    const { options, problems } = checkOptions({ ...VERSION_2, ...CALLBACKS, [option]: value })
    expect(options).toBeUndefined()
    expect(problems.map((problem) => problem.option)).toEqual([option])
    expect(JSON.stringify(problems)).not.toContain(String(value))
  })

  it("name what is missing beside what is odd, so that one look shows all of it", () => {
    const { problems } = checkOptions({ ...VERSION_2, integrationKey: "", publicUrl: "butik.example.se" })
    expect(problems.map(({ option }) => option)).toEqual(["publicUrl", "integrationKey"])
  })

  it("name a wire name that is none", () => {
    const { problems } = checkOptions({
      ...VERSION_2,
      ...CALLBACKS,
      wireNames: { "actions.noSuchAction": "x" },
    })
    expect(problems).not.toEqual([])
    expect(JSON.stringify(problems)).toContain("wireNames")
  })

  it("take a corrected wire name", () => {
    const wireNames = { "actions.removeArticle": "removeArticleSubmit" }
    expect(checkOptions({ ...VERSION_2, wireNames }).options?.wireNames).toEqual(wireNames)
  })

  it("warn of what Specter cannot do without the callbacks' options, and of what is no option", () => {
    const { options, warnings } = checkOptions({ ...VERSION_2, apiKey: "typo", database: {} })
    expect(options).toBeDefined()
    expect(options?.callbacks).toBeUndefined()
    expect(warnings.map(({ option }) => option)).toEqual(["apiKey", "publicUrl", "callbackSecret"])
  })
})
