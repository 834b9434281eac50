// When there is too much to do, or somebody takes too long: answers are given up, clients are turned away or cut off, and the others notice nothing.
import { once } from "node:events";
import { connect } from "node:net";
import { check, finish } from "../kit/check.mjs";
import { alone } from "../kit/server.mjs";

const codeOf = ({ errors }) => errors?.[0]?.extensions?.code ?? "no error";
const heavy =
  "{ measures(first: 1000) { nodes { id text responsibilities { department { name superiors { name } } reason { says } } chain { svg } } } }";

await alone(["--limit-seconds", "0.5", "--limit-cost", "1000000000", "--limit-answer-bytes", "1000000000"], async (ask) => {
  const round = (n) => (n === 0 ? "id" : `responsibilities { measure { ${round(n - 1)} } }`);
  const [within, over] = [await ask("{ __typename }"), await ask(`{ measures(first: 1000) { nodes { ${round(6)} } } }`)];
  check("--limit-seconds", [within.errors?.[0].message, (over.status !== 504 || codeOf(over) !== "TIMEOUT") && `${over.status} ${codeOf(over)}`]);
});
await alone(["--limit-table-seconds", "0.001"], async (ask, own) => {
  const [within, over] = [await ask("{ __typename }"), await fetch(`${own}/q/departments.xlsx`)];
  const code = codeOf(await over.json());
  check("--limit-table-seconds", [within.errors?.[0].message, (over.status !== 504 || code !== "TIMEOUT") && `${over.status} ${code}`]);
});
await alone(["--limit-concurrency", "1", "--limit-queue", "1"], async (ask) => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(heavy)));
  const turned = answers.filter(({ status }) => status === 503);
  const [within, over] = [answers.filter(({ errors }) => !errors), turned[0] ?? {}];
  check(
    "--limit-concurrency, --limit-queue",
    [
      within.length === 0 && "nobody was answered",
      codeOf(over) !== "OVERLOADED" && codeOf(over),
      !over.headers?.get("retry-after") && "no Retry-After",
    ],
    `${within.length} of 12 answered, ${turned.length} turned away`,
  );
});

/** Sends the head of a request, and then a byte now and then; the status of the answer. */
function dripping(base) {
  return new Promise((done) => {
    const { hostname, port } = new URL(base);
    const head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    const socket = connect(Number(port), hostname, () => socket.write(head));
    const drip = setInterval(() => socket.write(" "), 200);
    const end = (how) => {
      clearInterval(drip);
      socket.destroy();
      done(how);
    };
    socket.once("data", (data) => end(String(data).split(" ")[1]));
    socket.once("error", () => end("cut off"));
  });
}

const SLOW = 64;
await alone(["--limit-seconds", "2"], async (ask, base) => {
  const ends = Array.from({ length: SLOW }, () => dripping(base));
  await new Promise((done) => setTimeout(done, 500));
  const took = [];
  for (let i = 0; i < 20; i++) {
    const began = performance.now();
    const answered = (await fetch(`${base}/healthz`)).status === 200 && !(await ask("{ snapshot { policies } }")).errors;
    took.push(answered ? performance.now() - began : Infinity);
  }
  const slowest = Math.max(...took);
  const others = (await Promise.all(ends)).filter((status) => status !== "408");
  const wrong = [
    slowest > 500 && `/healthz and a query took ${slowest.toFixed(0)} ms`,
    others.length > 0 && `${others.length} were answered with ${others[0]}`,
  ];
  check(`${SLOW} slow clients`, wrong, `/healthz and a query within ${slowest.toFixed(1)} ms meanwhile`);
});

await alone(["--limit-seconds", "1"], async (_, own) => {
  const { hostname, port } = new URL(own);
  const began = performance.now();
  const socket = connect(Number(port), hostname, () => socket.write("GET /healthz HTTP/1.1\r\nHost: a\r\n"));
  await Promise.race([once(socket, "close"), new Promise((done) => setTimeout(done, 5000))]);
  const took = performance.now() - began;
  socket.destroy();
  check("half of a head", took > 4000 && `the connection is still there after ${took.toFixed(0)} ms`, `cut off after ${took.toFixed(0)} ms`);
});

finish("load");
