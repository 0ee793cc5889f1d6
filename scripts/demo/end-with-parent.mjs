/**
 * Preloaded into the demo's processes: one whose starter is gone, even killed outright, ends itself instead of holding
 * on to its port.
 */
if (process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))
  process.channel.unref()
}
