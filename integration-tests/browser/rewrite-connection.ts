import type { Page } from "playwright-core"

/** Shows this page another connection to Specter than the store's own. */
export async function rewriteConnection(page: Page, connection: object): Promise<void> {
  await page.route("**/admin/specter/status", async (route) => {
    // The store closes a connection that was idle for five seconds, at times just when it is asked.
    const answer = await route.fetch({ maxRetries: 3 })
    const status = (await answer.json()) as { connection: object }
    await route.fulfill({ json: { ...status, connection: { ...status.connection, ...connection } } })
  })
}
