// The list of what can stand at the cursor: it opens as one types, or by a key, and is walked with the arrows.

import { by, element } from "./element.js";

const [query, list] = ["query", "completions"].map(by);

function close() {
  list.hidden = true;
  query.removeAttribute("aria-activedescendant");
}

function select(item) {
  for (const other of list.children) other.ariaSelected = String(other === item);
  query.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

/** Completes the names that `at` gives for the text before the cursor. */
export function complete(at) {
  const before = () => query.value.slice(0, query.selectionStart);
  const begun = () => /[_A-Za-z0-9]*$/.exec(before())[0];

  const insert = (name) => {
    query.setRangeText(name, query.selectionStart - begun().length, query.selectionStart, "end");
    close();
    // A text that a script has changed tells nobody.
    query.dispatchEvent(new InputEvent("input"));
  };
  const open = () => {
    const names = at(before()).filter((name) => name.toLowerCase().startsWith(begun().toLowerCase()) && name !== begun());
    if (names.length === 0) return close();
    const items = names.map((name, index) => element("li", { id: `completion-${index}`, role: "option", textContent: name }));
    for (const item of items) item.addEventListener("mousedown", (event) => (event.preventDefault(), insert(item.textContent)));
    list.replaceChildren(...items);
    list.hidden = false;
    select(items[0]);
  };

  query.addEventListener("keydown", (event) => {
    // While an input method composes, Enter and the arrows are its own.
    if (event.isComposing) return;
    // Where Ctrl-Space switches the input method, the page never sees it.
    if ((event.key === " " && event.ctrlKey) || (event.key === "ArrowDown" && event.altKey)) return event.preventDefault(), open();
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const selected = list.querySelector("[aria-selected=true]");
    const next = { ArrowDown: selected.nextSibling, ArrowUp: selected.previousSibling }[event.key];
    if (event.key === "Tab" || event.key === "Enter") insert(selected.textContent);
    else if (event.key === "Escape") close();
    else if (next) select(next);
    else return;
    event.preventDefault();
  });
  query.addEventListener("input", (event) => (/^[_A-Za-z]$/.test(event.data ?? "") ? open() : close()));
  query.addEventListener("blur", close);
}
