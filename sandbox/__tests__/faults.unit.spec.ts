import { request } from "node:http"
import { Fault, Sandbox, startSandbox } from "../index"
import { batch, batchNumber, checkAccount, http, stockedShop, submitPerson } from "./shop"

describe("faults", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox()
  })

  afterEach(() => sandbox.close())

  const submitWith = (fault: Fault) => {
    sandbox.fault("newCustomerSubmit", fault)
    return submitPerson(sandbox)
  }

  const wasCarriedOut = () => sandbox.customers.size === 1

  it("refuses with any code and words", async () => {
    expect(await submitWith({ kind: "refuse", code: "77", message: "Stängt för året" })).toBe(
      "0;77;Stängt för året"
    )
    expect(wasCarriedOut()).toBe(false)
    expect(sandbox.calls[0]).toMatchObject({ fault: "refuse", outcome: "refused 77" })
  })

  it("carries out and drops the connection", async () => {
    await expect(submitWith({ kind: "carry-out-and-drop" })).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(wasCarriedOut()).toBe(true)
  })

  it("drops the connection without carrying out", async () => {
    await expect(submitWith({ kind: "drop" })).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(wasCarriedOut()).toBe(false)
    expect(sandbox.calls[0]).toMatchObject({ outcome: "not carried out", fault: "drop" })
  })

  it("carries out and says nothing for a while, then drops", async () => {
    const started = Date.now()
    await expect(submitWith({ kind: "carry-out-and-hang", ms: 150 })).rejects.toThrow(
      /ECONNRESET|socket hang up/
    )
    expect(Date.now() - started).toBeGreaterThanOrEqual(140)
    expect(wasCarriedOut()).toBe(true)
  })

  it("carries out and says nothing until it closes", async () => {
    const silence = submitWith({ kind: "carry-out-and-hang" })
    const outcome = expect(silence).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(wasCarriedOut()).toBe(true)
    await sandbox.close()
    await outcome
    sandbox = await startSandbox()
  })

  it.each([
    [undefined, false],
    [true, true],
  ])("answers classic ASP's error page, carried out: %s", async (carryOut, carriedOut) => {
    sandbox.fault("newCustomerSubmit", { kind: "http-500", carryOut })
    expect(await submitPerson(sandbox)).toContain("error '80040e31'")
    expect(wasCarriedOut()).toBe(carriedOut)
  })

  it("answers 500 and 503 with pages, and redirects", async () => {
    sandbox.fault("*", { kind: "http-500" })
    sandbox.fault("*", { kind: "http-503" })
    sandbox.fault("*", { kind: "redirect", to: "https://elsewhere.example/" })
    const ask = () => http(`${sandbox.url}getInfo.asp?action=getPDFLink`)
    expect(await ask()).toMatchObject({ status: 500, type: "text/html" })
    expect(await ask()).toMatchObject({ status: 503, text: expect.stringContaining("Service Unavailable") })
    expect(await ask()).toMatchObject({ status: 302, location: "https://elsewhere.example/" })
  })

  it("spoils and cuts XML, also where a line of text was asked for", async () => {
    expect(await submitWith({ kind: "malformed-xml" })).toMatch(/<result>1<\/result>.*<APIresponse><\/root>$/)
    const cut = await submitWith({ kind: "cut-xml" })
    expect(cut).toMatch(/^<\?xml .*<APIresponse>/s)
    expect(cut).not.toContain("</APIresponse>")
    await stockedShop(sandbox)
    sandbox.fault("getArticleExternalNeedUpdate", { kind: "cut-xml" })
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", batchNumber("a"))).not.toContain("</root>")
    expect(wasCarriedOut()).toBe(true)
  })

  it("answers any text as it stands, carried out", async () => {
    const text = `<!DOCTYPE r [<!ENTITY å "ååå">]><r>&å;</r>`
    expect(await submitWith({ kind: "malformed-xml", text })).toBe(text)
    expect(wasCarriedOut()).toBe(true)
  })

  it("answers with nothing, carried out", async () => {
    expect(await submitWith({ kind: "empty" })).toBe("")
    expect(wasCarriedOut()).toBe(true)
  })

  it("answers slowly, once or always", async () => {
    const timed = async (act: () => Promise<unknown>) => {
      const started = Date.now()
      await act()
      return Date.now() - started
    }
    expect(await timed(() => submitWith({ kind: "slow", ms: 120 }))).toBeGreaterThanOrEqual(110)
    sandbox.acceptDelay(120)
    expect(await timed(() => checkAccount(sandbox))).toBeGreaterThanOrEqual(110)
    sandbox.acceptDelay(0)
    expect(await timed(() => checkAccount(sandbox))).toBeLessThan(100)
  })

  it("answers more than anybody wants to read", async () => {
    sandbox.fault("*", { kind: "oversize", bytes: 100_000 })
    expect((await checkAccount(sandbox)).length).toBe(100_000)
    sandbox.fault("*", { kind: "endless-body" })
    const read = await new Promise<number>((resolve, reject) => {
      let bytes = 0
      const sent = request(`${sandbox.url}getInfo.asp?action=getPDFLink`, (response) => {
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > 5_000_000) {
            sent.destroy()
            resolve(bytes)
          }
        })
      })
      sent.on("error", reject)
      sent.end()
    })
    expect(read).toBeGreaterThan(5_000_000)
  })

  it("meets only its own action, as often as it was set, in the order set", async () => {
    sandbox.fault("NEWCUSTOMERSUBMIT", { kind: "refuse", code: "60" }, 2)
    sandbox.fault("*", { kind: "refuse", code: "61" }, Infinity)
    expect(await checkAccount(sandbox)).toMatch(/^0;61;/)
    expect(await submitPerson(sandbox)).toMatch(/^0;60;/)
    expect(await submitPerson(sandbox)).toMatch(/^0;60;/)
    expect(await submitPerson(sandbox)).toMatch(/^0;61;/)
    sandbox.clearFaults()
    expect(await submitPerson(sandbox)).toMatch(/^1;/)
  })

  it("fails a share of calls, the same ones for the same seed", async () => {
    const outcomes = async (seed: number) => {
      sandbox.randomFaults(0.4, seed)
      const seen: (string | undefined)[] = []
      for (let n = 0; n < 60; n++) {
        await checkAccount(sandbox).catch(() => undefined)
        seen.push(sandbox.calls.at(-1)?.fault)
      }
      return seen
    }
    const first = await outcomes(7)
    expect(await outcomes(7)).toEqual(first)
    expect(await outcomes(8)).not.toEqual(first)
    const failed = first.filter(Boolean).length
    expect(failed).toBeGreaterThan(10)
    expect(failed).toBeLessThan(40)
    expect(new Set(first).size).toBeGreaterThan(4)
    sandbox.randomFaults(0, 7)
    expect(await checkAccount(sandbox)).toMatch(/^1;/)
  })

  it("fails in the named ways only", async () => {
    sandbox.randomFaults(1, 1, ["refuse"])
    expect(await checkAccount(sandbox)).toBe("0;50;Ett oväntat fel uppstod, försök igen")
  })
})
