/**
 * Runs in the page. Forms are sent without leaving it, and every two seconds the sections that changed are replaced; one that
 * a person is writing in is left alone.
 */
export const script = `
const notice = document.getElementById("notice")
const received = new Map()

const changed = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked
  : field.tagName === "SELECT" ? [...field.options].some((option, index) =>
      option.selected !== (field.querySelector("option[selected]") ? option.defaultSelected : index === 0))
  : field.type !== "hidden" && field.value !== field.defaultValue

const inUse = (section) =>
  section.contains(document.activeElement) && document.activeElement.matches("input, select")
  || [...section.querySelectorAll("input, select")].some(changed)

async function refresh() {
  const text = await (await fetch(location.pathname + location.search)).text()
  const page = new DOMParser().parseFromString(text, "text/html")
  for (const fresh of page.querySelectorAll("[data-live]")) {
    const section = document.getElementById(fresh.id)
    if (received.get(fresh.id) === fresh.innerHTML || inUse(section)) continue
    received.set(fresh.id, fresh.innerHTML)
    const open = [...section.querySelectorAll("details[open]")].map((details) => details.id)
    section.innerHTML = fresh.innerHTML
    for (const id of open) document.getElementById(id)?.setAttribute("open", "")
  }
}

// Attributes, because a field called action hides the form's own property.
document.addEventListener("submit", async (event) => {
  const form = event.target
  if (form.getAttribute("method") !== "post") return
  event.preventDefault()
  const response = await fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  }).catch((error) => ({ ok: false, json: async () => ({ message: error.message }) }))
  const { message } = await response.json()
  notice.textContent = response.ok ? "Done" : message
  setTimeout(() => { notice.textContent = "" }, 4000)
  if (response.ok) {
    form.reset()
    for (const field of form.elements) field.blur()
    await refresh()
  }
})

setInterval(() => refresh().catch(() => { notice.textContent = "The sandbox does not answer" }), 2000)
`
