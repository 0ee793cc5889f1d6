export const customer = {
  title: "Specter",
  number: "Customer number in Specter",
  sent_at: "Transferred",
  none: "The customer has not been transferred",
  none_text: "It goes with the customer's first order, or at once with “Send to Specter”.",
  waiting: "Nothing needs to be done: it goes by itself in a moment.",
  send: "Send to Specter",
  done: "The customer is in Specter.",
  done_number: "The customer is in Specter with number {{number}}.",
  not_done: "The customer was not transferred. The reason stands in the panel.",
}
