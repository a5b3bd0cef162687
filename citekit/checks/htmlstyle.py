"""How the report in HTML looks."""

STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fff; --faint: #505050; --line: #d5d5d5;
  --error: #a4001d; --warning: #7a4b00; --hint: #0a5a8a; --error-back: #ffd9de; --warning-back: #ffe6b8;
  --hint-back: #d5ecfb; }
@media (prefers-color-scheme: dark) { :root { --text: #ececec; --page: #1a1a1a; --faint: #b4b4b4; --line: #444;
  --error: #ff9aa8; --warning: #ffc766; --hint: #8fd0ff; --error-back: #5c1420; --warning-back: #574010;
  --hint-back: #123f5c; } }
body { margin: 0 auto; max-width: 78rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--page); }
h1, h2 { line-height: 1.2; overflow-wrap: anywhere; }
ol.text { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
ol.text li { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr) 22rem; gap: 0 1rem; padding: .1rem 0; }
ol.text li::before { content: attr(value); color: var(--faint); text-align: right; font-variant-numeric: tabular-nums; }
ol.text li.gap::before { content: ""; }
code { font: .9rem/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; color: inherit; }
mark { color: inherit; border-bottom: 2px solid; }
mark.error { background: var(--error-back); } mark.warning { background: var(--warning-back); }
mark.hint { background: var(--hint-back); }
.notes { grid-column: 3; } .notes p, section > div p { margin: 0 0 .5rem; padding-left: .6rem; border-left: 4px solid;
  overflow-wrap: anywhere; font-size: .9rem; }
p.error { border-color: var(--error); } p.warning { border-color: var(--warning); }
p.hint { border-color: var(--hint); }
p.error b { color: var(--error); } p.warning b { color: var(--warning); } p.hint b { color: var(--hint); }
a { color: inherit; } small { color: var(--faint); font-size: .85rem; }
pre { overflow-x: auto; font: .85rem/1.5 ui-monospace, monospace; } summary { cursor: pointer; }
@media (max-width: 60rem) { ol.text li { grid-template-columns: 2.5rem minmax(0, 1fr); } .notes { grid-column: 2; } }
@media print { details { display: none; } }
"""
