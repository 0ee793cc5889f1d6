import type { Page } from "playwright-core"
import { seriousFindings } from "./accessibility"
import { type AdminBrowser, type Look, LOOKS } from "./admin-browser"
import { screenshot, wholeScreenshot } from "./screenshot"

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

/**
 * Every look of a page: its words, its width, its accessibility, and a picture of it. The page is opened once in each
 * language; its width and theme are changed under it, as the user does.
 */
export function testLooks(admin: () => AdminBrowser, { name, path, within, words, ready }: Sight): void {
  describe.each(["sv", "en"] as const)(`${name} looks right and is accessible: %s`, (language) => {
    const looks = LOOKS.filter((look) => look.language === language)
    let page: Page

    beforeAll(async () => {
      page = await admin().page(looks[0])
      await page.goto(`/app${path()}`)
      await ready(page)
    })
    afterAll(() => page.close())

    test.each(looks)("$theme, $width pixels", async (look) => {
      await change(page, look)
      await page.locator(within).first().scrollIntoViewIfNeeded()
      await screenshot(page, name, look)
      await wholeScreenshot(page, name, look)
      const text = (await page.locator(within).allInnerTexts()).join("\n")
      expect(text).toContain(words[language])
      expect(text).not.toMatch(/specter\.[a-z_]+\./)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width)
      expect(await seriousFindings(page, within)).toEqual([])
    })
  })
}

/** What the dashboard itself does when the user chooses a theme. */
async function change(page: Page, { theme, width }: Look): Promise<void> {
  await page.setViewportSize({ width, height: page.viewportSize()!.height })
  await page.evaluate((chosen) => {
    const html = document.documentElement
    html.classList.remove("light", "dark")
    html.classList.add(chosen)
    html.style.colorScheme = chosen
  }, theme)
}
