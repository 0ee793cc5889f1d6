import { defineConfig } from "@medusajs/framework/utils"

/** The store that is measured beside the repo's own: the same, without the plugin. */
export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:9000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "demo-only-jwt-secret",
      cookieSecret: "demo-only-cookie-secret",
    },
  },
  admin: { disable: true },
})
