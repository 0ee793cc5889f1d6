import { Answer, success } from "../answers"
import { createCustomer, findCustomer, updateCustomer } from "../books/customers"
import { Fields } from "../latin1-form"
import { checkLength, checkOneOf, languages, mandatory, textsOf } from "../refusals"
import { customerFields } from "../types"
import { Action, ActionCall } from "./action"

const limits = {
  name: 100,
  firstName: 100,
  surName: 100,
  invoiceCompanyName: 100,
  deliveryCompanyName: 100,
  contactPerson: 100,
  attention: 100,
  deliveryAttention: 100,
  emailAddress: 100,
  orgNo: 20,
  vatNo: 30,
  phoneNo: 50,
  mobileNo: 50,
}

const isCompany = (fields: Fields) => fields.text("customerOrganizationalForm") === "C"

function check(fields: Fields) {
  mandatory(fields, "customerOrganizationalForm")
  checkOneOf(fields, "customerOrganizationalForm", ["P", "C"])
  checkOneOf(fields, "language", languages)
  if (isCompany(fields)) {
    mandatory(fields, "name")
  } else if (fields.text("firstName") === "") {
    mandatory(fields, "surName")
  }
  checkLength(fields, limits)
}

function run({ books, fields }: ActionCall): Answer {
  check(fields)
  const texts = textsOf(fields, customerFields)
  const found = findCustomer(books, texts, {
    byEmail: !fields.flag("ignoreControlEmail"),
    byOrgNo: !fields.flag("ignoreControlOrgNo"),
  })
  if (!found) {
    return success(createCustomer(books, texts).customerId, "Kunden är skapad")
  }
  if (!fields.flag("forceCustomerUpdate")) {
    return success(found.customerId, "Kunden fanns redan")
  }
  updateCustomer(books, found, texts)
  return success(found.customerId, "Kunden är ändrad")
}

export const submitCustomer: Action = {
  name: "newCustomerSubmit",
  endpoint: "putInfo.asp",
  keyIn: "body",
  keyParts: (fields) =>
    isCompany(fields) ? [fields.text("name")] : [fields.text("firstName"), fields.text("surName")],
  fieldNames: [...customerFields, "forceCustomerUpdate", "ignoreControlOrgNo", "ignoreControlEmail"],
  run,
}
