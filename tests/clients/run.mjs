// Starts a server, holds it against every judge in this folder, stops it, and looks at how it stopped:
//   node run.mjs ../../target/release/huiqi
// What follows the program is passed on to it after `serve --listen 127.0.0.1:0`.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const [program, ...flags] = process.argv.slice(2);
if (!program) {
  console.error("usage: node run.mjs PROGRAM [FLAG ...]");
  process.exit(2);
}

const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...flags], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, HUIQI_LOG: "huiqi=warn" } });
process.on("exit", () => server.kill("SIGKILL"));
const ended = once(server, "exit");
const died = ended.then(([code]) => {
  throw new Error(`the server ended with ${code} before it was told to`);
});
died.catch(() => {});

const base = await Promise.race([address(), died, after(10_000, "the server printed no address")]);
await Promise.race([ready(), died, after(120_000, "the server did not get ready")]);

const url = `${base}/graphql`;
const judges = ["audits.mjs", "bombs.mjs", "verdicts.mjs"];
const failed = judges.filter((judge) => spawnSync(process.execPath, [fileURLToPath(new URL(judge, import.meta.url)), url], { stdio: "inherit" }).status !== 0);

server.kill("SIGTERM");
const [code] = await Promise.race([ended, after(35_000, "the server did not stop")]);
if (code !== 0) failed.push(`stopping on SIGTERM (left with ${code})`);
if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
process.exit(failed.length);

async function address() {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = line.match(/http:\/\/\S+/);
    if (found) return found[0];
  }
}

async function ready() {
  while ((await fetch(`${base}/readyz`)).status !== 200) await new Promise((done) => setTimeout(done, 50));
}

function after(milliseconds, why) {
  return new Promise((_, fail) => setTimeout(() => fail(new Error(why)), milliseconds).unref());
}
