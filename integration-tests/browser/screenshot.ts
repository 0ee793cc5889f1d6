import { mkdirSync } from "node:fs"
import path from "node:path"
import type { Page } from "playwright-core"
import type { Look } from "./admin-browser"

const ROOT = path.join(__dirname, "../..")
/** Every screenshot of the last run, to be looked at. */
const LOOKED_AT = path.join(ROOT, ".cache/browser")
/** Those that the documentation shows. */
const DOCUMENTATION = path.join(ROOT, "docs/images")

const nameOf = (page: string, { language, theme, width }: Look) => `${page}-${language}-${theme}-${width}.png`

/** In the documentation: both languages, one dark and one narrow. */
const isShown = ({ language, theme, width }: Look) =>
  width === 1280 ? theme === "light" || language === "sv" : language === "sv" && theme === "light"

/** Keeps what the window shows; `npm run test:browser -- --images` renews the documentation's pictures too. */
export async function screenshot(page: Page, name: string, look: Look): Promise<void> {
  mkdirSync(LOOKED_AT, { recursive: true })
  await page.screenshot({ path: path.join(LOOKED_AT, nameOf(name, look)), animations: "disabled" })
  if (process.env.BROWSER_IMAGES && isShown(look)) {
    await page.screenshot({ path: path.join(DOCUMENTATION, nameOf(name, look)), animations: "disabled" })
  }
}

/** The whole of a page, which scrolls inside the dashboard's own frame: in a window that is high enough. */
export async function wholeScreenshot(page: Page, name: string, look: Look): Promise<void> {
  const before = page.viewportSize()!
  const height = await page.evaluate(() => document.querySelector("main")!.scrollHeight)
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 120) })
  mkdirSync(LOOKED_AT, { recursive: true })
  await page.screenshot({ path: path.join(LOOKED_AT, nameOf(`${name}-whole`, look)), animations: "disabled" })
  await page.setViewportSize(before)
}
