// Small elements, made without any markup in strings: nothing that is shown can become markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((one) => one != null));
  return element;
}

/** An element of HTML: `el("a", { href, onclick }, "text", child)`; null children are left out. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

let made = 0;

/** A label and the select it belongs to; `choices` are pairs of value and text. */
export function choice(label, choices, chosen, onchange) {
  made += 1;
  const id = `choice-${made}`;
  const options = choices.map(([value, text]) =>
    el("option", { value, selected: value === chosen }, text),
  );
  const select = el("select", { id, onchange: () => onchange(select.value) }, ...options);
  return el("div", { class: "field" }, el("label", { for: id }, label), select);
}
