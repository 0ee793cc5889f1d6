import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"

const EXTENDING = path.join(ROOT, "docs/extending.md")
const TSC = path.join(ROOT, "node_modules/typescript/bin/tsc")
const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    esModuleInterop: true,
    module: "Node16",
    moduleResolution: "Node16",
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    strict: true,
    noEmit: true,
    types: ["node"],
  },
  include: ["src", "medusa-config.ts"],
}

const STORE = `import type { MedusaContainer } from "@medusajs/framework/types"
import { specterSendsOrderConfirmation } from "medusa-plugin-specter/order-confirmation"
import type { ArticleAnswer, OrderAnswer } from "medusa-plugin-specter/extensions"
import SpecterModule, { SPECTER_MODULE } from "medusa-plugin-specter/modules/specter"
import SpecterSyncModule, { SPECTER_SYNC_MODULE } from "medusa-plugin-specter/modules/specter-sync"
import { startRunWorkflow, testConnectionWorkflow, transferOrderWorkflow } from "medusa-plugin-specter/workflows"

export const services = [SpecterModule.service, SpecterSyncModule.service]
export const names: ["specter", "specterSync"] = [SPECTER_MODULE, SPECTER_SYNC_MODULE]

// @ts-expect-error -- a parameter of Specter's that no file of the store declares
export const misspelt: ArticleAnswer = { fields: { shelff: "7" } }
// @ts-expect-error -- what the customer paid for is not to be changed
export const cheaper: OrderAnswer = { change: { rows: [] } }

export async function ask(container: MedusaContainer): Promise<boolean> {
  const { result } = await testConnectionWorkflow(container).run({ input: {} })
  const { result: run } = await startRunWorkflow(container).run({ input: { type: "products", forced: false } })
  const ok: boolean = result.ok
  const id: string = run.id
  // @ts-expect-error -- there is no such export, so a workflow's input is not just anything
  await startRunWorkflow(container).run({ input: { type: "nothing", forced: false } })
  await transferOrderWorkflow(container).run({ input: { order_id: id } })
  return ok && !(await specterSendsOrderConfirmation(container))
}
`

/** Compiles a small store against the unpacked tarball, with the examples of the README and of the page for developers. */
export function typeProblems({ folder, read }) {
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  write("package.json", JSON.stringify({ name: "typed-store", private: true }))
  write("tsconfig.json", JSON.stringify(TSCONFIG))
  write("src/store.ts", STORE)
  for (const [index, example] of examples(read("README.md")).entries()) {
    write(`src/readme-${index + 1}.ts`, example)
  }
  for (const [file, example] of wholeFiles(readFileSync(EXTENDING, "utf8"))) {
    write(file, example)
  }
  const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", folder], {
    cwd: folder,
    encoding: "utf8",
  })
  return status === 0 ? [] : stdout.trim().split("\n")
}

const tsBlocks = (page) => [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text)

function examples(readme) {
  return tsBlocks(readme)
    .filter((text) => text.includes(`from "medusa-plugin-specter/`))
    .map(asModule)
}

/** Each block names its file in its first line. Throws when one does not, or when two name the same. */
function wholeFiles(page) {
  const files = tsBlocks(page).map((text) => [/^\/\/ (\S+\.ts)\n/.exec(text)?.[1], text])
  const names = files.map(([name]) => name)
  if (names.includes(undefined) || new Set(names).size !== names.length) {
    throw new Error(`${EXTENDING}: each example must begin with the name of a file of its own`)
  }
  return files
}

/** Lines that stand inside a function of the store's are put into one. */
function asModule(text) {
  if (/^export /m.test(text) || /\.hooks\./.test(text)) {
    return text
  }
  const lines = text.split("\n")
  const imports = lines.filter((line) => line.startsWith("import "))
  const rest = lines.filter((line) => !line.startsWith("import "))
  return [
    `import type { MedusaContainer } from "@medusajs/framework/types"`,
    ...imports,
    "export async function example(container: MedusaContainer) {",
    ...rest,
    "}",
  ].join("\n")
}
