import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const SCRIPTS = path.join(__dirname, "..")
const NOWHERE = path.join(SCRIPTS, "there-is-no-such-chromium")

function run(args: string[], env: Record<string, string>) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: path.join(SCRIPTS, ".."),
    env: { ...process.env, CHROMIUM: "", ...env },
    encoding: "utf8",
  })
  return { status, stdout }
}

/** What `findChromium` answers to somebody who is not root. */
function found(env: Record<string, string>): unknown {
  const code = `process.getuid = () => 1000
    const { findChromium } = await import("./scripts/browser/chromium.mjs")
    console.log(JSON.stringify(findChromium(process.env)))`
  return JSON.parse(run(["--input-type=module", "--eval", code], env).stdout)
}

describe("the browser tests' Chromium", () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "chromium-"))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is the one that CHROMIUM names, before the one on the path", () => {
    const named = path.join(folder, "mine")
    writeFileSync(named, "")
    writeFileSync(path.join(folder, "chromium"), "")
    expect(found({ CHROMIUM: named, PATH: folder })).toEqual({ file: named })
  })

  it("is the one on the path", () => {
    const file = path.join(folder, "chromium")
    writeFileSync(file, "")
    expect(found({ PATH: folder })).toEqual({ file })
  })

  it("is not looked for elsewhere when CHROMIUM names one that is not there", () => {
    writeFileSync(path.join(folder, "chromium"), "")
    expect(found({ CHROMIUM: NOWHERE, PATH: folder })).toEqual({
      why: `CHROMIUM names ${NOWHERE}, which is not there.`,
    })
  })

  it("is installed by root only", () => {
    expect(found({ PATH: folder })).toEqual({
      why: expect.stringMatching(/only root may install it|no Debian/),
    })
  })

  it("is missed loudly, and is no failure", () => {
    const { status, stdout } = run([path.join(SCRIPTS, "test-browser.mjs")], { CHROMIUM: NOWHERE })
    expect(stdout).toContain("BROWSER TESTS SKIPPED: there is no Chromium.")
    expect(stdout).toContain(NOWHERE)
    expect(status).toBe(0)
  })
})
