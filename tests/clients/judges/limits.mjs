// Every limit: what is just within it is answered, one more is refused with the code and the numbers, and the flag and the variable move it.
// Beside the judged server stands a second one on which each limit is one lower: what was just within is then one too many.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { base, check, differs, finish } from "../kit/check.mjs";
import { root } from "../kit/places.mjs";
import { alone, program, start } from "../kit/server.mjs";

const times = (n, make) => Array.from({ length: n }, (_, i) => make(i)).join(" ");
const padded = (text, bytes) => text + "x".repeat(bytes - text.length);

/** Each limit, its default, the code of its refusal, and a query that asks for exactly n of what it counts. */
const limits = [
  { flag: "query-bytes", value: 65_536, code: "QUERY_TOO_LARGE", query: (n) => padded("{ __typename } #", n) },
  { flag: "tokens", value: 10_000, code: "QUERY_TOO_COMPLEX", query: (n) => `{ __typename }${",".repeat(n - 6)}` },
  { flag: "fields", value: 2_000, measure: "fields", query: (n) => `{ policies { nodes { ${times(n - 2, () => "id")} } } }` },
  {
    flag: "depth",
    value: 20,
    measure: "levels of fields",
    query: (n) => `{ measures(first: 1) { nodes { ${"parent { ".repeat(n - 3)} id ${"} ".repeat(n - 3)} } } }`,
  },
  { flag: "nesting", value: 30, measure: "levels of selections", query: (n) => `{ ${"... { ".repeat(n)} __typename ${"} ".repeat(n)} }` },
  { flag: "root-fields", value: 20, measure: "root fields", query: (n) => `{ ${times(n, () => "__typename")} }` },
  { flag: "aliases", value: 100, measure: "aliases", query: (n) => `{ policies(first: 1) { nodes { ${times(n, (i) => `a${i}: id`)} } } }` },
  {
    flag: "directives",
    value: 50,
    measure: "directives",
    query: (n) => `{ policies(first: 1) { nodes { ${times(n, () => "id @skip(if: false)")} } } }`,
  },
  { flag: "operations", value: 10, measure: "operations", operationName: "Q0", query: (n) => times(n, (i) => `query Q${i} { __typename }`) },
  {
    flag: "fragments",
    value: 100,
    measure: "fragments",
    query: (n) => `{ policies(first: 1) { nodes { ${times(n, (i) => `...F${i}`)} } } } ${times(n, (i) => `fragment F${i} on Policy { id }`)}`,
  },
  { flag: "page", value: 1_000, code: "BAD_USER_INPUT", query: (n) => `{ measures(first: ${n}) { totalCount } }` },
  { flag: "body-bytes", value: 262_144, code: "PAYLOAD_TOO_LARGE", uncounted: true, body: (n) => `{"query":"{ __typename }"${" ".repeat(n - 26)}}` },
];

async function send(server, body, headers = {}) {
  const response = await fetch(`${server}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

/** A body that asks for n. */
const asking = ({ body, query, operationName }, n) => body?.(n) ?? JSON.stringify({ query: query(n), operationName });

/** What is wrong with a refusal of `actual` where `limit` are allowed. */
function unlike({ code = "QUERY_TOO_COMPLEX", measure, uncounted }, { errors }, limit, actual) {
  const { message = "no error", extensions = {} } = errors?.[0] ?? {};
  const numbers = uncounted ? { limit } : { limit, actual };
  const wrong = Object.entries({ code, ...(measure && { measure }), ...numbers }).filter(([name, value]) => extensions[name] !== value);
  const silent = code !== "INTERNAL" && !message.includes(String(limit)) && "the sentence doesn't say how much is allowed";
  return [...wrong.map(([name, value]) => `${name} is ${extensions[name]}, not ${value}: ${message}`), silent];
}

// Half of the limits are given as flags, the others as variables.
const lowered = limits.map(({ flag, value }) => [flag, String(value - 1)]);
const flags = lowered.filter((_, i) => i % 2 === 0).flatMap(([flag, value]) => [`--limit-${flag}`, value]);
const variables = lowered.filter((_, i) => i % 2 === 1).map(([flag, value]) => [`HUIQI_LIMIT_${flag.replaceAll("-", "_").toUpperCase()}`, value]);
const lower = await start(program(), flags, Object.fromEntries(variables));
for (const limit of limits) {
  const { flag, value } = limit;
  const within = await send(base, asking(limit, value));
  const over = await send(base, asking(limit, value + 1));
  const moved = await send(lower.base, asking(limit, value));
  check(
    `--limit-${flag}`,
    [
      (within.errors || !within.data) && `${value} are refused: ${JSON.stringify(within.errors?.[0])}`,
      ...unlike(limit, over, value, value + 1),
      ...unlike(limit, moved, value - 1, value).map((wrong) => wrong && `moved to ${value - 1}: ${wrong}`),
    ],
    `${value} are allowed, ${value + 1} refused`,
  );
}
await lower.stop();

const codeOf = ({ errors }) => errors?.[0]?.extensions?.code ?? "no error";
await alone(["--limit-cost", "50"], async (ask) => {
  const [within, over] = [await ask("{ policies(first: 3) { nodes { id } } }"), await ask("{ measures(first: 100) { nodes { id key ref } } }")];
  check("--limit-cost", [within.errors?.[0].message, ...unlike({ measure: "values", uncounted: true }, over, 50)]);
});
await alone(["--limit-answer-bytes", "31"], async (ask) => {
  const [within, over] = [await ask("{ __typename }"), await ask("{ a: __typename b: __typename }")];
  check("--limit-answer-bytes", [within.errors?.[0].message, ...unlike({ code: "ANSWER_TOO_LARGE", uncounted: true }, over, 31)]);
});
await alone(["--no-introspection"], async (ask, own) => {
  const [within, over] = [await ask("{ __typename }"), await ask("{ __schema { queryType { name } } }")];
  const readable = (await fetch(`${own}/schema.graphql`)).status === 200;
  check("--no-introspection", [
    within.errors?.[0].message,
    codeOf(over) !== "INTROSPECTION_DISABLED" && codeOf(over),
    !readable && "the schema can't be read either",
  ]);
});
await alone(["--saved-queries-only"], async (ask, own) => {
  const saved = readFileSync(join(root, "queries/targets.graphql"), "utf8");
  const [within, table, over] = [await ask(saved), await fetch(`${own}/q/targets.csv`), await ask("{ __typename }")];
  const wrong = [within.errors?.[0].message, table.status !== 200 && `the table is answered with ${table.status}`];
  check("--saved-queries-only", [...wrong, (over.status !== 403 || codeOf(over) !== "SAVED_QUERIES_ONLY") && `${over.status} ${codeOf(over)}`]);
});

await alone(["--limit-table-values", "50"], async (_, own) => {
  const [within, over] = [await fetch(`${own}/q/targets.json?first=1`), await fetch(`${own}/q/targets.json`)];
  const wrong = within.status !== 200 && `a small table is answered with ${within.status}`;
  check("--limit-table-values", [wrong, ...unlike({ measure: "values", uncounted: true }, await over.json(), 50)]);
});

/** The flags that the program tells of, each with its default, and those in the table of docs/http.md. */
const { stdout: help } = spawnSync(program(), ["serve", "--help"], { encoding: "utf8" });
const options = help
  .split(/\n +(?=--)/)
  .map((option) => [option.match(/^--limit-([a-z-]+)/)?.[1], option.match(/\[default: (\d+)\]/)?.[1] ?? "none"]);
const told = readFileSync(join(root, "docs/http.md"), "utf8").matchAll(/^\| `--limit-([a-z-]+)` \| (?:([\d,]+) \|)?/gm);
const documented = new Map([...told].map(([, flag, value]) => [flag, value?.replaceAll(",", "") ?? "none"]));
check("docs/http.md tells every limit and its default", [
  ...options
    .filter(([flag, value]) => flag && documented.get(flag) !== value)
    .map(([flag, value]) => `--limit-${flag} is ${value}, not ${documented.get(flag)}`),
  differs(options.filter(([flag]) => flag).length, documented.size, "limits are"),
]);

finish("limits");
