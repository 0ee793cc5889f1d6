import { startSandbox } from "../sandbox"
import type { SandboxCredentials } from "../sandbox/types"
import { type ArticleSpecterOptions, articlesOf } from "./article-specter"

/** The Specter of `startArticleSpecter`: says so when its articles wait, and ends when the measurement does. */
async function run(options: ArticleSpecterOptions & { port: number; credentials: SandboxCredentials }) {
  const { port, credentials, limit, ranges } = options
  const sandbox = await startSandbox({
    port,
    credentials,
    responseMaxLimit: limit,
    plainArticles: true,
    callbacks: false,
    callsKept: 10,
  })
  for (const { articleNo, name, price } of articlesOf(ranges)) {
    sandbox.upsertArticle({ articleNo, name, priceExclVAT: price.toFixed(2), productWeight: "0.250" })
  }
  process.once("disconnect", () => process.exit())
  process.send?.("waiting")
}

void run(JSON.parse(process.argv[2]))
