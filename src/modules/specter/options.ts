import { z } from "@medusajs/framework/zod"
import { type PartialWireNames, type SpecterCredentials, wireNamesSchema } from "./client"

const someText = z.string().trim().min(1)

const address = z
  .string()
  .trim()
  .refine(
    (text) => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text),
    "must be a valid address that begins with https:// (or http://)"
  )

/** The plugin's options as `medusa-config.ts` gives them; see the README for each. */
const optionsSchema = z
  .object({
    sbmId: someText,
    apiUserId: someText,
    apiUserKey: someText,
    integrationKey: someText,
    md5Key1: someText,
    md5Key2: someText,
    baseUrl: address.default("https://api.specter.se/"),
    publicUrl: address,
    callbackSecret: z
      .string()
      .trim()
      .regex(/^[\w-]{16,200}$/, "must be 16 to 200 letters, digits, hyphens or underscores"),
    wireNames: wireNamesSchema,
  })
  .partial()

const KNOWN = Object.keys(optionsSchema.shape)

// Medusa puts these among a module's options by itself.
const MEDUSAS_OWN = ["database"]

export type SpecterOptions = {
  baseUrl: string
  credentials: SpecterCredentials
  wireNames: PartialWireNames
  /** The store's own address and the callbacks' secret; without them Specter cannot call the store. */
  callbacks?: { publicUrl: string; secret: string }
}

/** An option that is missing or odd, in words that name it and say where to set it. Never quotes its value. */
export type OptionProblem = { option: string; problem: string }

export type OptionsCheck = {
  /** Undefined when a problem keeps the plugin off. */
  options?: SpecterOptions
  problems: OptionProblem[]
  /** What works less well, without keeping the plugin off. */
  warnings: OptionProblem[]
}

const WHERE = "Set it in medusa-config.ts, in the options of medusa-plugin-specter"

/** Checks the plugin's options. Never throws: a store with wrong options starts, with the plugin switched off. */
export function checkOptions(given: unknown): OptionsCheck {
  const filled = withoutBlanks(given)
  const parsed = optionsSchema.safeParse(filled)
  const unknown = unknownOptions(filled)
  if (!parsed.success) {
    const { problems: missing } = readCredentials(filled as Given)
    return { problems: [...parsed.error.issues.map(readIssue), ...missing], warnings: unknown }
  }
  const { baseUrl, wireNames, publicUrl, callbackSecret } = parsed.data
  const { credentials, problems } = readCredentials(parsed.data)
  const callbacks = publicUrl && callbackSecret ? { publicUrl, secret: callbackSecret } : undefined
  const warnings = (["publicUrl", "callbackSecret"] as const)
    .filter((option) => !parsed.data[option])
    .map((option) => ({
      option,
      problem: `is missing, so Specter cannot call the store when stock, articles, orders or invoices change. ${WHERE}`,
    }))
  return credentials
    ? {
        options: {
          baseUrl: baseUrl!,
          credentials,
          wireNames: (wireNames ?? {}) as PartialWireNames,
          callbacks,
        },
        problems: [],
        warnings: [...unknown, ...warnings],
      }
    : { problems, warnings: [...unknown, ...warnings] }
}

function unknownOptions(given: unknown): OptionProblem[] {
  return Object.keys(given ?? {})
    .filter((option) => !KNOWN.includes(option) && !MEDUSAS_OWN.includes(option))
    .map((option) => ({ option, problem: "is no option of medusa-plugin-specter" }))
}

/** An environment variable that is not set arrives as undefined or as an empty text: both mean "not given". */
function withoutBlanks(given: unknown): unknown {
  if (given === null || typeof given !== "object") {
    return given ?? {}
  }
  const isGiven = ([, value]: [string, unknown]) =>
    value !== undefined && value !== null && (typeof value !== "string" || value.trim() !== "")
  return Object.fromEntries(Object.entries(given).filter(isGiven))
}

type Given = z.infer<typeof optionsSchema>

/** Version 1 of Specter's API (shops connected before August 2020) has two MD5 keys and needs no user. */
function readCredentials(given: Given): { credentials?: SpecterCredentials; problems: OptionProblem[] } {
  const isVersion1 = Boolean(given.md5Key1 || given.md5Key2) && !given.integrationKey
  const required = isVersion1
    ? (["sbmId", "md5Key1", "md5Key2"] as const)
    : (["sbmId", "apiUserId", "apiUserKey", "integrationKey"] as const)
  const problems = required
    .filter((option) => !given[option])
    .map((option) => ({ option, problem: `is missing. ${WHERE}` }))
  if (problems.length) {
    return { problems }
  }
  const { sbmId, apiUserId, apiUserKey, integrationKey, md5Key1, md5Key2 } = given as Required<Given>
  return {
    problems,
    credentials: isVersion1
      ? { version: 1, sbmId, apiUserId, md5Key1, md5Key2 }
      : { version: 2, sbmId, apiUserId, apiUserKey, integrationKey },
  }
}

function readIssue({ path, message }: z.core.$ZodIssue): OptionProblem {
  return { option: path.length ? path.join(".") : "options", problem: `${message}. ${WHERE}` }
}
