import type { Measure } from "./measure"

/** Runs one measurement in this process, and hands its figures to the one that started it. */
async function one(name: string): Promise<void> {
  const { default: measure } = (await import(`./measures/${name}.ts`)) as { default: Measure }
  process.send?.(await measure(), () => process.exit(0))
}

one(process.argv[2]).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`)
  process.exit(1)
})
