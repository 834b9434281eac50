// The schema as a manual beside the query: a type, or what a search finds. Links to types are the page's own `#Type`.

import { by, element, isNarrow } from "./element.js";
import { say } from "./words.js";

/** Shows the schema; nothing can be looked up where it could not be read. */
export function openManual(schema) {
  const shown = by("shown");
  by("search").disabled = !schema;
  if (!schema) return (shown.textContent = say("The schema could not be read; introspection may be switched off."));

  const entry = ([name, type, says]) => [
    element("dt", {}, name, ...(type ? [": ", element("a", { href: `#${type.replace(/[[\]!]/g, "")}`, textContent: type })] : [])),
    element("dd", { textContent: says }),
  ];
  const show = (text) => {
    const { title, says, entries } = schema.describe(text);
    shown.replaceChildren(element("h3", { textContent: title }), element("p", { textContent: says }), element("dl", {}, ...entries.flatMap(entry)));
  };
  by("search").addEventListener("input", (event) => show(event.target.value.trim()));
  addEventListener("hashchange", () => {
    show(location.hash.slice(1));
    if (isNarrow()) by("docs").scrollIntoView();
  });
  show(location.hash.slice(1));
}
