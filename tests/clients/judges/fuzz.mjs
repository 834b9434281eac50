// Asks what nobody thought of: schemathesis makes requests from what the server says of itself, and every answer must be in order.
// What it is told beforehand, and which of its checks are off and why, stands in fuzz/schemathesis.toml.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { base, check, finish } from "../kit/check.mjs";
import { here, tool } from "../kit/places.mjs";

/** Where to ask, how many requests that makes at the least, and with which flags. */
const plans = [
  ["/graphql", 1000, "--max-examples", "50"],
  // The formats that are left out hold the same rows by the same code; tables.mjs compares them.
  ["/openapi.json", 1000, "--max-examples", "10", "--exclude-path-regex", "[.](ndjson|arrow|parquet|xlsx)$"],
];

// It remembers what it found; here it begins anew each time, so that the same server is asked the same.
const work = tool("fuzz");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const env = { ...process.env, SCHEMATHESIS_HOOKS: here("judges/fuzz/refusals.py"), PYTHONDONTWRITEBYTECODE: "1" };

for (const [path, cases, ...flags] of plans) {
  const given = ["--config-file", here("judges/fuzz/schemathesis.toml"), "run", `${base}${path}`, ...flags];
  const { status, stdout, stderr } = spawnSync(tool("python/bin/st"), given, { cwd: work, encoding: "utf8", env, maxBuffer: 2 ** 28 });
  const made = Number(stdout.match(/(\d+) generated/)?.[1] ?? 0);
  const few = made < cases && `only ${made} requests were made, not ${cases}`;
  check(`schemathesis: ${path}`, [status !== 0 && `${stdout}${stderr}`, few], `${made} requests`);
}
finish("fuzz");
