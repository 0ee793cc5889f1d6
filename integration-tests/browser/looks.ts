import type { Page } from "playwright-core"
import { seriousFindings } from "./accessibility"
import { type Look, LOOKS } from "./admin-browser"
import { screenshot, wholeScreenshot } from "./screenshot"
import type { ShopFloor } from "./shop-floor"

export type Sight = {
  name: string
  path: () => string
  /** What axe looks through: only what is the plugin's own. */
  within: string
  /** Words that must be there, by language. */
  words: { sv: string; en: string }
  /** Waits until the page is as it shall be looked at. */
  ready: (page: Page) => Promise<unknown>
}

/** Every look of a page: its words, its width, its accessibility, and a picture of it. */
export function testLooks(floor: () => ShopFloor, { name, path, within, words, ready }: Sight): void {
  test.each(LOOKS)(
    `${name} looks right and is accessible: $language, $theme, $width pixels`,
    async (look) => {
      await floor().at(path(), look, async (page) => {
        await ready(page)
        const own = page.locator(within).first()
        await own.scrollIntoViewIfNeeded()
        await settledPicture(page, name, look)
        const text = await page.locator(within).allInnerTexts()
        expect(text.join("\n")).toContain(words[look.language])
        expect(text.join("\n")).not.toMatch(/specter\.[a-z_]+\./)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          look.width
        )
        expect(await seriousFindings(page, within)).toEqual([])
      })
    }
  )
}

async function settledPicture(page: Page, name: string, look: Look): Promise<void> {
  await screenshot(page, name, look)
  await wholeScreenshot(page, name, look)
}
