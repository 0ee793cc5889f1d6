import axe from "axe-core"
import type { Page } from "playwright-core"

/** What axe finds serious or critical in a part of the page: the rule, and where. */
export async function seriousFindings(page: Page, selector = "main"): Promise<string[]> {
  await coloursSettled(page)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(async (within) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") }
    return await axe.run({ include: [within] }, { resultTypes: ["violations"] })
  }, selector)
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(" ")
        return `${id}: ${help}: ${html.slice(0, 300)} ${why}`
      })
    )
}

/**
 * A colour on its way to another has the contrast of neither: transitions jump to their end, and what still moves is
 * waited for. What turns for ever, a spinner, is not.
 */
async function coloursSettled(page: Page): Promise<void> {
  await page.addStyleTag({ content: "*, ::before, ::after { transition: none !important }" })
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)))
  })
}
