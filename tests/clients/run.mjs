// Starts a server, holds it against every judge in this folder, stops it, and looks at how it stopped:
//   node run.mjs ../../target/release/huiqi [JUDGE ...]
// Only the judges that are named, if some are. The server reads HUIQI_FACTS and the other variables that it always reads.
import { spawnSync } from "node:child_process";
import { here } from "./kit/places.mjs";
import { start } from "./kit/server.mjs";

const JUDGES = {
  audits: "GraphQL over HTTP, as graphql-http audits it",
  rules: "validation, document by document, as graphql-js does it",
  verdicts: "validation of generated documents, as graphql-js does it",
  execution: "execution, as graphql-js does it",
  schema: "the schema: two linters, relay-compiler, and what was released before",
  bombs: "what is too large",
  probes: "what attackers' tools try",
  limits: "each limit, and one more",
  load: "too much at once, and too slow",
  fuzz: "what schemathesis makes from the schema",
  tables: "tables: the same rows in every format",
  files: "tables as files: lengths, ranges, tags",
  summary: "counts and sums, as pandas makes them of the exported tables",
  recipes: "the recipes of docs/clients.md, run",
  tools: "what dashboards send",
  metrics: "figures, as promtool checks them",
};

const [program, ...chosen] = process.argv.slice(2);
if (!program) {
  console.error(`usage: node run.mjs PROGRAM [JUDGE ...]\njudges: ${Object.keys(JUDGES).join(" ")}`);
  process.exit(2);
}

const { base, stop } = await start(program);
const env = { ...process.env, HUIQI_PROGRAM: program };
const failed = [];
for (const judge of chosen.length > 0 ? chosen : Object.keys(JUDGES)) {
  console.log(`\n-- ${judge}: ${JUDGES[judge]}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [here("judges", `${judge}.mjs`), base], { stdio: "inherit", env });
  if (status !== 0) failed.push(judge);
  console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

const code = await stop();
if (code !== 0) failed.push(`stopping on SIGTERM (left with ${code})`);
console.log(failed.length > 0 ? `\nfailed: ${failed.join(", ")}` : "\nall judges agree");
process.exit(failed.length > 0 ? 1 : 0);
