export const style = `
:root { --ink: #1c2430; --soft: #5d6878; --line: #dde2e9; --paper: #fff; --ground: #f4f6f9; --accent: #14508f; --bad: #b3261e; }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .6rem 1.25rem; background: var(--accent); color: #fff; }
header h1 { margin: 0; font-size: 1.1rem; }
header a { color: #fff; margin-right: .75rem; }
#notice { margin-left: auto; }
main { padding: 1rem 1.25rem 4rem; max-width: 1500px; margin: auto; }
section { margin-bottom: 1.5rem; overflow-x: auto; }
h2 { font-size: 1.05rem; margin: .5rem 0; }
small, h4, time { color: var(--soft); font-weight: normal; }
h4 { margin: 0; font-size: .8rem; }
.counts { color: var(--soft); margin: 0; }
table { border-collapse: collapse; width: 100%; background: var(--paper); }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
.number { text-align: right; white-space: nowrap; }
.order, details { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .9rem; margin-bottom: .5rem; }
.order h3 { display: flex; gap: .75rem; align-items: baseline; margin: 0 0 .4rem; font-size: 1rem; font-weight: normal; }
.order .total { margin-left: auto; font-weight: 600; }
.status, .outcome { background: #e6effa; border-radius: 4px; padding: 0 .4rem; font-size: .85rem; }
.columns { display: grid; grid-template-columns: 3fr 1fr 1fr; gap: 1rem; }
.rows td { padding: .15rem .5rem; }
.line { display: block; }
.forms { display: flex; flex-wrap: wrap; gap: .5rem 1rem; margin-top: .5rem; }
form { display: inline-flex; flex-wrap: wrap; gap: .3rem; align-items: center; }
form.new { margin-bottom: .5rem; }
form.stock { display: flex; }
input, select, button { font: inherit; padding: .15rem .4rem; border: 1px solid #b9c2ce; border-radius: 4px; background: #fff; color: inherit; }
button { background: #e9eef5; cursor: pointer; }
button:hover { border-color: var(--accent); }
.bad, button.danger { color: var(--bad); }
summary { cursor: pointer; overflow-wrap: anywhere; }
.short { color: var(--soft); font-family: ui-monospace, monospace; font-size: .85rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); padding: .5rem; margin: .4rem 0 0; }
@media (max-width: 900px) { .columns { grid-template-columns: 1fr; } }
`
