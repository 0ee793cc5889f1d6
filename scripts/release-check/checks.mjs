import { auditProblems } from "./audit.mjs"
import { contentProblems } from "./content.mjs"
import { exportProblems, peerProblems } from "./package-json.mjs"
import { privateWords } from "./private-words.mjs"
import { gitProblems, versionProblems } from "./repository.mjs"
import { typeProblems } from "./types.mjs"

/** Each gives the problems it finds in the tarball, in words, or `{ notChecked }` with why it could not look. */
export const CHECKS = [
  { what: "everything is committed", problems: gitProblems },
  { what: "the version has an entry in the changelog", problems: versionProblems },
  { what: "the tarball holds the plugin and nothing else", problems: contentProblems },
  { what: "what is exported is in the tarball", problems: exportProblems },
  { what: "the peers are Medusa's two, in the version that was tested", problems: peerProblems },
  { what: "no secret and no machine's path is in the tarball", problems: privateWords },
  { what: "a store that imports the plugin compiles", problems: typeProblems },
  { what: "no known weakness in what the plugin brings along", problems: auditProblems },
]
