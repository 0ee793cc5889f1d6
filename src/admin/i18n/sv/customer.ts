import type { customer as english } from "../en/customer"

export const customer: typeof english = {
  title: "Specter",
  number: "Kundnummer i Specter",
  sent_at: "Överförd",
  none: "Kunden har inte överförts",
  none_text: "Den följer med kundens första order, eller går genast med ”Skicka till Specter”.",
  waiting: "Inget behöver göras: den går av sig själv om ett ögonblick.",
  send: "Skicka till Specter",
  done: "Kunden finns i Specter.",
  done_number: "Kunden finns i Specter med nummer {{number}}.",
  not_done: "Kunden överfördes inte. Orsaken står i rutan.",
}
