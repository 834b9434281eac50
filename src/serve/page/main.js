// The page for people: saved queries to start from, an editor that knows the schema, answers as JSON or as a table, files to take away.
// It asks this server alone.

import { MOST, clear, isEmpty, showErrors, showJson, showTable } from "./answer.js";
import { complete } from "./completion.js";
import { by, element, isNarrow } from "./element.js";
import { openManual } from "./manual.js";
import { Schema } from "./schema.js";
import { askFor, mark, parameters, showFor, values, written } from "./variables.js";
import { say, switchLanguage, translate } from "./words.js";

const [query, answer, status, stale, address] = ["query", "answer", "status", "stale", "address"].map(by);
const FILES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};
const TYPES = { ...FILES, ndjson: "application/x-ndjson", graphql: "application/graphql-response+json, application/json" };
const FIRST = `# Which departments handle a matter, and why? Ask as you would a person.
{
  whoHandles(matter: "企业上市找哪个部门", first: 3) {
    measure { heading policy { title standing } }
    responsibilities { department { name } role reason { rule says facts { quote } } }
  }
}
`;

/** The saved query that was chosen last. */
let chosen = null;
let schema;
/** What the answer on the page is the answer to. */
let answered = null;
/** Ends the run that is under way, once something else is asked. */
let running = null;

/** The chosen query, as long as its text stands as it was saved. */
const saved = () => (chosen?.query === query.value ? chosen : null);
const isTable = () => by("table").checked;
const question = () => (saved() ? `${saved().name}?${parameters()}` : JSON.stringify([query.value, written(), isTable()]));

function path(ending, given = parameters()) {
  const text = given.toString();
  return `/q/${saved().name}.${ending}${text && `?${text}`}`;
}

/** A saved query goes by its address, so that people and programs follow the same rules and get all rows; a text of one's own goes as GraphQL. */
function request(kind) {
  if (saved()) {
    const given = parameters();
    // Excel takes a file without the mark for one in the machine's old encoding.
    if (kind === "csv") given.set("bom", 1);
    return new Request(path(kind, given));
  }
  const body = JSON.stringify({ query: query.value, variables: values() });
  return new Request("/graphql", { method: "POST", headers: { "content-type": "application/json", accept: TYPES[kind] }, body });
}

/** Sends what is asked now. */
async function send(kind, signal) {
  const asked = request(kind);
  try {
    return await fetch(asked, { signal });
  } catch (error) {
    throw new Error(say("The server cannot be reached: {0}", error.message));
  }
}

/** Why there is no answer, in the server's words where it has some. */
async function refusal(response) {
  const body = await response.json().catch(() => null);
  status.textContent = say("Refused ({0}).", response.status);
  return body?.errors ?? [{ message: say("The server refused this with {0} and said no more.", response.status) }];
}

/** Asks, and gives what comes to `take`. Refusals take the place of the answer; what was given up leaves no trace. */
async function ask(kind, take, signal) {
  const asked = question();
  status.textContent = "…";
  mark([]);
  let errors;
  try {
    const response = await send(kind, signal);
    errors = response.ok ? await take(response) : await refusal(response);
  } catch (error) {
    if (signal?.aborted) return;
    status.textContent = "";
    errors = [error];
  }
  if (errors) {
    showErrors(errors);
    mark(errors);
  }
  if (errors || !(kind in FILES)) answered = asked;
  follow();
}

async function run() {
  const began = performance.now();
  const time = () => Math.round(performance.now() - began);
  const takeRows = async (response) => {
    const rows = (await response.text()).split("\n").filter(Boolean).map(JSON.parse);
    if (isTable()) showTable(rows);
    else showJson(rows.slice(0, MOST));
    const count = rows.length.toLocaleString();
    status.textContent =
      rows.length > MOST ? say("Rows: {0}, of which the first {1} are shown; a file has all. {2} ms", count, MOST.toLocaleString(), time()) : say("Rows: {0}. {1} ms", count, time());
  };
  const takeJson = async (response) => {
    const body = await response.json();
    status.textContent = `${response.status}, ${time()} ms`;
    if (body.errors && !body.data) return body.errors;
    showJson(body);
  };
  running?.abort();
  running = new AbortController();
  await (saved() || isTable() ? ask("ndjson", takeRows, running.signal) : ask("graphql", takeJson, running.signal));
  const wrong = document.querySelector("#variables [aria-invalid]");
  if (wrong) wrong.scrollIntoView({ block: "nearest" });
  else if (isNarrow()) by("actions").scrollIntoView();
}

async function download(ending) {
  if (!by("ask").reportValidity()) return;
  const name = `${saved()?.name ?? "rows"}.${ending}`;
  const parts = saved() || ending !== "csv" ? [] : ["\ufeff"];
  await ask(ending, async (response) => {
    const file = new Blob([...parts, await response.blob()], { type: FILES[ending] });
    const link = element("a", { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    status.textContent = `↓ ${name}`;
  });
}

function choose(one) {
  running?.abort();
  chosen = one;
  query.value = one.query;
  by("table").checked = true;
  by("text").open = opened;
  askFor(one.variables);
  clear();
  follow();
  const [first] = document.querySelectorAll("#variables [required]");
  if (!first) return run();
  status.textContent = say("Fill in what is marked *, then run.");
  if (isNarrow()) by("ask").scrollIntoView();
  first.focus({ preventScroll: true });
}

/** After every change: the fields that belong to the text, the address that gives the same rows to a program, and whether the answer is still one. */
function follow() {
  showFor(saved(), query.value);
  for (const button of by("saved").querySelectorAll("button")) button.ariaCurrent = String(button.value === saved()?.name);
  address.hidden = !saved() || !by("ask").checkValidity();
  if (saved()) address.href = address.textContent = location.origin + path("csv");
  stale.hidden = isEmpty() || question() === answered;
  answer.classList.toggle("stale", !stale.hidden);
}

/** Whether the person wants to see the text of saved queries. */
let opened = false;
by("text").firstElementChild.addEventListener("click", () => (opened = !by("text").open));

complete((before) => schema?.at(before) ?? []);
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.preventDefault(), by("ask").requestSubmit();
});
by("ask").addEventListener("input", () => {
  if (isEmpty()) status.textContent = "";
  follow();
});
by("ask").addEventListener("submit", (event) => (event.preventDefault(), run()));
for (const view of document.querySelectorAll("[name=view]")) view.addEventListener("change", () => isEmpty() || by("ask").requestSubmit());
by("downloads").append(...Object.keys(FILES).map((ending) => element("button", { type: "button", textContent: `↓ ${ending}`, onclick: () => download(ending) })));
by("language").addEventListener("click", () => (switchLanguage(), sayFacts()));

/** Which facts answer. */
let snapshot = null;
const sayFacts = () => (by("facts").textContent = snapshot ? say("Facts {0}.", snapshot) : "");

translate();
const linked = new URLSearchParams(location.search);
query.value = linked.get("query") ?? FIRST;
const [list, ready, loaded] = await Promise.allSettled([fetch("/q"), fetch("/readyz"), Schema.load()]);
snapshot = ready.value?.ok ? (await ready.value.json()).snapshot.slice(0, 12) : null;
sayFacts();
schema = loaded.value;
openManual(schema);
if (list.value?.ok) {
  const button = (one) => element("button", { type: "button", value: one.name, onclick: () => choose(one) }, one.name, element("small", { textContent: one.says }));
  const all = await list.value.json();
  by("saved").append(...all.map((one) => element("li", {}, button(one))));
  // A link such as /graphiql?saved=summary opens the page on a question, and asks it if nothing has to be said first.
  const wanted = linked.get("saved");
  const one = all.find(({ name }) => name === wanted);
  if (one) choose(one);
  else if (wanted) showErrors([{ message: say("There is no saved query `{0}`; the list has those that there are.", wanted) }]);
}
