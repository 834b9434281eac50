// The variables: a field for each that a saved query declares, or one box of JSON for a query of one's own.
// Nothing typed is read as something else: what a field cannot hold goes to the server as it is, and the server says what is wrong with it.

import { by, element } from "./element.js";
import { say } from "./words.js";

const [form, own, box] = ["variables", "own", "box"].map(by);
const NUMBERS = ["Int", "Float", "Decimal", "Yuan"];
let declared = [];

const bare = (type) => type.replace(/[[\]!]/g, "");
const isList = (type) => type.startsWith("[");
const isObject = ({ type, values }) => !values && !["Boolean", "Date", "ID", "String", ...NUMBERS].includes(bare(type));
const given = () => [...form.elements].filter(({ name, value }) => name && value.trim() !== "");

/** The object that a description ends with. */
const example = (says) => /\{.*\}$/.exec(says)?.[0] ?? "";

/** The field that holds a variable as its type wants it. */
function field(variable) {
  const { name, type, required, says, values } = variable;
  const words = bare(type) === "Boolean" ? ["true", "false"] : values;
  if (words && !isList(type)) return element("select", { name, required }, ...["", ...words].map((value) => element("option", { value, textContent: value })));
  if (isObject(variable)) {
    // The example that the query's own description gives is a start that can be changed, where an empty box is a riddle.
    return element("textarea", { name, required, rows: 4, spellcheck: false, value: example(says) });
  }
  if (isList(type)) return element("input", { name, required, autocomplete: "off", placeholder: say("several, with commas between") });
  if (bare(type) === "Date") return element("input", { name, required, type: "date" });
  if (NUMBERS.includes(bare(type))) return element("input", { name, required, type: "number", ...(bare(type) === "Int" ? { min: 0 } : { step: "any" }) });
  return element("input", { name, required });
}

/** Offers the words of a closed list, also after a comma. */
function offer(input, values) {
  const list = element("datalist", { id: `words-of-${input.name}` });
  const fill = () => {
    const before = input.value.slice(0, input.value.lastIndexOf(",") + 1);
    list.replaceChildren(...values.map((value) => element("option", { value: before + value })));
  };
  input.setAttribute("list", list.id);
  input.placeholder = say("several, with commas between: {0}", values.slice(0, 2).join(","));
  input.addEventListener("input", fill);
  fill();
  return list;
}

/** Asks for the variables of a saved query. */
export function askFor(variables) {
  declared = variables;
  form.replaceChildren(form.firstElementChild);
  box.value = "";
  for (const variable of variables) {
    const { name, type, required, values } = variable;
    const says = isObject(variable) ? variable.says.replace(example(variable.says), "") : variable.says;
    const made = field(variable);
    made.title = `${name}: ${type}`;
    const label = element("label", {}, `${name}${required ? " *" : ""} `, element("small", { textContent: says }), made);
    if (values && isList(type)) label.append(offer(made, values));
    if (isObject(variable)) {
      label.className = "wide";
      made.before(" ", element("a", { href: `#${bare(type)}`, textContent: say("all its fields") }));
    }
    form.append(label);
  }
}

/** Shows the fields beside a saved query as it stands, the box beside a text that has variables of its own. A hidden field neither holds up Run nor is sent. */
export function showFor(saved, text) {
  if (!saved && !form.disabled) box.value = carried();
  form.disabled = !saved;
  form.hidden = !saved || declared.length === 0;
  own.hidden = Boolean(saved) || !/\$[_A-Za-z]/.test(text);
}

/** The filled fields, as the parameters of the saved query's address. */
export function parameters() {
  return new URLSearchParams(given().map(({ name, value }) => [name, value.trim()]));
}

/** The text of the box, which is empty where there is none. */
export function written() {
  return own.hidden ? "" : box.value.trim();
}

/** The variables of a query of one's own. */
export function values() {
  try {
    return JSON.parse(written() || "{}");
  } catch (error) {
    throw new Error(say("The variables are not JSON: {0}", error.message));
  }
}

/** What the fields held, as JSON, for the text that a saved query was changed into. */
function carried() {
  const one = ({ type, values }, text) => {
    if (values) return values.find((value) => value === text.toUpperCase().replaceAll("-", "_")) ?? text;
    if (["ID", "String", "Date"].includes(bare(type))) return text;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  const read = ({ name, value }) => {
    const variable = declared.find((variable) => variable.name === name);
    const parts = value.split(",").map((part) => part.trim()).filter(Boolean);
    return [name, isList(variable.type) ? parts.map((part) => one(variable, part)) : one(variable, value.trim())];
  };
  const all = given().map(read);
  return all.length === 0 ? "" : JSON.stringify(Object.fromEntries(all), null, 2);
}

function unmark(field) {
  field.removeAttribute("aria-invalid");
  if (field.nextElementSibling?.matches(".error")) field.nextElementSibling.remove();
}
form.addEventListener("input", ({ target }) => unmark(target));

/** Says what is wrong with a variable beside its field, which is the first that the server names. */
export function mark(errors) {
  for (const field of form.elements) unmark(field);
  for (const { message } of errors) {
    const names = [...message.matchAll(/`(\w+)/g)].map(([, name]) => name);
    const field = names.map((name) => form.elements.namedItem(name)).find(Boolean);
    field?.setAttribute("aria-invalid", "true");
    field?.after(element("small", { className: "error", textContent: message }));
  }
}
