// Sends what is meant to hurt by its size. Each must be refused with the code given here, within the time given here, sending and reading included.
// The best of three counts, because the machine has other things to do.
import { ask, check, finish } from "../kit/check.mjs";

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

async function timed(query) {
  const began = performance.now();
  const { status, errors } = await ask(query);
  return { took: performance.now() - began, was: `${status} ${errors?.[0]?.extensions?.code}` };
}

await timed("{ __typename }");
for (const [name, query, status, code] of bombs) {
  const answers = [];
  for (let i = 0; i < TIMES; i++) answers.push(await timed(query));
  const took = Math.min(...answers.map((answer) => answer.took));
  const other = answers.find(({ was }) => was !== `${status} ${code}`);
  check(name, [other && `was answered with ${other.was}`, took >= MILLISECONDS && `took ${took.toFixed(1)} ms`], `${code}, ${took.toFixed(1)} ms`);
}
finish("bombs");
