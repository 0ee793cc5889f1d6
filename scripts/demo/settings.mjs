import { portFrom } from "./ports.mjs"

const SANDBOX_CREDENTIALS = {
  SPECTER_SBM_ID: "4711",
  SPECTER_API_USER_ID: "42",
  SPECTER_API_USER_KEY: "demo-user-key",
  SPECTER_INTEGRATION_KEY: "demo-integration-key",
}

/**
 * The demo's addresses and the environment of its processes. With SPECTER_BASE_URL the store talks to that Specter,
 * with the credentials of the environment, and there is no sandbox.
 */
export function demoSettings(env, callbackSecret) {
  const storePort = portFrom(env, "PORT", 9000)
  const sandboxPort = env.SPECTER_BASE_URL ? undefined : portFrom(env, "SANDBOX_PORT", 8025)
  const host = env.HOST || "127.0.0.1"
  const storeUrl = `http://127.0.0.1:${storePort}`
  return {
    host,
    storePort,
    sandboxPort,
    storeUrl,
    sandboxUrl: sandboxPort && `http://127.0.0.1:${sandboxPort}`,
    env: {
      ...(sandboxPort
        ? { ...SANDBOX_CREDENTIALS, SPECTER_BASE_URL: `http://127.0.0.1:${sandboxPort}/` }
        : {}),
      SPECTER_PUBLIC_URL: storeUrl,
      SPECTER_CALLBACK_SECRET: callbackSecret,
      ...withValue(env),
      PORT: String(storePort),
      NODE_ENV: "development",
      MEDUSA_DISABLE_TELEMETRY: "true",
    },
  }
}

/** An empty variable counts as not set. */
function withValue(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""))
}
