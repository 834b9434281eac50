// Runs every audit of graphql-http against a server: node audits.mjs URL. Leaves with an error unless all of them are ok.
import { serverAudits } from "graphql-http";

const EXPECTED = 61;

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node audits.mjs http://127.0.0.1:8080/graphql");
  process.exit(2);
}

const results = [];
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  results.push(await audit.fn());
}
for (const { status, id, name, reason } of results.filter(({ status }) => status !== "ok")) {
  console.log(`${status} ${id} ${name}: ${reason}`);
}
const ok = results.filter(({ status }) => status === "ok").length;
console.log(`graphql-http: ${ok}/${results.length} audits ok`);
process.exit(ok === EXPECTED && results.length === EXPECTED ? 0 : 1);
