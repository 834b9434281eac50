// Runs the recipes of docs/clients.md as they are written, each in a folder of its own, and compares what they print with the API's own answers.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, finish } from "../kit/check.mjs";
import { blocks } from "../kit/markdown.mjs";
import { here, tool } from "../kit/places.mjs";
import { expected } from "./recipes/expected.mjs";

const work = tool("recipes");
rmSync(work, { recursive: true, force: true });

// DuckDB would fetch this extension from its own site.
const home = join(work, "home");
const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const packaged = tool("python/lib", readdirSync(tool("python/lib"))[0], "site-packages/duckdb_extension_httpfs/extensions");
for (const version of readdirSync(packaged)) {
  cpSync(join(packaged, version), join(home, ".duckdb/extensions", version, platform), { recursive: true });
}

const env = { ...process.env, HOME: home, PATH: `${tool("python/bin")}:${process.env.PATH}` };

/** DuckDB in Python, a statement after the other. */
const statements = `
import duckdb, pathlib
for statement in filter(str.strip, pathlib.Path("recipe.sql").read_text().split(";\\n")):
    print(*duckdb.sql(statement).fetchone())
`;

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
    const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: folder, encoding: "utf8", env, timeout: 120_000 });
    if (status !== 0) return { failed: `${language} left with ${status}: ${stderr.trim().split("\n").slice(-6).join("\n     ")}` };
    printed = stdout;
  }
  return { printed: printed.trim() };
}

/** Numbers are equal as numbers, however they are written. */
const words = (values) => values.map((word) => (word === "" || Number.isNaN(Number(word)) ? String(word) : Number(word)));

const recipes = new Map();
for (const block of blocks()) recipes.set(block.recipe, [...(recipes.get(block.recipe) ?? []), block]);
const runnable = [...recipes].filter(([, parts]) => parts.some(({ language, file }) => !file && runners[language]));
for (const [recipe, parts] of runnable) {
  const began = performance.now();
  const { printed = "", failed } = run(recipe, parts);
  const wanted = await expected[recipe]?.();
  const wrong = () => (typeof wanted === "function" ? wanted(printed) : differs(words(printed.split(/\s+/)), words(wanted)));
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  check(recipe, failed ?? (wanted ? wrong() : "nothing says what it prints"), Array.isArray(wanted) ? `${wanted.join(" ")}, ${seconds}` : seconds);
}
const written = new Set(runnable.map(([recipe]) => recipe));
const unwritten = Object.keys(expected).filter((recipe) => !written.has(recipe));
check("every expectation has a recipe", unwritten);

/** Languages of tools that cannot be installed; tools.mjs sends what they send. */
const SENT = ["powerquery", "json"];
const idle = blocks().filter(({ language, file }) => !file && !runners[language] && !SENT.includes(language));
check(
  "every block is run, saved or sent",
  idle.map(({ recipe, language }) => `${recipe}: nobody knows what to do with ${language}`),
);
finish("recipes");

function differs(got, wanted) {
  return JSON.stringify(got) === JSON.stringify(wanted) ? "" : `printed ${got.join(" ")}, not ${wanted.join(" ")}`;
}
