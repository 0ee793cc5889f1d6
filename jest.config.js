const { loadEnv } = require("@medusajs/framework/utils")
loadEnv("test", process.cwd())

const kinds = {
  unit: ["**/__tests__/**/*.unit.spec.ts"],
  modules: ["**/src/modules/*/__tests__/**/*.module.spec.ts"],
  http: ["**/integration-tests/http/**/*.spec.ts"],
  // The same, with two stores side by side for all that do not need their own.
  "http-together": [
    "**/integration-tests/http-together/*.spec.ts",
    "**/integration-tests/http/own-store/*.spec.ts",
  ],
  processes: ["**/integration-tests/processes/*.spec.ts"],
  abuse: ["**/integration-tests/abuse/*.spec.ts"],
  browser: ["**/integration-tests/browser/*.spec.ts"],
}

/** A database with the tables and the shop, made once and copied by each spec. */
const template = {
  globalSetup: "<rootDir>/integration-tests/processes/template.ts",
  globalTeardown: "<rootDir>/integration-tests/processes/template-gone.ts",
}

module.exports = {
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript", decorators: true, tsx: true }, target: "es2021" } },
    ],
  },
  testEnvironment: "node",
  moduleFileExtensions: ["js", "ts", "tsx", "json"],
  modulePathIgnorePatterns: [
    "dist/",
    "<rootDir>/.medusa/",
    "<rootDir>/.demo/",
    "<rootDir>/.cache/",
    "<rootDir>/public/",
  ],
  testMatch: kinds[process.env.TEST_TYPE] ?? Object.values(kinds).flat(),
  testTimeout: process.env.TEST_TYPE === "unit" ? 20_000 : 120_000,
  // A second Medusa in one process fails: each spec file that boots one gets a process of its own (not with --runInBand).
  ...(["unit", "browser"].includes(process.env.TEST_TYPE) ? {} : { workerIdleMemoryLimit: "1MB" }),
  ...(["processes", "abuse"].includes(process.env.TEST_TYPE) ? template : {}),
}
