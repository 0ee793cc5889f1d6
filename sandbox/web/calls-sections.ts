import { maskedForm } from "../masked"
import { State } from "../state"
import { RecordedCall, RecordedCallback } from "../types"
import { html, Html } from "./html"
import { heading, mostShown, newest, time } from "./newest"
import { maskedCall, maskedCallback } from "./snapshot"

const answerCharactersShown = 3000

const fieldList = (fields: Record<string, string>) =>
  Object.entries(fields).map(
    ([name, value]) =>
      html`<tr>
        <td>${name}</td>
        <td>${value}</td>
      </tr>`
  )

function callItem(recorded: RecordedCall): Html {
  const call = maskedCall(recorded)
  const bad = call.outcome === "done" && !call.fault ? "" : "bad"
  return html`<details id="call-${call.at}-${call.action}">
    <summary>
      ${time(call.at)} <b>${call.action}</b>
      <span class="outcome ${bad}">${call.outcome}${call.fault ? ` · ${call.fault}` : ""}</span>
      <span class="short">${call.answer.slice(0, 120)}</span>
      ${call.unknownNames.length > 0 ? html`<span class="bad">unknown: ${call.unknownNames.join(", ")}</span>` : undefined}
    </summary>
    <table>
      ${fieldList(call.query)} ${fieldList(call.body)}
    </table>
    <pre>${maskedForm(call.rawBody)}</pre>
    <pre>${call.answer.slice(0, answerCharactersShown).replace(/\r(?!\n)/g, "\n")}</pre>
  </details>`
}

export function callsSection(state: State, search: string): Html {
  const shown = newest(state.calls.slice(-20 * mostShown), search, (call) => call.at)
  return html`${heading("Calls", shown.length, state.calls.length)} ${shown.map(callItem)}`
}

function callbackRow(recorded: RecordedCallback): Html {
  const callback = maskedCallback(recorded)
  const answer =
    callback.error ??
    (callback.status === undefined ? "under way" : `${callback.status} ${callback.answer ?? ""}`)
  return html`<tr>
    <td>${time(callback.at)}</td>
    <td>${callback.kind}</td>
    <td>${callback.address}</td>
    <td class="${callback.status === 200 ? "" : "bad"}">${answer.slice(0, 200)}</td>
  </tr>`
}

const callbackKinds = ["stock", "articles", "orders", "invoice", "order-removed"]

export function callbacksSection(state: State): Html {
  const shown = newest(state.callbacksMade.slice(-mostShown), "", (callback) => callback.at)
  return html`${heading("Callbacks", shown.length, state.callbacksMade.length)}
    <form method="post" action="/_sandbox/callback" class="new">
      <select name="kind" aria-label="Callback">
        ${callbackKinds.map((kind) => html`<option>${kind}</option>`)}
      </select>
      <button>Call back now</button>
    </form>
    <table>
      ${shown.map(callbackRow)}
    </table>`
}
