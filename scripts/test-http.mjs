/**
 * `npm run test:http`: the plugin in a store, over HTTP, on a throw-away PostgreSQL. All of it with two stores side by
 * side, each for half of the files but those in `integration-tests/http/own-store`; with the names of files, each of them with a
 * store of its own.
 */
import path from "node:path"
import { ROOT } from "./demo/where.mjs"
import { runNode } from "./run-node.mjs"

const args = process.argv.slice(2)
const isAll = args.every((word) => word.startsWith("-"))
runNode([
  path.join(ROOT, "scripts/with-postgres.mjs"),
  ...["--env", `TEST_TYPE=${isAll ? "http-together" : "http"}`],
  ...["jest", "--silent", "--maxWorkers=2", "--forceExit"],
  ...args,
])
