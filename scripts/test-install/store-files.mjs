import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"
import { NEIGHBOUR } from "./neighbour.mjs"

const { devDependencies: versions } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"))
const PICKED = {
  dependencies: ["@medusajs/admin-sdk", "@medusajs/cli", "@medusajs/framework", "@medusajs/medusa"],
  devDependencies: [
    "@swc/core",
    "@types/node",
    "@types/react",
    "@types/react-dom",
    "react",
    "react-dom",
    "ts-node",
    "typescript",
  ],
}
const picked = (names) => Object.fromEntries(names.map((name) => [name, versions[name]]))

const PACKAGE = {
  name: "hand-made-store",
  version: "0.0.1",
  private: true,
  scripts: { build: "medusa build", start: "medusa start" },
  dependencies: picked(PICKED.dependencies),
  devDependencies: { ...picked(PICKED.devDependencies), vite: "^5.4.14" },
}

/** That of Medusa's own starter. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    esModuleInterop: true,
    module: "Node16",
    moduleResolution: "Node16",
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    declaration: false,
    sourceMap: false,
    inlineSourceMap: true,
    outDir: "./.medusa/server",
    rootDir: "./",
    jsx: "react-jsx",
    forceConsistentCasingInFileNames: true,
    resolveJsonModule: true,
    checkJs: false,
    strictNullChecks: true,
  },
  "ts-node": { swc: true },
  include: ["**/*", ".medusa/types/*"],
  exclude: ["node_modules", ".medusa/server", ".medusa/admin", ".cache"],
}

const HEAD = `import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

`
/** Over plain http a browser drops a Secure cookie, and nobody could log in. */
const OWN = `projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "a-jwt-secret",
      cookieSecret: "a-cookie-secret",
    },
    cookieOptions: { secure: false },
  },`
const PLUGINS = `plugins: [
    { resolve: "${NEIGHBOUR}", options: {} },`

const WITHOUT_PLUGIN = `module.exports = defineConfig({
  ${OWN}
  ${PLUGINS}
  ],
})
`

export function writeStore(folder) {
  const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`
  mkdirSync(path.join(folder, "src"), { recursive: true })
  writeFileSync(path.join(folder, "package.json"), asJson(PACKAGE))
  writeFileSync(path.join(folder, "tsconfig.json"), asJson(TSCONFIG))
  // What fills the store with a shop to sell from: no part of the plugin, and no part of the store once it has run.
  for (const part of ["seed.ts", "data", "shop"]) {
    cpSync(path.join(ROOT, "demo", part), path.join(folder, "demo", part), { recursive: true })
  }
}

/** The store's configuration as it was before the plugin. */
export const plainConfig = () => HEAD + WITHOUT_PLUGIN

/** The README's block, with the store's own settings where it leaves them out. Throws when it leaves no room for them. */
export function configOf(readmeBlock) {
  const own = replacedOnce(readmeBlock, /\/\/ … .*/, OWN)
  return HEAD + replacedOnce(own, "plugins: [", PLUGINS)
}

/** The README's variables with these values; an undefined one keeps the README's. Throws when it does not name one of them. */
export function envOf(readmeBlock, values) {
  return Object.entries(values).reduce(
    (text, [name, value]) => replacedOnce(text, new RegExp(`^${name}=.*$`, "m"), `${name}=${value}`),
    readmeBlock
  )
}

function replacedOnce(text, pattern, by) {
  const parts = text.split(pattern)
  if (parts.length !== 2) {
    throw new Error(`The README's block has ${parts.length - 1} of ${pattern}, not one:\n${text}`)
  }
  return parts.join(by)
}
