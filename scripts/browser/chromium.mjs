import { findProgram } from "../debian/find-program.mjs"

/** See `findProgram`; `CHROMIUM` may name one. */
export const findChromium = (env) =>
  findProgram(env, {
    variable: "CHROMIUM",
    names: ["chromium", "chromium-browser", "google-chrome"],
    packages: ["chromium", "fonts-liberation", "fonts-noto-color-emoji"],
  })
