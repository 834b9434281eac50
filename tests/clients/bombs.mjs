// Sends what is meant to hurt: node bombs.mjs URL. Each must be refused with the code given here, within the time given here,
// sending and reading included. The best of three counts, because the machine has other things to do.
const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node bombs.mjs http://127.0.0.1:8080/graphql");
  process.exit(2);
}

const MILLISECONDS = 30;
const TIMES = 3;

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

async function send(query) {
  const body = JSON.stringify({ query });
  const began = performance.now();
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = await response.json();
  return { took: performance.now() - began, status: response.status, code: answer.errors?.[0]?.extensions?.code };
}

await send("{ __typename }");
let failed = 0;
for (const [name, query, status, code] of bombs) {
  const answers = [];
  for (let i = 0; i < TIMES; i++) answers.push(await send(query));
  const took = Math.min(...answers.map((answer) => answer.took));
  const refused = answers.every((answer) => answer.status === status && answer.code === code);
  const ok = refused && took < MILLISECONDS;
  failed += ok ? 0 : 1;
  console.log(`${ok ? "ok  " : "FAIL"} ${took.toFixed(1).padStart(6)} ms  ${answers[0].status} ${answers[0].code}  ${name}`);
}
process.exit(failed === 0 ? 0 : 1);
