// What an attacker's tools try on a GraphQL server, in our own words. All of it is refused quickly, with a code and a sentence and nothing from inside, and
// the server tells all the while that it lives. Two things that such tools complain of are meant: queries by GET, and introspection.
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { base, check, finish, url } from "../kit/check.mjs";
import { root } from "../kit/places.mjs";

const times = (n, make) => Array.from({ length: n }, (_, i) => make(i)).join(" ");
const json = { "content-type": "application/json" };
const post = (query, more) => ({ method: "POST", headers: json, body: JSON.stringify({ query, ...more }) });
const raw = (body, headers = json) => ({ method: "POST", headers, body });
const get = (query) => ({ path: `/graphql?query=${encodeURIComponent(query)}` });
const form = "query=%7B__typename%7D";

/**
 * What is tried, how it is sent, and how it is refused; within how many milliseconds, if it has to run before it is known to be too large.
 * A query that was read and found wrong comes with 200, for clients that only know JSON.
 */
const refused = [
  ["one costly field under 101 aliases", post(`{ ${times(101, (i) => `a${i}: measures(first: 1000) { totalCount }`)} }`), 400, "QUERY_TOO_COMPLEX"],
  ["one field 101 times at the root", post(`{ ${times(101, () => "snapshot { policies }")} }`), 400, "QUERY_TOO_COMPLEX"],
  ["one field 2,500 times inside", post(`{ policies { nodes { ${times(2500, () => "title")} } } }`), 400, "QUERY_TOO_COMPLEX"],
  ["ten queries in an array", raw(JSON.stringify(Array(10).fill({ query: "{ __typename }" }))), 400, "BAD_REQUEST"],
  ["an empty array", raw("[]"), 400, "BAD_REQUEST"],
  ["500 directives that are not there", post(`{ __typename ${times(500, () => "@aa")} }`), 400, "QUERY_TOO_COMPLEX"],
  ["40 directives that are not there", post(`{ __typename ${times(40, (i) => `@aa${i}`)} }`), 200, "GRAPHQL_VALIDATION_FAILED"],
  ["introspection in circles", post(`{ __schema { types { ${"fields { type { ".repeat(6)} name ${"} }".repeat(6)} } } }`), 400, "QUERY_TOO_COMPLEX"],
  ["fragments in a circle", post("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"), 200, "GRAPHQL_VALIDATION_FAILED"],
  [
    "lists inside lists inside lists",
    post(`{ measures(first: 1000) { nodes { ${"responsibilities { measure { ".repeat(4)} id ${"} }".repeat(4)} } } }`),
    400,
    "QUERY_TOO_COMPLEX",
    1000,
  ],
  [
    "100,000 ids",
    post("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", { variables: { ids: Array(100_000).fill("a") } }),
    413,
    "PAYLOAD_TOO_LARGE",
  ],
  ["9,000 variables", post(`query(${times(9000, (i) => `$v${i}: Int`)}) { __typename }`), 400, /QUERY_TOO_COMPLEX|QUERY_TOO_LARGE/],
  ["2,000 brackets in variables", raw(`{"query": "{ __typename }", "variables": ${"[".repeat(2000)}`), 400, "BAD_REQUEST"],
  ["a word for a search that is longer than any question", post(`{ search(text: "${"企".repeat(5000)}") { totalCount } }`), 200, "BAD_USER_INPUT"],
  ["a page of two thousand million", post("{ measures(first: 2147483647) { totalCount } }"), 200, "BAD_USER_INPUT"],
  ["a mutation by POST", post("mutation { __typename }"), 200, "GRAPHQL_VALIDATION_FAILED"],
  ["a mutation by GET", get("mutation { __typename }"), 405, "METHOD_NOT_ALLOWED"],
  ["a subscription", post("subscription { __typename }"), 200, "GRAPHQL_VALIDATION_FAILED"],
  ["a form, as another's page can send it", raw(form, { "content-type": "application/x-www-form-urlencoded" }), 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["JSON that says it is text", raw('{"query":"{ __typename }"}', { "content-type": "text/plain" }), 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["JSON that says nothing", raw(new TextEncoder().encode('{"query":"{ __typename }"}'), {}), 415, "UNSUPPORTED_MEDIA_TYPE"],
  [
    "several parts",
    raw('--a\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--a--', { "content-type": "multipart/form-data; boundary=a" }),
    415,
    "UNSUPPORTED_MEDIA_TYPE",
  ],
  ["XML", raw("<query/>", { "content-type": "application/xml" }), 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["a packed body", raw(gzipSync("{}"), { ...json, "content-encoding": "gzip" }), 400, "BAD_REQUEST"],
  ["no query", raw("{}"), 400, "BAD_REQUEST"],
  ["a number for a query", raw('{"query": 1}'), 400, "BAD_REQUEST"],
  ["a list for variables", raw('{"query": "{ __typename }", "variables": []}'), 400, "BAD_REQUEST"],
  ["half of a body", raw('{"query": "{ __type'), 400, "BAD_REQUEST"],
  ["a body that is not text", raw(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400, "BAD_REQUEST"],
  ["a query that is not GraphQL", post("' OR 1=1; --"), 200, "GRAPHQL_PARSE_FAILED"],
  ["one parameter twice", { path: `/graphql?${form}&${form}` }, 400, "BAD_REQUEST"],
  ["a stored query that nobody stored", raw('{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}'), 400, "BAD_REQUEST"],
  ["a field that is nearly right", post("{ polices { totalCount } }"), 200, "GRAPHQL_VALIDATION_FAILED"],
  ["an argument that is nearly right", post('{ policy(idd: "a") { id } }'), 200, "GRAPHQL_VALIDATION_FAILED"],
  ["deleting", { method: "DELETE" }, 405, "METHOD_NOT_ALLOWED"],
  ["another method by a header", { method: "PUT", headers: { "x-http-method-override": "POST", ...json }, body: "{}" }, 405, "METHOD_NOT_ALLOWED"],
  ["a file of the machine", { path: "/%2e%2e/%2e%2e/etc/passwd" }, 404, "NOT_FOUND"],
  ["a console of another server", { path: "/playground" }, 404, "NOT_FOUND"],
  ["nothing that the server can write", { ...get("{ __typename }"), headers: { accept: "image/png" } }, 406, "NOT_ACCEPTABLE"],
];

/** The best of three tries counts, because the machine has other things to do. */
const TIMES = 3;
const MILLISECONDS = 50;
const MOST_BYTES = 20_000;
const INSIDE = /panicked|RUST_|\.rs\b|\/root\/|\/home\/|stack|async.graphql|Did you mean|"policies"/i;

async function send({ path = "/graphql", ...request }) {
  const began = performance.now();
  const response = await fetch(`${base}${path}`, request);
  const text = await response.text();
  return { took: performance.now() - began, status: response.status, text };
}

/** Asks every few milliseconds whether the server lives, until it is told to stop; how long each answer took. */
function pulse() {
  const took = [];
  let going = true;
  const beating = (async () => {
    while (going) {
      const began = performance.now();
      const alive = (await fetch(`${base}/healthz`)).status === 200;
      took.push(alive ? performance.now() - began : Infinity);
      await new Promise((done) => setTimeout(done, 5));
    }
  })();
  return async () => {
    going = false;
    await beating;
    return took.sort((a, b) => a - b);
  };
}

await send(post("{ __typename }"));
const stopped = pulse();
for (const [name, request, status, code, within = MILLISECONDS] of refused) {
  const answers = [];
  for (let i = 0; i < TIMES; i++) answers.push(await send(request));
  const { text, ...first } = answers[0];
  const error = JSON.parse(text.startsWith("{") ? text : "{}").errors?.[0] ?? {};
  const took = Math.min(...answers.map((answer) => answer.took));
  const got = error.extensions?.code ?? "no code";
  check(
    name,
    [
      first.status !== status && `was answered with ${first.status}, not ${status}`,
      !new RegExp(`^(${code.source ?? code})$`).test(got) && `the code is ${got}: ${text.slice(0, 200)}`,
      !(error.message?.length > 15) && "no sentence says why",
      INSIDE.test(text) && `tells what is inside: ${text.slice(0, 300)}`,
      text.length > MOST_BYTES && `the refusal has ${text.length} bytes`,
      took > within && `took ${took.toFixed(1)} ms`,
    ],
    `${got}, ${took.toFixed(1)} ms`,
  );
}

const told = new Set([...readFileSync(join(root, "docs/http.md"), "utf8").matchAll(/^\| `([A-Z_]+)` \| \d{3} \|/gm)].map(([, code]) => code));
const untold = refused.flatMap(([, , , code]) => (code.source ?? code).split("|")).filter((code) => !told.has(code));
check("docs/http.md tells these codes", untold, `${told.size} codes`);

for (const [name, request, has] of [
  ["meant: a query by GET", get("{ __typename }"), '"__typename":"Query"'],
  ["meant: introspection", post("{ __schema { queryType { name } } }"), '"name":"Query"'],
]) {
  const { status, text } = await send(request);
  check(name, status === 200 && text.includes(has) ? "" : `${status} ${text}`);
}

const traced = await fetch(url, { ...post("{ __typename }", { extensions: { tracing: true } }), headers: { ...json, "x-apollo-tracing": "1" } });
const { extensions } = await traced.json();
check("nobody is told how long a resolver took", extensions?.tracing && JSON.stringify(extensions));

const named = await fetch(`${base}/healthz`, { headers: { "x-request-id": "a b<script>" } });
check("a request's id that is no id is not sent back", named.headers.get("x-request-id") === "a b<script>" && "it is");

const upgraded = await new Promise((done) => {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname, () =>
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    ),
  );
  socket.once("data", (data) => done(String(data).split("\r\n")[0]) || socket.destroy());
});
check("a socket for subscriptions is not opened", upgraded.includes("101") && upgraded, upgraded);

const beats = await stopped();
const slowest = beats.at(-1);
const usual = beats[Math.floor(beats.length * 0.99)];
check(
  "/healthz answered all the while",
  usual > 100 && `of ${beats.length} answers one in a hundred took ${usual.toFixed(1)} ms or longer`,
  `${beats.length} times, 99 of 100 within ${usual.toFixed(1)} ms, the slowest ${slowest.toFixed(1)} ms`,
);

finish("probes");
