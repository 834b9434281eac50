// Every limit: what is just within it is answered, one more is refused with the code and the numbers, and the flag and the variable move it.
// Beside the judged server stands a second one on which each limit is one lower: what was just within is then one too many.
import { connect } from "node:net";
import { base, check, finish } from "../kit/check.mjs";
import { start } from "../kit/server.mjs";

const program = process.env.HUIQI_PROGRAM;
if (!program) throw new Error("HUIQI_PROGRAM must name the program, for servers with other limits");

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
const lower = await start(program, flags, Object.fromEntries(variables));
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

/** A server of its own with one limit; what it answers to each request. */
async function alone(flags, ask) {
  const server = await start(program, flags);
  const answer = await ask((query, headers) => send(server.base, JSON.stringify({ query }), headers), server.base);
  await server.stop();
  return answer;
}
const codeOf = ({ errors }) => errors?.[0]?.extensions?.code ?? "no error";
const heavy =
  "{ measures(first: 1000) { nodes { id text responsibilities { department { name superiors { name } } reason { says } } chain { svg } } } }";

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
await alone(["--limit-seconds", "0.02", "--limit-cost", "100000000"], async (ask) => {
  const [within, over] = [await ask("{ __typename }"), await ask(heavy)];
  check("--limit-seconds: a long answer", [
    within.errors?.[0].message,
    (over.status !== 504 || codeOf(over) !== "TIMEOUT") && `${over.status} ${codeOf(over)}`,
  ]);
});
await alone(["--limit-concurrency", "1", "--limit-queue", "1"], async (ask) => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(heavy)));
  const turned = answers.filter(({ status }) => status === 503);
  const [within, over] = [answers.filter(({ errors }) => !errors), turned[0] ?? {}];
  check(
    "--limit-concurrency, --limit-queue",
    [
      within.length === 0 && "nobody was answered",
      codeOf(over) !== "OVERLOADED" && codeOf(over),
      !over.headers?.get("retry-after") && "no Retry-After",
    ],
    `${within.length} of 12 answered, ${turned.length} turned away`,
  );
});

// Clients that send a byte now and then: they get a 408, and nobody waits for them meanwhile.
const SLOW = 64;
await alone(["--limit-seconds", "2"], async (ask, own) => {
  const { hostname, port } = new URL(own);
  const ends = Array.from(
    { length: SLOW },
    () =>
      new Promise((done) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"),
        );
        const drip = setInterval(() => socket.write(" "), 200);
        socket.on("data", (data) => done(String(data).split(" ")[1]) || clearInterval(drip) || socket.destroy());
        socket.on("error", () => done("cut off"));
      }),
  );
  await new Promise((done) => setTimeout(done, 500));
  const took = [];
  for (let i = 0; i < 20; i++) {
    const began = performance.now();
    if ((await fetch(`${own}/healthz`)).status !== 200 || (await ask("{ snapshot { policies } }")).errors) took.push(Infinity);
    took.push(performance.now() - began);
  }
  const statuses = await Promise.all(ends);
  const slowest = Math.max(...took);
  check(
    `${SLOW} slow clients`,
    [
      slowest > 500 && `/healthz and a query took ${slowest.toFixed(0)} ms`,
      statuses.some((status) => status !== "408") && `they were answered with ${[...new Set(statuses)]}, not 408`,
    ],
    `/healthz and a query within ${slowest.toFixed(1)} ms meanwhile`,
  );
});

finish("limits");
