// Runs the recipes of docs/clients.md as they are written, each in a folder of its own, and compares what they print with the API's own answers.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, data, finish } from "../kit/check.mjs";
import { blocks } from "../kit/markdown.mjs";
import { here, tool } from "../kit/places.mjs";

const work = tool("recipes");
const count = async (field, filter = "") => (await data(`{ ${field}${filter} { totalCount } }`))[field].totalCount;
const nodes = async (field, args, selection) =>
  (await data(`{ ${field}(first: 1000${args && `, ${args}`}) { nodes { ${selection} } } }`))[field].nodes;
const tiers = async (filter) =>
  (await nodes("incentives", filter, "policy { key } tiers { benefit { kind amount } }")).flatMap(({ policy, tiers }) =>
    tiers.map(({ benefit }) => ({ policy, ...benefit })),
  );
const sum = (numbers) => numbers.reduce((a, b) => a + (b ?? 0), 0);
const largest = (numbers) => Math.max(...numbers.filter((number) => number !== null));
const distinct = (values) => new Set(values).size;

/** What each recipe prints: its words, by the API's own answers. */
const expected = {
  curl: async () => {
    const header = "policy,measure,heading,department,department_as_written,function,jurisdiction,role,basis,quote";
    return (printed) => [
      !printed.startsWith(header) && "the table has other columns",
      !printed.endsWith(JSON.stringify({ data: snapshot })) && "the answer is another",
    ];
  },
  pandas: async () => {
    const found = await tiers('filter: { jurisdiction: "150200" }');
    return [found.length, sum(found.map(({ amount }) => amount))];
  },
  "pandas, by GraphQL": async () => {
    const found = await nodes("measures", 'filter: { jurisdiction: "360300" }', "policy { title }");
    return [found.length, distinct(found.map(({ policy }) => policy.title))];
  },
  polars: async () => {
    const targets = await nodes("targets", "", "by");
    return [
      targets.length,
      targets
        .map(({ by }) => by)
        .filter(Boolean)
        .sort()
        .at(-1),
      largest((await tiers("")).filter(({ kind }) => kind === "FIXED").map(({ amount }) => amount)),
    ];
  },
  pyarrow: async () => {
    let [found, after] = [[], ""];
    do {
      const { responsibilities } = await data(
        `{ responsibilities(first: 1000${after}) { nodes { department { key } } pageInfo { hasNextPage endCursor } } }`,
      );
      found = [...found, ...responsibilities.nodes];
      after = responsibilities.pageInfo.hasNextPage ? `, after: "${responsibilities.pageInfo.endCursor}"` : "";
    } while (after);
    return [found.length, distinct(found.map(({ department }) => department.key))];
  },
  gql: async () => {
    const { whoHandles } = await data('{ whoHandles(matter: "企业上市找哪个部门", jurisdiction: "360313", first: 1) { responsibilities { role } } }');
    return [whoHandles[0].responsibilities.length];
  },
  sgqlc: async () => {
    const policies = await nodes("policies", "", "validUntil");
    return [
      policies.length,
      policies
        .map(({ validUntil }) => validUntil)
        .filter(Boolean)
        .sort()
        .at(-1)
        .slice(0, 4),
    ];
  },
  "ariadne-codegen": async () => {
    const { benchmark } = await data('{ benchmark(certification: "little-giant") { amount } }');
    return [benchmark.length, sum(benchmark.map(({ amount }) => amount))];
  },
  "graphql-request": async () => [await count("incentives", '(filter: { jurisdiction: "330200" })')],
  urql: async () => {
    const policies = await nodes("policies", "", "measures { totalCount }");
    return [policies.length, policies[0].measures.totalCount];
  },
  "Apollo Client": async () => [await count("measures"), await count("measures")],
  "graphql-codegen": async () => (printed) =>
    !printed.includes("ground: OverlapGround, effect: OverlapEffect, until: string | null") && `the type of the query is ${printed}`,
  Relay: async () => ["policiesListQuery.graphql.js", "policies_list.graphql.js"],
  DuckDB: async () => {
    const baotou = (await tiers("")).filter(({ policy }) => policy.key.startsWith("baotou"));
    return [baotou.length, largest(baotou.map(({ amount }) => amount)), await count("measures"), await count("measures")];
  },
  SQLite: async () => {
    const found = await tiers("");
    return [found.length, distinct(found.map(({ policy }) => policy.key)), sum(found.map(({ amount }) => amount))];
  },
  Superset: async () => {
    const found = await nodes("responsibilities", 'filter: { jurisdiction: "420700" }', "role");
    return [distinct(found.map(({ role }) => role)), found.length, await count("policies")];
  },
};
const snapshot = await data("{ snapshot { policies measures } }");

// DuckDB would fetch this extension from its own site.
const home = join(work, "home");
rmSync(work, { recursive: true, force: true });
const packaged = tool("python/lib", readdirSync(tool("python/lib"))[0], "site-packages/duckdb_extension_httpfs/extensions");
for (const version of readdirSync(packaged))
  cpSync(
    join(packaged, version),
    join(home, ".duckdb/extensions", version, `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`),
    { recursive: true },
  );

const python = tool("python/bin");
const statements =
  "import duckdb, pathlib\nfor each in pathlib.Path('recipe.sql').read_text().split(';\\n'):\n    if each.strip():\n        print(*duckdb.sql(each).fetchone())\n";

/** How a block of a language is run: the file that it is saved as, and what runs that. */
const runners = {
  sh: ["recipe.sh", "bash", "-eu", "recipe.sh"],
  python: ["recipe.py", "python", "recipe.py"],
  js: ["recipe.mjs", process.execPath, "recipe.mjs"],
  sql: ["recipe.sql", "python", "-c", statements],
};

function run(recipe, parts) {
  const folder = join(work, recipe.replaceAll(/\W+/g, "-").toLowerCase());
  mkdirSync(folder, { recursive: true });
  symlinkSync(here("node_modules"), join(folder, "node_modules"));
  let printed = ""; // by the last of them
  for (const { language, file, text } of parts) {
    const [name, ...command] = file ? [file] : runners[language];
    writeFileSync(join(folder, name), text);
    if (command.length === 0) continue;
    const env = {
      ...process.env,
      HOME: home,
      PATH: `${python}:${process.env.PATH}`,
      PYTHONWARNINGS: "error::DeprecationWarning:__main__",
      NO_UPDATE_NOTIFIER: "1",
    };
    const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: folder, encoding: "utf8", env, timeout: 120_000 });
    if (status !== 0) return { failed: `${language} left with ${status}: ${stderr.trim().split("\n").slice(-6).join("\n     ")}` };
    printed = stdout;
  }
  return { printed: printed.trim() };
}

/** Numbers are equal as numbers, however they are written. */
const words = (values) => values.map((word) => (word === "" || Number.isNaN(Number(word)) ? String(word) : Number(word)));

const recipes = blocks().reduce((all, block) => all.set(block.recipe, [...(all.get(block.recipe) ?? []), block]), new Map());
const runnable = [...recipes].filter(([, parts]) => parts.some(({ language, file }) => !file && runners[language]));
for (const [recipe, parts] of runnable) {
  const began = performance.now();
  const { printed = "", failed } = run(recipe, parts);
  const wanted = await expected[recipe]?.();
  const wrong = () => (typeof wanted === "function" ? wanted(printed) : differs(words(printed.split(/\s+/)), words(wanted)));
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  check(recipe, failed ?? (wanted ? wrong() : "nothing says what it prints"), Array.isArray(wanted) ? `${wanted.join(" ")}, ${seconds}` : seconds);
}
for (const recipe of Object.keys(expected).filter((name) => !runnable.some(([recipe]) => recipe === name)))
  check(recipe, "docs/clients.md has no such recipe");
finish("recipes");

function differs(got, wanted) {
  return JSON.stringify(got) === JSON.stringify(wanted) ? "" : `printed ${got.join(" ")}, not ${wanted.join(" ")}`;
}
