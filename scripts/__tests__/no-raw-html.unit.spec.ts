import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const ADMIN = path.join(__dirname, "../../src/admin")
const RAW =
  /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/

it("no file of the admin puts text on the page as HTML: React escapes whatever Specter says", () => {
  const files = (readdirSync(ADMIN, { recursive: true }) as string[]).filter((file) => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(20)
  const raw = files.filter((file) => RAW.test(readFileSync(path.join(ADMIN, file), "utf8")))
  expect(raw).toEqual([])
})
