import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

const unusedVariables = ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }]

export default tseslint.config(
  { ignores: ["node_modules/", ".medusa/", ".demo/", ".cache/", "src/modules/*/migrations/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...medusa.configs.recommended,
  {
    files: ["src/**/*.ts"],
    ignores: ["src/admin/**"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  { rules: { "@typescript-eslint/no-unused-vars": unusedVariables, "no-unused-vars": "off" } },
  {
    files: ["**/*.mjs", "jest.config.js"],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", fetch: "readonly", setTimeout: "readonly", clearTimeout: "readonly", URL: "readonly", module: "writable", require: "readonly", AbortSignal: "readonly", setInterval: "readonly", clearInterval: "readonly", Buffer: "readonly" },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
)
