// Sends what is meant to hurt: node bombs.mjs URL. Each must be refused with the code given here, within the time given here.
const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node bombs.mjs http://127.0.0.1:8080/graphql");
  process.exit(2);
}

const MILLISECONDS = 100;

/** Fragments of which each spreads the next one twice. */
function doubling(n) {
  const fragment = (i) => `fragment F${i} on Query { ${i < n ? `...F${i + 1} ...F${i + 1}` : "__typename"} }`;
  return ["{ ...F1 }", ...Array.from({ length: n }, (_, i) => fragment(i + 1))].join("\n");
}

/** Introspection that goes round in circles. */
function circles(n) {
  return `{ __schema { types { ${"fields { type { ".repeat(n)} name ${"} }".repeat(n)} } } }`;
}

const bombs = [
  ["90 doubling fragments", doubling(90), 400, "QUERY_TOO_COMPLEX"],
  ["50,000 aliases of __typename", `{ ${Array.from({ length: 50_000 }, (_, i) => `a${i}:__typename`).join(" ")} }`, 413, "PAYLOAD_TOO_LARGE"],
  ["3,000 aliases of __typename", `{ ${Array.from({ length: 3_000 }, (_, i) => `a${i}:__typename`).join(" ")} }`, 400, "QUERY_TOO_COMPLEX"],
  ["9,000 directives", `{ __typename ${"@x".repeat(4_500)} }`, 400, "QUERY_TOO_COMPLEX"],
  ["30,000 brackets", "{a".repeat(30_000), 400, "QUERY_TOO_COMPLEX"],
  ["30,000 brackets in an argument", `{ a(b: ${"[".repeat(30_000)}`, 400, "QUERY_TOO_COMPLEX"],
  ["introspection in circles", circles(4), 400, "QUERY_TOO_COMPLEX"],
  ["a body of 1 MB", `{ __typename } #${"x".repeat(1_000_000)}`, 413, "PAYLOAD_TOO_LARGE"],
];

let failed = 0;
for (const [name, query, status, code] of bombs) {
  const body = JSON.stringify({ query });
  const began = performance.now();
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = await response.json();
  const took = performance.now() - began;
  const given = answer.errors?.[0]?.extensions?.code;
  const ok = response.status === status && given === code && took < MILLISECONDS;
  failed += ok ? 0 : 1;
  console.log(`${ok ? "ok  " : "FAIL"} ${took.toFixed(1).padStart(6)} ms  ${response.status} ${given}  ${name}`);
}
process.exit(failed === 0 ? 0 : 1);
