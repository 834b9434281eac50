// The figures for Prometheus: promtool finds nothing to complain of, and they count what happens.
import { spawnSync } from "node:child_process";
import { ask, check, finish, get } from "../kit/check.mjs";
import { tool } from "../kit/places.mjs";

const { status, header, text } = await get("/metrics");
const { status: left, stdout, stderr, error } = spawnSync(tool("promtool"), ["check", "metrics"], { input: text, encoding: "utf8" });
check(
  "promtool check metrics",
  [
    status !== 200 && `/metrics is answered with ${status}`,
    !/^text\/plain; version=0\.0\.4/.test(header("content-type") ?? "") && `the type is ${header("content-type")}`,
    left !== 0 && `${error?.message ?? ""}${stdout}${stderr}`,
  ],
  `${text.split("\n").filter((line) => line.startsWith("# TYPE")).length} metrics`,
);

/** The sum of all series of a name whose labels have these words. */
const total = (text, name, ...labels) =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
const before = (await get("/metrics")).text;
for (let i = 0; i < 3; i++) await ask("{ __typename }");
await ask("{ nothing }");
await get("/nothing-here");
const after = (await get("/metrics")).text;
const grown = (name, ...labels) => total(after, name, ...labels) - total(before, name, ...labels);
check("requests are counted, by route and status", [
  grown("http_requests_total", 'route="/graphql"') !== 4 && `/graphql grew by ${grown("http_requests_total", 'route="/graphql"')}, not 4`,
  grown("http_requests_total", 'status="404"') !== 1 && "the 404 was not counted",
  grown("http_request_duration_seconds_count", 'route="/graphql"') !== 4 && "their time was not taken",
]);
check(
  "operations are counted, by outcome",
  grown("graphql_operations_total") === 4 ? "" : `they grew by ${grown("graphql_operations_total")}, not 4`,
);
check("no client's words are labels", /nothing/.test(after) && "a path or a query of a client stands among them");
finish("metrics");
