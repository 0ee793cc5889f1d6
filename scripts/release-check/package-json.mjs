const PEERS = ["@medusajs/framework", "@medusajs/medusa"]
const NEEDED = [
  "./package.json",
  "./workflows",
  "./modules/*",
  "./admin",
  "./.medusa/server/src/modules/*",
  "./*",
]

export function exportProblems({ read, files }) {
  const { exports: exported } = JSON.parse(read("package.json"))
  const targets = Object.values(exported).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target)
  )
  return [
    ...NEEDED.filter((name) => !exported[name]).map((name) => `${name} is not exported`),
    ...targets.filter((target) => !isThere(target, files)).map((target) => `${target} is not in the tarball`),
  ]
}

/** In a target, a star stands for any path. */
function isThere(target, files) {
  const [before, after] = target.slice("./".length).split("*")
  return files.some((file) =>
    after === undefined ? file === before : file.startsWith(before) && file.endsWith(after)
  )
}

export function peerProblems({ read }) {
  const { peerDependencies, devDependencies } = JSON.parse(read("package.json"))
  const others = Object.keys(peerDependencies).filter((name) => !PEERS.includes(name))
  const ranges = PEERS.map((name) => {
    const [major, minor] = devDependencies[name].split(".")
    return { name, wanted: `^${major}.${minor}.0`, range: peerDependencies[name] }
  })
  return [
    ...others.map((name) => `${name} is a peer; a second version of it can break the store's start`),
    ...ranges
      .filter(({ wanted, range }) => wanted !== range)
      .map(({ name, wanted, range }) => `${name} is ${range}; what was tested allows ${wanted}`),
  ]
}
