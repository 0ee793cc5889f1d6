/**
 * Preloaded into the demo's processes: one whose starter is gone, even killed outright, ends itself instead of holding
 * on to its port.
 */
const PATIENCE = 10_000

if (process.channel) {
  process.once("disconnect", () => {
    // Nobody reads the output any more: a log line must not become an error that is logged in turn.
    process.stdout.on("error", () => {})
    process.stderr.on("error", () => {})
    process.kill(process.pid, "SIGTERM")
    setTimeout(() => process.exit(1), PATIENCE).unref()
  })
  process.channel.unref()
}
