import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./where.mjs"

/** Changes when `medusa db:migrate` may have something to do: other packages, migrations or links. */
export function schemaFingerprint() {
  const hash = createHash("sha256")
  for (const file of ["package-lock.json", "medusa-config.ts", ...migrations(), ...filesIn("src/links")]) {
    hash.update(file).update(existsSync(path.join(ROOT, file)) ? readFileSync(path.join(ROOT, file)) : "")
  }
  return hash.digest("hex")
}

function migrations() {
  return readdirSync(path.join(ROOT, "src/modules")).flatMap((module) =>
    filesIn(`src/modules/${module}/migrations`)
  )
}

function filesIn(folder) {
  const whole = path.join(ROOT, folder)
  return existsSync(whole) ? readdirSync(whole).map((name) => `${folder}/${name}`) : []
}
