import { callbackAddresses, callbacksDigest } from "../callback-addresses"
import { SPECTER_CALLBACKS } from "../client"

const SECRET = "callback-secret-1234"

describe("the addresses that Specter calls", () => {
  it("are one for each of its callbacks, with what it fills in behind $", () => {
    const addresses = callbackAddresses("https://butik.example.se", SECRET)
    expect(addresses).toEqual({
      stock: `https://butik.example.se/specter/callbacks/${SECRET}/stock`,
      articles: `https://butik.example.se/specter/callbacks/${SECRET}/articles`,
      orders: `https://butik.example.se/specter/callbacks/${SECRET}/orders`,
      invoice: `https://butik.example.se/specter/callbacks/${SECRET}/invoice?orderId=$orderId&invoiceId=$invoiceId`,
      orderRemoved: `https://butik.example.se/specter/callbacks/${SECRET}/order-removed?orderNo=$orderNo`,
    })
    expect(Object.keys(addresses).sort()).toEqual([...SPECTER_CALLBACKS].sort())
  })

  it("keep the path of a store that lies in a folder, and need no slash", () => {
    const inFolder = callbackAddresses("https://example.se/butik//", SECRET)
    expect(inFolder.stock).toBe(`https://example.se/butik/specter/callbacks/${SECRET}/stock`)
  })

  it("are addresses, every one", () => {
    for (const address of Object.values(callbackAddresses("http://localhost:9000", SECRET))) {
      expect(URL.canParse(address)).toBe(true)
    }
  })
})

describe("the digest of what Specter was told", () => {
  const addresses = callbackAddresses("https://butik.example.se", SECRET)
  const account = { baseUrl: "https://api.specter.se/", sbmId: "4711" }

  it("is the same for the same account and addresses", () => {
    expect(callbacksDigest(account, addresses)).toBe(callbacksDigest({ ...account }, { ...addresses }))
  })

  it("differs for another Specter, account, store or secret, and tells none of them", () => {
    const digests = [
      callbacksDigest(account, addresses),
      callbacksDigest({ ...account, baseUrl: "http://127.0.0.1:8025/" }, addresses),
      callbacksDigest({ ...account, sbmId: "4712" }, addresses),
      callbacksDigest(account, callbackAddresses("https://annan.example.se", SECRET)),
      callbacksDigest(account, callbackAddresses("https://butik.example.se", "another-secret-1234")),
    ]
    expect(new Set(digests).size).toBe(5)
    for (const digest of digests) {
      expect(digest).toMatch(/^[0-9a-f]{64}$/)
    }
  })
})
