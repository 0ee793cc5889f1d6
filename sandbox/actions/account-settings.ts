import { Answer, success } from "../answers"
import { Fields } from "../latin1-form"
import { checkDate, codes, mandatory, refuse } from "../refusals"
import { callbackParameters } from "../types"
import { Action, ActionCall } from "./action"

const day = 24 * 60 * 60 * 1000

/** A day's leeway, for shops in other time zones. */
function checkToday(fields: Fields) {
  const date = mandatory(fields, "date")
  checkDate(fields, "date")
  if (Math.abs(Date.parse(date) + day / 2 - Date.now()) > 1.5 * day) {
    refuse(codes.field, "Fältet date är inte dagens datum")
  }
}

function checkAddress(fields: Fields, name: string) {
  const address = fields.text(name)
  if (address !== "" && !/^https?:\/\/[^/\s]+/.test(address)) {
    refuse(codes.field, `Fältet ${name} är ogiltigt`)
  }
}

function run({ books, fields }: ActionCall): Answer {
  checkToday(fields)
  callbackParameters.forEach((name) => checkAddress(fields, name))
  for (const name of callbackParameters) {
    const address = fields.find(name)
    if (address !== undefined) {
      books.registered[name] = address || undefined
    }
  }
  return success("0", "Inställningarna är godkända")
}

export const accountSettings: Action = {
  name: "checkAccountSettings",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("date")],
  fieldNames: ["date", ...callbackParameters],
  run,
}
