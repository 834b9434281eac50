// Counts and sums: what `summary` says is what pandas makes of the exported tables.
import { spawnSync } from "node:child_process";
import { base, check, finish } from "../kit/check.mjs";
import { here, tool } from "../kit/places.mjs";

const { stdout, stderr, status } = spawnSync(tool("python/bin/python"), [here("judges/summary.py"), base], { encoding: "utf8", maxBuffer: 2 ** 28 });
if (status !== 0) check("the reference is computed", stderr);
for (const { name, wrong, groups } of JSON.parse(stdout || "[]")) check(name, wrong, `${groups} groups`);
finish("summary");
