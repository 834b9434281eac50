// Starts a server, holds it against every judge in this folder, stops it, and looks at how it stopped:
//   node run.mjs ../../target/release/huiqi [JUDGE ...]
// Only the judges that are named, if some are. The server reads HUIQI_FACTS and the other variables that it always reads.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { start } from "./server.mjs";

const JUDGES = ["audits", "rules", "verdicts", "schema", "bombs", "probes", "limits", "fuzz", "tables", "recipes", "tools"];

const [program, ...chosen] = process.argv.slice(2);
if (!program) {
  console.error(`usage: node run.mjs PROGRAM [JUDGE ...]\njudges: ${JUDGES.join(" ")}`);
  process.exit(2);
}

const { base, stop } = await start(program);
const env = { ...process.env, HUIQI_PROGRAM: program };
const failed = [];
for (const judge of chosen.length > 0 ? chosen : JUDGES) {
  console.log(`\n-- ${judge}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${judge}.mjs`, import.meta.url)), base], { stdio: "inherit", env });
  if (status !== 0) failed.push(judge);
  console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

const code = await stop();
if (code !== 0) failed.push(`stopping on SIGTERM (left with ${code})`);
console.log(failed.length > 0 ? `\nfailed: ${failed.join(", ")}` : "\nall judges agree");
process.exit(failed.length > 0 ? 1 : 0);
