// What every judge here shares: how to ask the server, and how to say what was found. A judge prints a line a check and leaves with 1 if one failed.

/** The address of the server, as run.mjs gives it to each judge. */
export const base = process.argv[2];
if (!base) {
  console.error("usage: node JUDGE.mjs http://127.0.0.1:8080");
  process.exit(2);
}
export const url = `${base}/graphql`;

let failed = 0;
let passed = 0;

/** Notes one check; `wrong` says what is not as it should be, and is empty if all is well. A figure beside the name is printed too. */
export function check(name, wrong, figure = "") {
  const wrongs = [wrong].flat().filter(Boolean);
  wrongs.length > 0 ? (failed += 1) : (passed += 1);
  console.log(`${wrongs.length > 0 ? "FAIL" : "ok  "} ${name}${figure && ` (${figure})`}${wrongs.map((line) => `\n     ${line}`).join("")}`);
}

/** Tells how many checks there were and leaves. A judge that found nothing to check has failed. */
export function finish(judge) {
  console.log(`${judge}: ${passed} of ${passed + failed} ok`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

/** Says in which way two values differ, if they do; the order of keys counts. */
export function differs(got, wanted, what = "got") {
  const [left, right] = [got, wanted].map((value) => JSON.stringify(value) ?? "nothing");
  return left === right ? "" : `${what} ${short(left)}, not ${short(right)}`;
}

const short = (text) => (text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text);

/** Sends a query as any client would and reads the answer. */
export async function ask(query, { variables, operationName, headers } = {}) {
  const body = JSON.stringify({ query, variables, operationName });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

/** The data of an answer that must not have errors. */
export async function data(query, variables) {
  const answer = await ask(query, { variables });
  if (answer.errors) throw new Error(`${query}: ${answer.errors[0].message}`);
  return answer.data;
}

/** Gets a file as a program does that takes it as it is; its bytes, its text, and its headers by name. */
export async function get(path, headers = {}, method = "GET") {
  const response = await fetch(`${base}${path}`, { headers: { "accept-encoding": "identity", ...headers }, method });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, header: (name) => response.headers.get(name), bytes, text: bytes.toString("utf8") };
}
