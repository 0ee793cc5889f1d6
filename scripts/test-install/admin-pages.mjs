import assert from "node:assert/strict"
import { AdminBrowser } from "../../integration-tests/browser/admin-browser.ts"
import { NEIGHBOURS_WORDS } from "./neighbour.mjs"

const SWEDISH = { language: "sv", theme: "light", width: 1280 }
const PATIENCE = 30_000

/** Looks at the built admin in a browser: our pages and widgets, and another plugin's settings page beside ours. */
export async function lookAtAdmin({ storeUrl, chromium, orderId, productId }) {
  process.env.BROWSER_STORE_URL = storeUrl
  process.env.BROWSER_EXECUTABLE = chromium
  const browser = await AdminBrowser.open()
  try {
    const page = await browser.page(SWEDISH)
    const errors = []
    page.on("pageerror", (error) => errors.push(error.message))
    const shows = async (address, words) => {
      await page.goto(`${storeUrl}/app${address}`)
      for (const text of words) {
        await page.getByText(text, { exact: true }).first().waitFor({ timeout: PATIENCE })
      }
    }
    await shows("/settings/specter", ["Testa anslutningen", "Radera från Specter", "Neighbour"])
    await shows("/settings/neighbour", [NEIGHBOURS_WORDS, "Specter"])
    await shows("/specter", ["Specter"])
    await shows("/specter/transfers", ["Specter"])
    await shows(`/orders/${orderId}`, ["Specter"])
    await shows(`/products/${productId}`, ["Specter"])
    assert.deepEqual(errors, [], "no page had an error")
  } finally {
    await browser.close()
  }
}
