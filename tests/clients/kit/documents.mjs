// Reads a file of named GraphQL documents. A comment line `# word: text` belongs to the document below it, the first of them starts the document:
//   ## The group of the documents that follow
//   # case: what must be so
//   # variables: {"first": 2}
//   { … }
import { readFileSync } from "node:fs";
import { here } from "./places.mjs";

/** The documents of a file in `judges`; `starts` are the words that begin one. */
export function documents(file, starts) {
  const found = [];
  let group = "";
  for (const line of readFileSync(here("judges", file), "utf8").split("\n")) {
    const [, heading] = line.match(/^## (.*)$/) ?? [];
    const [, word, text] = line.match(/^# (\w+): (.*)$/) ?? [];
    if (heading) group = heading;
    else if (starts.includes(word)) found.push({ group, kind: word, name: text, query: "" });
    else if (word && found.length > 0) found.at(-1)[word] = text;
    else if (found.length > 0) found.at(-1).query += `${line}\n`;
  }
  return found;
}
