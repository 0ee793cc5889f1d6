import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV ?? "development", process.cwd())

const { env } = process
const port = env.PORT ?? "9000"
const addresses = [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
const adminAddresses = [...addresses, ...(env.SPECTER_PUBLIC_URL ? [env.SPECTER_PUBLIC_URL] : [])].join(",")

const specter = {
  sbmId: env.SPECTER_SBM_ID,
  apiUserId: env.SPECTER_API_USER_ID,
  apiUserKey: env.SPECTER_API_USER_KEY,
  integrationKey: env.SPECTER_INTEGRATION_KEY,
  baseUrl: env.SPECTER_BASE_URL,
  publicUrl: env.SPECTER_PUBLIC_URL,
  callbackSecret: env.SPECTER_CALLBACK_SECRET,
}

/** With Redis several processes can share one database: events, workflows and locks go through it. */
function redisModules(url: string | undefined) {
  if (!url) {
    return []
  }
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl: url } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl: url } } },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/locking-redis",
            id: "locking-redis",
            is_default: true,
            options: { redisUrl: url },
          },
        ],
      },
    },
  ]
}

export default defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    workerMode: env.MEDUSA_WORKER_MODE as "shared" | "worker" | "server" | undefined,
    http: {
      storeCors: env.STORE_CORS ?? addresses.join(","),
      adminCors: env.ADMIN_CORS ?? adminAddresses,
      authCors: env.AUTH_CORS ?? adminAddresses,
      jwtSecret: env.JWT_SECRET ?? "demo-only-jwt-secret",
      cookieSecret: env.COOKIE_SECRET ?? "demo-only-cookie-secret",
    },
    // Over plain http a browser drops a Secure cookie, and nobody could log in.
    cookieOptions: { secure: (env.SPECTER_PUBLIC_URL ?? "http:").startsWith("https:") },
  },
  admin: { disable: env.DISABLE_MEDUSA_ADMIN === "true" },
  modules: [
    { resolve: "./src/modules/specter", options: specter },
    { resolve: "./src/modules/specter-sync" },
    ...redisModules(env.REDIS_URL),
  ],
})
