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
  const kill = () => server.kill("SIGKILL");
  process.on("exit", kill);
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
    process.off("exit", kill);
    const [code] = await Promise.race([ended, after(35_000, "the server did not stop")]).catch((late) => kill() && Promise.reject(late));
    return code;
  };
  return { base, stop };
}

/** Asks a server of its own with other limits: `ask` gets a way to send a query, and the server's address. */
export async function alone(flags, ask) {
  const { base, stop } = await start(program(), flags);
  const send = async (query) => {
    const response = await fetch(`${base}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, headers: response.headers, ...(await response.json()) };
  };
  await ask(send, base);
  await stop();
}

/** The program that is judged, as run.mjs names it. */
export function program() {
  if (!process.env.HUIQI_PROGRAM) throw new Error("HUIQI_PROGRAM must name the program, for servers with other limits");
  return process.env.HUIQI_PROGRAM;
}

async function address(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = line.match(/http:\/\/\S+/);
    if (found) return found[0];
  }
}

async function ready(base) {
  // A server with a short patience may close the connection between two questions.
  const asked = () => fetch(`${base}/readyz`).catch(() => ({ status: "no answer" }));
  while ((await asked()).status !== 200) await new Promise((done) => setTimeout(done, 20));
}

function after(milliseconds, why) {
  return new Promise((_, fail) => setTimeout(() => fail(new Error(why)), milliseconds).unref());
}
