// The page for people: saved queries to start from, an editor that knows the schema, answers as JSON or as a table, files to take away.
// It asks this server alone.

import { Schema } from "/schema.js";

const by = (id) => document.getElementById(id);
const [query, answer, status, variables, completions] = ["query", "answer", "status", "variables", "completions"].map(by);
const FILES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};
const FIRST = `# Which departments handle a matter, and why? Ask as you would a person.
{
  whoHandles(matter: "企业上市找哪个部门", first: 3) {
    measure { heading policy { title standing } }
    responsibilities { department { name } role reason { rule says facts { quote } } }
  }
}
`;

/** The saved query in the editor, if it stands there as it is. */
let chosen = null;
let schema = null;

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

async function post(accept) {
  return fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify({ query: query.value, variables: given() }),
  });
}

/** The variables of the form, as the query declares them. */
function given() {
  const values = {};
  for (const field of variables.querySelectorAll("[name]")) {
    if (field.value === "") continue;
    const list = field.dataset.type.startsWith("[");
    const read = (text) => {
      if (/^(Int|Float|Yuan|Decimal)/.test(field.dataset.type.replace("[", ""))) return Number(text);
      if (/^\[?Boolean/.test(field.dataset.type)) return text === "true";
      return text.trim().startsWith("{") ? JSON.parse(text) : text.trim();
    };
    values[field.name] = list ? field.value.split(",").map(read) : read(field.value);
  }
  return values;
}

function choose(saved) {
  chosen = saved;
  query.value = saved.query;
  variables.replaceChildren(element("legend", { textContent: "Variables" }));
  variables.hidden = saved.variables.length === 0;
  for (const { name, type, required, says, values } of saved.variables) {
    const field = element("input", { name, required, title: `${name}: ${type}`, placeholder: type });
    if (values) field.setAttribute("list", `values-${name}`);
    field.dataset.type = type;
    const options = (values ?? []).map((value) => element("option", { value }));
    variables.append(
      element("label", {}, `${name}${required ? " *" : ""}`, element("small", { textContent: ` ${says}` }), field, element("datalist", { id: `values-${name}` }, ...options)),
    );
  }
  for (const button of by("saved").querySelectorAll("button")) button.toggleAttribute("aria-current", button.value === saved.name);
  document.querySelector("[name=view][value=table]").checked = true;
  address();
}

/** The address that gives the same rows to a program. */
function address() {
  if (chosen && query.value !== chosen.query) chosen = null;
  if (!chosen) variables.hidden = true;
  let shown = "";
  if (chosen) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(given())) {
      for (const one of [value].flat()) parameters.append(name, typeof one === "object" ? JSON.stringify(one) : one);
    }
    const text = parameters.toString();
    shown = `${location.origin}/q/${chosen.name}.csv${text && `?${text}`}`;
  }
  by("address").textContent = shown;
}

function showError(body) {
  const errors = body?.errors ?? [{ message: String(body) }];
  answer.replaceChildren(...errors.map((error) => element("p", { className: "error", textContent: error.message })));
}

function showTable(rows) {
  if (rows.length === 0) {
    answer.replaceChildren(element("p", { textContent: "No rows: nothing in the facts fits." }));
    return;
  }
  const names = Object.keys(rows[0]);
  const cell = (value) => element("td", { className: typeof value === "number" ? "number" : "", textContent: typeof value === "number" ? value.toLocaleString() : (value ?? "") });
  const body = rows.slice(0, 1000).map((row) => element("tr", {}, ...names.map((name) => cell(row[name]))));
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", textContent: name })));
  answer.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
}

async function run() {
  const asTable = document.querySelector("[name=view]:checked").value === "table";
  status.textContent = "…";
  const began = performance.now();
  try {
    const response = await post(asTable ? "application/x-ndjson" : "application/graphql-response+json, application/json");
    const text = await response.text();
    if (asTable && response.ok) {
      const rows = text.split("\n").filter(Boolean).map(JSON.parse);
      showTable(rows);
      status.textContent = `${rows.length} rows${rows.length > 1000 ? ", the first 1,000 shown" : ""}, ${Math.round(performance.now() - began)} ms`;
      return;
    }
    const body = JSON.parse(text);
    if (body.errors && !body.data) showError(body);
    else answer.replaceChildren(element("pre", { textContent: JSON.stringify(body, null, 2) }));
    status.textContent = `${response.status}, ${Math.round(performance.now() - began)} ms`;
  } catch (error) {
    status.textContent = "";
    showError(error);
  }
}

async function download(ending) {
  const response = await post(FILES[ending]);
  if (!response.ok) return showError(await response.json());
  const link = element("a", { href: URL.createObjectURL(await response.blob()), download: `${chosen?.name ?? "rows"}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What could stand at the cursor, and what is written of it. */
function complete() {
  const before = query.value.slice(0, query.selectionStart);
  const [, written] = /([_A-Za-z0-9]*)$/.exec(before);
  const found = schema?.at(before).filter((name) => name.toLowerCase().startsWith(written.toLowerCase()) && name !== written) ?? [];
  const items = found.map((name, index) => element("li", { role: "option", textContent: name, ariaSelected: String(index === 0) }));
  items.forEach((item) => item.addEventListener("mousedown", (event) => (event.preventDefault(), insert(item.textContent, written))));
  completions.replaceChildren(...items);
  completions.hidden = items.length === 0;
  completions.dataset.written = written;
}

function insert(name, written) {
  query.setRangeText(name, query.selectionStart - written.length, query.selectionStart, "end");
  completions.hidden = true;
  address();
}

query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return event.preventDefault(), by("ask").requestSubmit();
  if (event.key === " " && event.ctrlKey) return event.preventDefault(), complete();
  if (completions.hidden) return;
  const selected = completions.querySelector("[aria-selected=true]");
  if (event.key === "Tab" || event.key === "Enter") return event.preventDefault(), insert(selected.textContent, completions.dataset.written);
  if (event.key === "Escape") completions.hidden = true;
  const next = { ArrowDown: selected?.nextSibling, ArrowUp: selected?.previousSibling }[event.key];
  if (next) {
    event.preventDefault();
    selected.ariaSelected = "false";
    next.ariaSelected = "true";
    next.scrollIntoView({ block: "nearest" });
  }
});
query.addEventListener("input", (event) => {
  address();
  if (/^[_A-Za-z]$/.test(event.data ?? "")) complete();
  else completions.hidden = true;
});
query.addEventListener("blur", () => (completions.hidden = true));
variables.addEventListener("input", address);
by("ask").addEventListener("submit", (event) => (event.preventDefault(), run()));
by("downloads").append(...Object.keys(FILES).map((ending) => element("button", { type: "button", textContent: `↓ ${ending}`, onclick: () => download(ending) })));

/** Shows a type of the schema, or what a search finds in it. */
function show(text) {
  const entry = ([name, type, says]) => [
    element("dt", {}, name, ...(type ? [": ", element("a", { href: `#${type.replace(/[[\]!]/g, "")}`, textContent: type })] : [])),
    element("dd", { textContent: says }),
  ];
  const { title, says, entries } = schema.describe(text);
  by("shown").replaceChildren(element("h3", { textContent: title }), element("p", { textContent: says }), element("dl", {}, ...entries.flatMap(entry)));
}
by("search").addEventListener("input", (event) => show(event.target.value.trim()));
addEventListener("hashchange", () => show(location.hash.slice(1)));

const linked = new URLSearchParams(location.search);
query.value = linked.get("query") ?? FIRST;
const [saved, ready, loaded] = await Promise.allSettled([fetch("/q"), fetch("/readyz"), Schema.load()]);
if (ready.value?.ok) by("facts").textContent = `Facts ${(await ready.value.json()).snapshot.slice(0, 12)}.`;
if (saved.value?.ok) {
  const button = (one) => element("button", { type: "button", value: one.name, onclick: () => choose(one) }, one.name, element("small", { textContent: one.says }));
  const all = await saved.value.json();
  by("saved").append(...all.map((one) => element("li", {}, button(one))));
  // A link such as /graphiql?saved=summary opens the page on a question, and asks it if nothing has to be said first.
  const one = all.find(({ name }) => name === linked.get("saved"));
  if (one) choose(one);
  if (one && !one.variables.some(({ required }) => required)) run();
}
if (loaded.value) {
  schema = loaded.value;
  show(location.hash.slice(1));
} else {
  by("shown").textContent = "The schema could not be read; introspection may be switched off.";
}
