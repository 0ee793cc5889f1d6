import type { Note } from "../../modules/specter/client"
import type { Reason } from "../../reasons/reason"

/** What the client had to change in a message to fit Specter's fields, as remarks for the merchant. */
export function transferNotes(notes: Note[]): Reason[] {
  return notes.map(({ code, field, value }) => ({ code, data: { field, value } }))
}
