import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

const unusedVariables = [
  "error",
  { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
]

const TESTS = ["integration-tests/**/*.ts", "**/__tests__/**/*.ts"]

export default tseslint.config(
  { ignores: ["node_modules/", ".medusa/", ".demo/", ".cache/", "public/", "src/modules/*/migrations/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...medusa.configs.recommended,
  // Medusa's configuration leaves tests out.
  { ignores: ["!**/__tests__/**", "!**/integration-tests/**", "!**/*.spec.*"] },
  {
    // What a test reads of an answer over HTTP or of a row is what it tests; and jest loads what it has put in another's place.
    files: TESTS,
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-require-imports": "off",
      "no-control-regex": "off",
    },
  },
  {
    files: ["src", "integration-tests", "sandbox", "demo", "bench"].map((folder) => `${folder}/**/*.ts`),
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // Answers without a look into the database: whether the plugin is on, its options, its client.
    files: ["src/modules/specter/service.ts"],
    rules: { "@medusajs/service-methods-must-be-async": "off" },
  },
  {
    // No request of Medusa's ends here: the client knows nothing of Medusa, the others are programs of their own.
    files: [
      "src/modules/specter/client/**",
      "sandbox/**",
      "demo/**",
      "integration-tests/**",
      "bench/**",
      "**/__tests__/**",
    ],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  {
    // These prices are in kronor: the rule takes four digits that end in 5 or 9 for öre.
    files: ["demo/data/products/**", "bench/**", ...TESTS],
    rules: { "@medusajs/prices-in-major-units": "off" },
  },
  { rules: { "@typescript-eslint/no-unused-vars": unusedVariables, "no-unused-vars": "off" } },
  {
    files: ["**/*.mjs", "**/*.cjs", "jest.config.js"],
    languageOptions: {
      globals: {
        console: "readonly",
        process: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        URL: "readonly",
        module: "writable",
        require: "readonly",
        AbortSignal: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
        Buffer: "readonly",
      },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
)
