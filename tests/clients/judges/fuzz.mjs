// Asks what nobody thought of: schemathesis makes requests from the schema, and every answer must be in order. What is off, and why: fuzz/schemathesis.toml.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { base, check, finish } from "../kit/check.mjs";
import { here, tool } from "../kit/places.mjs";

const work = tool("fuzz");
mkdirSync(work, { recursive: true });

for (const [path, cases] of [["/graphql", 1000]]) {
  const { status, stdout, stderr } = spawnSync(
    tool("python/bin/st"),
    ["--config-file", here("judges/fuzz/schemathesis.toml"), "run", `${base}${path}`],
    {
      cwd: work,
      encoding: "utf8",
      env: { ...process.env, SCHEMATHESIS_HOOKS: here("judges/fuzz/refusals.py"), PYTHONDONTWRITEBYTECODE: "1" },
      maxBuffer: 2 ** 28,
    },
  );
  const made = Number(stdout.match(/(\d+) generated/)?.[1] ?? 0);
  check(
    `schemathesis: ${path}`,
    [status !== 0 && `${stdout}${stderr}`, made < cases && `only ${made} cases were made, not ${cases}`],
    `${made} cases`,
  );
}
finish("fuzz");
