"""How the page of a report looks, by day and by night."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d1f1c; --ground: #fbf9f4; --green: #14532d;
  --violation: #a4161a; --warning: #8a5a00; --info: #14532d; --line: #d8d4c8; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae3; --ground: #171916; --green: #8fd0a6;
  --violation: #ff9b93; --warning: #f0c36a; --info: #8fd0a6; --line: #45483f; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; border-left: .3rem solid; padding-left: .6rem; margin-top: 2rem; }
h2.violation { border-color: var(--violation); } h2.warning { border-color: var(--warning); }
h2.info, h2.fixed { border-color: var(--info); }
a { color: var(--green); } li { margin-bottom: .9rem; } li p { margin: .2rem 0; }
small, details code { display: block; } .new { font-weight: 600; }
pre { border: 1px solid var(--line); border-radius: .3rem; padding: .5rem; overflow-x: auto; }
ins { color: var(--green); text-decoration: none; }
del { color: var(--violation); text-decoration: none; }
details summary { font-size: .85rem; cursor: pointer; }
""".strip()
