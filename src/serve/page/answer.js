// How an answer looks: rows as a table or as JSON, any other JSON as it is, refusals as sentences.

import { by, element } from "./element.js";
import { say } from "./words.js";

const answer = by("answer");

/** More rows than a person reads and a browser draws at once. */
export const MOST = 1000;

export function clear() {
  answer.replaceChildren();
}

export function isEmpty() {
  return answer.childElementCount === 0;
}

export function showErrors(errors) {
  answer.replaceChildren(...errors.map(({ message }) => element("p", { className: "error", textContent: message })));
}

export function showJson(value) {
  answer.replaceChildren(element("pre", { textContent: JSON.stringify(value, null, 2) }));
}

export function showTable(rows) {
  if (rows.length === 0) return answer.replaceChildren(element("p", { textContent: say("No rows: nothing in the facts fits.") }));
  const names = Object.keys(rows[0]);
  const cell = (value) => (typeof value === "number" ? element("td", { className: "number", textContent: value.toLocaleString() }) : element("td", { textContent: value ?? "" }));
  const body = rows.slice(0, MOST).map((row) => element("tr", {}, ...names.map((name) => cell(row[name]))));
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", textContent: name })));
  answer.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
}
