const REMIND_AFTER = 10_000

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/** Says what is being done, now and then that it still is, and how long it took. */
export async function step(what, work) {
  const started = Date.now()
  console.log(`  ${what} …`)
  const reminder = setInterval(
    () => console.log(`    still at it, ${seconds(Date.now() - started)}`),
    REMIND_AFTER
  )
  try {
    const result = await work()
    console.log(`    done in ${seconds(Date.now() - started)}`)
    return result
  } finally {
    clearInterval(reminder)
  }
}
