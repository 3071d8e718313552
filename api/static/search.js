// Suggestions while typing: a combobox as in the ARIA practices; without this script the form is sent.
const WAIT = 120, FROM = 2, SHOWN = 8;

for (const form of document.querySelectorAll("form[data-search]")) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0, pending = null, active = -1, asked = "";

  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  status.className = "vh";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const move = (place) => {
    active = place;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[active].id);
    options()[active].scrollIntoView({ block: "nearest" });
  };
  const go = (option) => {
    const lang = new URLSearchParams(location.search).get("lang");
    const address = new URL(option.dataset.page, location.origin);
    if (lang && address.origin === location.origin) address.searchParams.set("lang", lang);
    location.assign(address);
  };
  const show = (results) => {
    list.replaceChildren(...results.map((one, i) => {
      const option = document.createElement("li"), kind = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.dataset.page = one.page;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = document.documentElement.lang === "en" && one.label_en || one.label;
      kind.className = "count";
      kind.textContent = ` ${[one.kind_label, ...one.departements].join(" · ")}`;
      option.append(kind);
      option.addEventListener("mousedown", (event) => { event.preventDefault(); go(option); });
      return option;
    }));
    status.textContent = results.length
      ? form.dataset.more.replace("{count}", results.length) : form.dataset.none;
    close();
    if (!results.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    pending?.abort();
    if (text.length < FROM) return close();
    pending = new AbortController();
    const query = new URLSearchParams({ q: text, size: SHOWN, format: "json", lang: document.documentElement.lang });
    try {
      const answer = await fetch(`/search?${query}`, { signal: pending.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).results);
    } catch {
      close();
    }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(active < last ? active + 1 : -1); }
    if (event.key === "ArrowUp") { event.preventDefault(); move(active < 0 ? last : active - 1); }
    if (event.key === "Enter" && active >= 0) { event.preventDefault(); go(options()[active]); }
  });
}
