import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"

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
  include: ["src"],
}

const STORE = `import type { MedusaContainer } from "@medusajs/framework/types"
import { specterSendsOrderConfirmation } from "medusa-plugin-specter/order-confirmation"
import SpecterModule, { SPECTER_MODULE } from "medusa-plugin-specter/modules/specter"
import SpecterSyncModule, { SPECTER_SYNC_MODULE } from "medusa-plugin-specter/modules/specter-sync"
import { startRunWorkflow, testConnectionWorkflow, transferOrderWorkflow } from "medusa-plugin-specter/workflows"

export const services = [SpecterModule.service, SpecterSyncModule.service]
export const names: ["specter", "specterSync"] = [SPECTER_MODULE, SPECTER_SYNC_MODULE]

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

/** Compiles a small store against the unpacked tarball, and the README's examples that import the plugin. */
export function typeProblems({ folder, read }) {
  const src = path.join(folder, "src")
  mkdirSync(src, { recursive: true })
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "typed-store", private: true }))
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG))
  writeFileSync(path.join(src, "store.ts"), STORE)
  for (const [index, example] of examples(read("README.md")).entries()) {
    writeFileSync(path.join(src, `readme-${index + 1}.ts`), example)
  }
  const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", folder], {
    cwd: folder,
    encoding: "utf8",
  })
  return status === 0 ? [] : stdout.trim().split("\n")
}

function examples(readme) {
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text)
  return blocks.filter((text) => text.includes(`from "medusa-plugin-specter/`)).map(asModule)
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
