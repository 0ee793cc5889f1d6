import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"

export type Look = { language: "en" | "sv"; theme: "light" | "dark"; width: 400 | 1280 }

/** Both languages, light and dark, wide and narrow. */
export const LOOKS: Look[] = (["sv", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) =>
    ([1280, 400] as const).map((width) => ({ language, theme, width }))
  )
)

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
]
const LOGIN = { email: "admin@example.se", password: "specter-demo" }
const HEIGHT = 900
const PATIENCE = 120_000

function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    throw new Error(`${name} is missing: run these tests with npm run test:browser`)
  }
  return value
}

export const storeUrl = () => required("BROWSER_STORE_URL")
export const sandboxUrl = () => required("BROWSER_SANDBOX_URL")

/** A browser whose pages are logged in to the store's admin. */
export class AdminBrowser {
  private readonly contexts = new Map<Look["language"], BrowserContext>()

  private constructor(
    private readonly browser: Browser,
    private readonly token: string
  ) {}

  static async open(): Promise<AdminBrowser> {
    const browser = await chromium.launch({ executablePath: required("BROWSER_EXECUTABLE"), args: FLAGS })
    const answer = await fetch(`${storeUrl()}/auth/user/emailpass`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(LOGIN),
    })
    const { token } = (await answer.json()) as { token: string }
    return new AdminBrowser(browser, token)
  }

  /** A page with the language and theme that a user would have chosen. */
  async page({ language, theme, width }: Look): Promise<Page> {
    const context = await this.contextOf(language)
    const page = await context.newPage()
    await page.setViewportSize({ width, height: HEIGHT })
    await page.addInitScript((chosen) => localStorage.setItem("medusa_admin_theme", chosen), theme)
    return page
  }

  /** Asks the store's API as the admin. */
  async ask<Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${storeUrl()}${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: body && JSON.stringify(body),
    })
    if (!answer.ok) {
      throw new Error(`${method} ${path} was refused (HTTP ${answer.status}): ${await answer.text()}`)
    }
    return (await answer.json()) as Answer
  }

  async close(): Promise<void> {
    await this.browser.close()
  }

  /** One for each language, kept: its cache saves the pages most of their loading. */
  private async contextOf(language: Look["language"]): Promise<BrowserContext> {
    const present = this.contexts.get(language)
    if (present) {
      return present
    }
    const context = await this.browser.newContext({
      baseURL: storeUrl(),
      locale: language === "sv" ? "sv-SE" : "en-GB",
      timezoneId: "Europe/Stockholm",
      reducedMotion: "reduce",
    })
    this.contexts.set(language, context)
    context.setDefaultTimeout(30_000)
    context.setDefaultNavigationTimeout(PATIENCE)
    await this.logIn(context)
    await context.addCookies([{ name: "lng", value: language, url: storeUrl() }])
    await context.addInitScript((lng) => localStorage.setItem("lng", lng), language)
    return context
  }

  private async logIn(context: BrowserContext): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}` }
    const answer = await context.request.post("/auth/session", { headers })
    if (!answer.ok()) {
      throw new Error(`The session was refused (HTTP ${answer.status()})`)
    }
  }
}
