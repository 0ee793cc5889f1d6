import { copyFileSync, mkdirSync } from "node:fs"
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

/** Pictures are taken on request only, with `npm run test:browser -- --images`. */
const areAsked = () => Boolean(process.env.BROWSER_IMAGES)

/** Keeps what the window shows, and renews the documentation's picture of it. */
export async function screenshot(page: Page, name: string, look: Look): Promise<void> {
  if (!areAsked()) {
    return
  }
  const file = await take(page, nameOf(name, look))
  if (isShown(look)) {
    copyFileSync(file, path.join(DOCUMENTATION, path.basename(file)))
  }
}

/** The whole of a page, which scrolls inside the dashboard's own frame: in a window that is high enough. */
export async function wholeScreenshot(page: Page, name: string, look: Look): Promise<void> {
  if (!areAsked()) {
    return
  }
  const before = page.viewportSize()!
  const height = await page.evaluate(() => document.querySelector("main")!.scrollHeight)
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 120) })
  await take(page, nameOf(`${name}-whole`, look))
  await page.setViewportSize(before)
}

async function take(page: Page, name: string): Promise<string> {
  mkdirSync(LOOKED_AT, { recursive: true })
  const file = path.join(LOOKED_AT, name)
  await page.screenshot({ path: file, animations: "disabled" })
  return file
}
