// The fenced blocks of docs/clients.md, under the heading that each stands below, with the judged server's address in the place of the documented one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { base } from "./check.mjs";
import { root } from "./places.mjs";

const DOCUMENTED = "http://127.0.0.1:8080";

/** Blocks as `{ recipe, language, file, text }`; `file` is the name after the language, if the block is to be saved under one. */
export function blocks() {
  const text = readFileSync(join(root, "docs/clients.md"), "utf8").replaceAll(DOCUMENTED, base);
  const found = [];
  let recipe = "";
  for (const part of text.matchAll(/^### (?<heading>.*)$|^```(?<language>\w+) ?(?<file>\S*)\n(?<text>[^]*?)^```$/gm)) {
    const { heading, ...block } = part.groups;
    if (heading) recipe = heading;
    else found.push({ recipe, ...block });
  }
  return found;
}
