// Starts and stops the server that is judged.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Starts `PROGRAM serve` on a free port, and waits until it has its facts. */
export async function start(program, flags = [], env = {}) {
  const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, HUIQI_LOG: "huiqi=error", ...env },
  });
  process.on("exit", () => server.kill("SIGKILL"));
  const ended = once(server, "exit");
  const died = ended.then(([code]) => {
    throw new Error(`the server ended with ${code} before it was told to`);
  });
  died.catch(() => {});
  const base = await Promise.race([address(server), died, after(10_000, "the server printed no address")]);
  await Promise.race([ready(base), died, after(120_000, "the server did not get ready")]);

  /** Tells it to stop; what it leaves with. */
  const stop = async () => {
    server.kill("SIGTERM");
    const [code] = await Promise.race([ended, after(35_000, "the server did not stop")]);
    return code;
  };
  return { base, stop };
}

async function address(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = line.match(/http:\/\/\S+/);
    if (found) return found[0];
  }
}

async function ready(base) {
  while ((await fetch(`${base}/readyz`)).status !== 200) await new Promise((done) => setTimeout(done, 20));
}

function after(milliseconds, why) {
  return new Promise((_, fail) => setTimeout(() => fail(new Error(why)), milliseconds).unref());
}
