import { actions } from "../actions"
import { faultKinds, SetFault } from "../faults"
import { State } from "../state"
import { html, Html } from "./html"

const options = (names: string[]) => names.map((name) => html`<option>${name}</option>`)

const faultForm = () =>
  html`<form method="post" action="/_sandbox/faults" class="new">
    <select name="action" aria-label="Action">
      <option value="*">every action</option>
      ${options(actions.map((action) => action.name))}
    </select>
    <select name="kind" aria-label="Fault">
      ${options(faultKinds)}
    </select>
    <input name="times" placeholder="Times (1)" aria-label="Times, or always" list="times" size="9" />
    <datalist id="times">
      <option>1</option>
      <option>3</option>
      <option>always</option>
    </datalist>
    <input name="code" placeholder="Code (refuse)" aria-label="Code of a refusal" size="11" />
    <input name="message" placeholder="Message (refuse)" aria-label="Message of a refusal" />
    <input name="text" placeholder="Text (malformed)" aria-label="Text instead of the answer" />
    <input name="ms" placeholder="ms (slow, hang)" aria-label="Milliseconds" size="12" />
    <input name="bytes" placeholder="Bytes (oversize)" aria-label="Bytes" size="13" />
    <input name="to" placeholder="Address (redirect)" aria-label="Address to redirect to" size="14" />
    <label><input type="checkbox" name="carryOut" value="1" /> 500 is carried out</label>
    <button>Switch on</button>
  </form>`

const faultItem = ({ action, fault, left }: SetFault) =>
  html`<li>
    <b>${action === "*" ? "every action" : action}</b>: ${JSON.stringify(fault)},
    ${left === Infinity ? "always" : `${left} more`}
  </li>`

export function faultsSection(state: State): Html {
  const { faults } = state
  return html`<h2>Faults <small>${faults.list().length}</small></h2>
    ${faultForm()}
    <ul>
      ${faults.list().map(faultItem)}
    </ul>
    ${faults.randomShare > 0 ? html`<p>${faults.randomShare * 100} % of calls fail at random.</p>` : undefined}
    ${state.delayMs > 0 ? html`<p>Every call takes ${state.delayMs} ms.</p>` : undefined}
    <form method="post" action="/_sandbox/faults/clear"><button>Switch all off</button></form>
    <form method="post" action="/_sandbox/delay">
      <input name="ms" placeholder="ms" aria-label="Milliseconds every call takes" size="6" required />
      <button>Delay every answer</button>
    </form>`
}
