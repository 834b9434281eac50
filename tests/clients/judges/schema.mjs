// The schema as others judge it: two linters, relay-compiler, and those who use what was released before.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ESLint } from "eslint";
import { buildSchema, findBreakingChanges, findDangerousChanges, isObjectType, validateSchema } from "graphql";
import { check, finish } from "../kit/check.mjs";
import { here, root } from "../kit/places.mjs";

const file = join(root, "schema.graphql");
const require = createRequire(import.meta.url);
const schema = buildSchema(readFileSync(file, "utf8"));

check(
  "graphql-js: the schema is valid",
  validateSchema(schema).map(({ message }) => message),
);

const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__"));
const isNode = (type) => type.getInterfaces().some(({ name }) => name === "Node");
check(
  "what has an id is a Node",
  objects.filter((type) => (String(type.getFields().id?.type) === "ID!") !== isNode(type)).map(({ name }) => name),
  `${objects.filter(isNode).length} types`,
);

// Names in order of the alphabet are not asked for: an analyst reads columns in an order that means something. Nor are capitals, which Chinese lacks.
const RULES = [
  "arguments-have-descriptions",
  "defined-types-are-used",
  "deprecations-have-a-reason",
  "enum-values-all-caps",
  "enum-values-have-descriptions",
  "fields-are-camel-cased",
  "fields-have-descriptions",
  "input-object-values-are-camel-cased",
  "input-object-values-have-descriptions",
  "relay-connection-types-spec",
  "relay-connection-arguments-spec",
  "relay-page-info-spec",
  "types-are-capitalized",
  "types-have-descriptions",
];
const linter = spawnSync(
  process.execPath,
  [require.resolve("graphql-schema-linter/lib/cli.js"), "--rules", RULES.join(","), "--format", "compact", file],
  { cwd: root, encoding: "utf8" },
);
const linted = `${linter.stdout}${linter.stderr}`.trim().split("\n");
check("graphql-schema-linter", linter.status === 0 ? "" : linted, `${RULES.length} rules`);

const eslint = new ESLint({ cwd: root, overrideConfigFile: here("judges/schema/eslint.config.mjs") });
const [{ messages }] = await eslint.lintFiles([file]);
const rules = Object.keys((await eslint.calculateConfigForFile(file)).rules).length;
check(
  "graphql-eslint",
  messages.map(({ line, ruleId, message }) => `schema.graphql:${line} ${ruleId ?? ""} ${message}`),
  `${rules} rules`,
);

const work = mkdtempSync(join(tmpdir(), "huiqi-relay-"));
cpSync(here("judges/schema/relay"), work, { recursive: true });
cpSync(file, join(work, "schema.graphql"));
const relay = spawnSync(process.execPath, [require.resolve("relay-compiler/cli.js"), "relay.config.json"], { cwd: work, encoding: "utf8" });
const artifacts = relay.status === 0 ? readdirSync(join(work, "__generated__")) : [];
rmSync(work, { recursive: true });
const wanted = ["measuresListPaginationQuery.graphql.js", "measuresPageQuery.graphql.js", "measuresPolicyRefetchQuery.graphql.js"];
const uncompiled = wanted.filter((name) => !artifacts.includes(name)).map((name) => `made no ${name}`);
check(
  "relay-compiler: connections and refetching",
  uncompiled.length > 0 && [...uncompiled, `${relay.stdout}${relay.stderr}`].join("\n"),
  `${artifacts.length} artifacts`,
);

const released = buildSchema(readFileSync(here("released.graphql"), "utf8"));
const told = ({ type, description }) => `${type}: ${description}`;
const surprises = findDangerousChanges(released, schema).map(told);
check("nothing breaks since released.graphql", findBreakingChanges(released, schema).map(told), `${surprises.length} changes may surprise a client`);
for (const surprise of surprises) console.log(`     may surprise: ${surprise}`);

finish("schema");
