// What is in the tables: every saved query has the promised columns and the same rows in every format; any query is a table; what is asked wrongly is refused.
import { spawnSync } from "node:child_process";
import { base, check, differs, finish, get } from "../kit/check.mjs";
import { objects, rows } from "../kit/csv.mjs";
import { here, tool } from "../kit/places.mjs";
import { MEDIA, asked, promised, queries } from "../kit/promised.mjs";

const code = ({ text }) => JSON.parse(text.startsWith("{") ? text : "{}").errors?.[0]?.extensions?.code;
const sentence = ({ text }) => JSON.parse(text).errors?.[0]?.message ?? "";

const listed = await queries();
const missing = Object.keys(promised).filter((name) => !listed.some((query) => query.name === name));
check(
  "/q lists the saved queries",
  missing.map((name) => `${name} is missing`),
  `${listed.length} queries`,
);
for (const { name, says, variables, formats, url } of listed) {
  check(`/q says what ${name} is`, [
    !says && "nothing is said",
    url !== `/q/${name}` && `its URL is ${url}`,
    differs([...formats].sort(), Object.keys(MEDIA).sort(), "formats are"),
    ...variables.map((variable) =>
      variable.name && variable.type && typeof variable.required === "boolean" && variable.says ? "" : `${JSON.stringify(variable)} is not described`,
    ),
  ]);
}

for (const { name, columns, kept, ask } of listed) {
  const path = (ending) => `/q/${name}.${ending}?${asked(ask)}`;
  const json = JSON.parse((await get(path("json"))).text);
  const csv = (await get(path("csv"))).text;
  const header = rows(csv)[0];
  // A sheet has no empty text, only empty cells.
  const sheet = json.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === "" ? null : value])));
  const cells = (row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? "" : String(value)]));
  const ndjson = (await get(path("ndjson"))).text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { stdout, stderr } = spawnSync(tool("python/bin/python"), [here("judges/tables.py"), `${base}/q/${name}?${asked(ask)}`], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const read = stdout ? JSON.parse(stdout) : {};
  check(
    `${name}: rows`,
    [
      json.length === 0 && "there are none",
      differs(header.slice(0, kept.length), kept, "columns are"),
      differs(
        columns.map(({ name }) => name),
        header,
        "columns on the list are",
      ),
      differs(Object.keys(json[0] ?? {}), header, "columns of the JSON are"),
      ...json
        .flatMap((row) => Object.values(row))
        .filter((value) => typeof value === "object" && value !== null)
        .slice(0, 1)
        .map((value) => `a cell holds ${JSON.stringify(value)}`),
      differs(objects(csv), json.map(cells), "CSV has"),
      differs(ndjson, json, "NDJSON has"),
      ...[
        ["arrow", json],
        ["parquet", json],
        ["xlsx", sheet],
      ].map(([ending, rows]) => (read[ending] ? differs(read[ending], rows, `${ending} has`) : stderr.trim().split("\n").at(-1))),
      read["same types"] === false && "Arrow and Parquet have different types",
    ],
    `${json.length} in ${Object.keys(MEDIA).length} formats`,
  );
}

const table = "/q/targets.csv";
const plain = await get(table);
check(
  "bom=1",
  (await get(`${table}?bom=1`)).bytes.equals(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain.bytes]))
    ? ""
    : "not the same with a mark before it",
);
check("safe=1 leaves what is harmless", differs(rows((await get(`${table}?safe=1`)).text), rows(plain.text), "the table is"));
check(
  "every line ends with CR LF",
  plain.text.endsWith("\r\n") && plain.text.split("\n").every((line) => line === "" || line.endsWith("\r")) ? "" : "not so",
);

const document = encodeURIComponent("{ policies { nodes { key title place: jurisdiction { key name } } } }");
const anything = await get(`/graphql?query=${document}`, { accept: "text/csv" });
check(
  "any query as a table, by GET",
  [differs(rows(anything.text)[0], ["key", "title", "place_key", "place_name"], "columns are"), !anything.header("etag") && "no ETag"],
  `${rows(anything.text).length - 1} rows`,
);
const posted = await fetch(`${base}/graphql`, {
  method: "POST",
  headers: { "content-type": "application/json", accept: "text/csv" },
  body: JSON.stringify({ query: decodeURIComponent(document) }),
});
check("any query as a table, by POST", (await posted.text()) === anything.text ? "" : "not the same as by GET");

for (const [name, request, status, what, says] of [
  ["a parameter that there is not", ["/q/targets.csv?nothing=1"], 400, "BAD_USER_INPUT", "nothing"],
  ["a required variable is missing", ["/q/benchmark.csv"], 400, "BAD_USER_INPUT", "certification"],
  ["a value of another type", ["/q/targets.csv?first=many"], 400, "BAD_USER_INPUT", "first"],
  ["a value that the enum lacks", ["/q/incentives.csv?kind=GIFT"], 400, "BAD_USER_INPUT", "GIFT"],
  ["one value twice for what is no list", ["/q/targets.csv?jurisdiction=360300&jurisdiction=150200"], 400, "BAD_USER_INPUT", "jurisdiction"],
  ["a place that there is not", ["/q/targets.csv?jurisdiction=999999"], 400, "BAD_USER_INPUT", "999999"],
  ["a query that there is not", ["/q/nothing.csv"], 404, "NOT_FOUND", "targets"],
  ["a format that there is not", ["/q/targets.pdf"], 404, "NOT_FOUND", "parquet"],
  ["a type that nobody writes", ["/q/targets", { accept: "image/png" }], 406, "NOT_ACCEPTABLE", "text/csv"],
  ["a table by DELETE", ["/q/targets.csv", {}, "DELETE"], 405, "METHOD_NOT_ALLOWED", "Allow"],
  [
    "two lists beside each other",
    [`/graphql?query=${encodeURIComponent("{ policies { nodes { measures { nodes { ref } } targets { metric } } } }")}`, { accept: "text/csv" }],
    400,
    "BAD_USER_INPUT",
    "measures.nodes",
  ],
]) {
  const answer = await get(...request);
  check(`refused: ${name}`, [
    differs([answer.status, code(answer)], [status, what], "it was answered with"),
    !sentence(answer).includes(says) && `the sentence lacks ${says}: ${sentence(answer)}`,
  ]);
}

finish("tables");
