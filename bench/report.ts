import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg, totalmem } from "node:os"
import path from "node:path"
import { format, resolveConfig } from "prettier"
import { Client } from "@medusajs/framework/pg"
import { version as medusaVersion } from "@medusajs/medusa/package.json"
import { type Figure, type Measured, median, type Target } from "./measure"

type Machine = {
  date: string
  /** Not where there is no git. */
  commit?: string
  hardware: string
  node: string
  postgres: string
  medusa: string
  load: string
}

export type Result = { name: string; machine: Machine } & Measured

const RESULTS = path.join(__dirname, "results.json")
const REPORT = path.join(__dirname, "../docs/benchmarks.md")

const INTRODUCTION = `# Benchmarks

Each section is a run of its own, of the time and the commit below it; what one section compares ran side by side.
\`npm run bench\` measures all of this in one run (more than an hour), \`npm run bench -- stock\` prints one part of it, and
\`npm run bench -- --write stock\` renews it here. Each
measurement has a store in a process of its own, a throw-away PostgreSQL without fsync, and a shop of 10,000 variants in
100 products at two stock locations. What is compared runs in turns, round by round, after one round that is not counted;
figures are medians, with the fastest and the slowest round. The figures say how things compare, not how fast another machine
would be. A target that is not met says so, and a load above the number of cores says that something else was running.
`

export async function machine(): Promise<Machine> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const { rows } = await client.query("SHOW server_version")
  await client.end()
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  return {
    date: `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`,
    commit: commit(),
    hardware: `${availableParallelism()} cores (${cpus()[0].model.trim()}), ${gigabytes} GB`,
    node: process.version,
    postgres: rows[0].server_version,
    medusa: medusaVersion,
    load: loadavg()[2].toFixed(1),
  }
}

function commit(): string | undefined {
  const git = (...words: string[]) =>
    execFileSync("git", words, {
      cwd: __dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim()
  try {
    const isChanged = git("status", "--porcelain", "--", "../src") !== ""
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? " with changes" : ""}`
  } catch {
    return undefined
  }
}

/** Keeps the latest figures of each measurement, and writes the report of all of them; `order` names all that there are. */
export async function writeResults(result: Result, order: string[]): Promise<void> {
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Result[]) : []
  const results = [...before.filter(({ name }) => name !== result.name), result].sort(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name)
  )
  const missing = order.filter((name) => results.every((each) => each.name !== name))
  await writeFormatted(RESULTS, JSON.stringify(results))
  await writeFormatted(REPORT, [INTRODUCTION, ...results.map(reportOf), ...notMeasured(missing)].join("\n"))
}

async function writeFormatted(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

function notMeasured(names: string[]): string[] {
  const list = names.map((name) => `\`${name}\``).join(", ")
  return names.length ? [`## Not measured\n\nNo run of these has come to its end: ${list}.\n`] : []
}

export function reportOf({ title, how, figures, targets, remarks, machine }: Result): string {
  const { date, commit, hardware, node, postgres, medusa, load } = machine
  return [
    `## ${title}\n`,
    `${how}\n`,
    table(["what", "median", "fastest", "slowest", "rounds"], figures.map(figureRow)),
    table(["target", "limit", "measured", "met"], targets.map(targetRow)),
    ...remarks.map((remark) => `${remark}\n`),
    `${date}${commit ? `, commit ${commit}` : ""}: ${hardware}, Node ${node}, PostgreSQL ${postgres}, Medusa ${medusa}; load of the machine in the quarter of an hour before: ${load}.\n`,
  ].join("\n")
}

function figureRow({ what, values, unit }: Figure): string[] {
  const text = (value: number) =>
    `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ${unit}`
  return [
    what,
    text(median(values)),
    text(Math.min(...values)),
    text(Math.max(...values)),
    String(values.length),
  ]
}

function targetRow({ what, limit, value, isMet }: Target): string[] {
  return [what, limit, value, isMet ? "yes" : "**no**"]
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`
}
