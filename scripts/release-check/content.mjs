const WANTED = [
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "package.json",
  ".medusa/server/src/admin/index.js",
  ".medusa/server/src/admin/index.mjs",
  ".medusa/server/src/api/middlewares.js",
  ".medusa/server/src/jobs/specter-tick.js",
  ".medusa/server/src/subscribers/order-placed.js",
  ".medusa/server/src/modules/specter/index.js",
  ".medusa/server/src/modules/specter-sync/index.js",
  ".medusa/server/src/workflows/index.js",
]
const BUILT =
  /^\.medusa\/server\/src\/(admin\/index\.m?js|((api|jobs|links|medusa-tables|modules|reasons|subscribers|watching|workflows)\/.*|[\w-]+)(\.d\.ts|\.js))$/
const UNWANTED = /__tests__|\.spec\.|\.map$/
const MOST_BYTES = 1024 ** 2

export function contentProblems({ files, size }) {
  const missing = WANTED.filter((file) => !files.includes(file))
  const odd = files.filter((file) => UNWANTED.test(file) || !(WANTED.includes(file) || BUILT.test(file)))
  return [
    ...missing.map((file) => `${file} is missing`),
    ...odd.map((file) => `${file} does not belong there`),
    ...(size > MOST_BYTES ? [`it has ${size} bytes, more than ${MOST_BYTES}`] : []),
    ...["specter", "specter-sync"]
      .filter((name) => !files.some((file) => file.includes(`modules/${name}/migrations/Migration`)))
      .map((name) => `the migrations of ${name} are missing`),
  ]
}
