import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { Books } from "./books"
import { booksToJson, fillBooks } from "./saved-books"

/** Keeps the books in a JSON file, written a moment after a change and at the end. */
export class DataFile {
  private timer?: NodeJS.Timeout

  constructor(
    private readonly path: string,
    private readonly books: () => Books
  ) {}

  /** Fills the books from the file when there is one. */
  load() {
    if (!existsSync(this.path)) {
      return
    }
    try {
      fillBooks(this.books(), readFileSync(this.path, "utf8"))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(
        `The sandbox cannot read its data file ${this.path} (${reason}); remove it to start anew`
      )
    }
  }

  changed() {
    this.timer ??= setTimeout(() => this.write(), 500)
  }

  /** Writes beside the file and renames, so that a crash leaves the old one whole. */
  write() {
    clearTimeout(this.timer)
    this.timer = undefined
    mkdirSync(dirname(this.path), { recursive: true })
    writeFileSync(`${this.path}.new`, booksToJson(this.books()))
    renameSync(`${this.path}.new`, this.path)
  }
}
