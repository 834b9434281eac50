// The schema as the page knows it: what can stand at a place of a query, and what each type says of itself.

import { say } from "./words.js";

const TYPE = "name kind ofType { name kind ofType { name kind ofType { name kind } } }";
const ARGUMENT = `name description type { ${TYPE} }`;
const INTROSPECTION = `{ __schema { types { name kind description possibleTypes { name } enumValues { name description } inputFields { ${ARGUMENT} }
  fields { name description args { ${ARGUMENT} } type { ${TYPE} } } } } }`;

/** A type as GraphQL writes it. */
function written({ kind, name, ofType }) {
  if (kind === "NON_NULL") return `${written(ofType)}!`;
  return kind === "LIST" ? `[${written(ofType)}]` : name;
}

const bare = (type) => written(type).replace(/[[\]!]/g, "");

export class Schema {
  #types;

  constructor(types) {
    this.#types = new Map(types.filter(({ name }) => !name.startsWith("__")).map((type) => [type.name, type]));
  }

  static async load() {
    const response = await fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: INTROSPECTION }) });
    const { data } = await response.json();
    return new Schema(data.__schema.types);
  }

  #field(type, name) {
    return this.#types.get(type)?.fields?.find((field) => field.name === name);
  }

  /** The names that could stand at the end of a text: fields inside of braces, arguments inside of brackets, values of an enum after a colon. */
  at(text) {
    const tokens = text.replace(/#[^\n]*|"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"/g, " ").match(/\.\.\.|[_A-Za-z][_A-Za-z0-9]*|[{}():$!@[\]]/g) ?? [];
    const stack = [];
    let field = null;
    let last = "";
    let before = "";
    let on = null;
    tokens.forEach((token, index) => {
      const top = stack.at(-1);
      const ends = index === tokens.length - 1 && /[_A-Za-z0-9]$/.test(text);
      if (token === "{") {
        const inner = on ?? (top ? field && bare(field.type) : "Query");
        stack.push(top?.kind === "(" || top?.kind === "in" ? { kind: "in", type: top.argument } : { kind: "{", type: inner });
        on = null;
      } else if (token === "(") stack.push({ kind: "(", field });
      else if (token === "}" || token === ")") {
        const closed = stack.pop();
        if (closed?.kind === "(") field = closed.field;
      } else if (/^[_A-Za-z]/.test(token) && !ends) {
        if (last === "on") on = token;
        else if (top?.kind === "{" && last !== "...") field = this.#field(top.type, token) ?? field;
        else if (top?.kind === "(" && last !== ":" && last !== "$") top.argument = bareOf(top.field?.args, token);
        else if (top?.kind === "in" && last !== ":") top.argument = bareOf(this.#types.get(top.type)?.inputFields, token);
      }
      if (!ends) [before, last] = [last, token];
    });
    const top = stack.at(-1);
    if (!top) return ["query", "fragment"];
    if (top.kind === "{") return (this.#types.get(top.type)?.fields ?? []).map(({ name }) => name).concat("__typename");
    if (last === ":" || last === "[" || before === "[") return (this.#types.get(top.argument)?.enumValues ?? []).map(({ name }) => name);
    const names = top.kind === "(" ? top.field?.args : this.#types.get(top.type)?.inputFields;
    return (names ?? []).map(({ name }) => name);
  }

  /** A type, or what a search finds among the types and their fields. */
  describe(text) {
    const type = this.#types.get(text || "Query");
    if (type) {
      const entries = [
        ...(type.fields ?? []).map(({ name, args, type, description }) => [args.length ? `${name}(${args.map(({ name }) => name).join(", ")})` : name, written(type), description]),
        ...(type.inputFields ?? []).map(({ name, type, description }) => [name, written(type), description]),
        ...(type.enumValues ?? []).map(({ name, description }) => [name, "", description]),
        ...(type.possibleTypes ?? []).map(({ name }) => ["is a", name, ""]),
      ];
      return { title: type.name, says: type.description ?? "", entries };
    }
    const wanted = text.toLowerCase();
    const entries = [];
    for (const type of this.#types.values()) {
      if (type.name.toLowerCase().includes(wanted)) entries.push(["type", type.name, type.description]);
      for (const { name, description } of [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])]) {
        if (name.toLowerCase().includes(wanted) || description?.toLowerCase().includes(wanted)) entries.push([name, type.name, description]);
      }
    }
    return { title: `“${text}”`, says: say("{0} places", entries.length), entries: entries.slice(0, 100) };
  }
}

function bareOf(list, name) {
  const found = list?.find((one) => one.name === name);
  return found && bare(found.type);
}
