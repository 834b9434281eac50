// What tools send that cannot be installed here: Power Query, Excel, Grafana's Infinity. Their recipes in docs/clients.md are read, and the requests that the
// tools make of them are sent, with the headers that they send; the rows that come back are counted against the API's own answers.
import { base, check, data, finish } from "../kit/check.mjs";
import { objects } from "../kit/csv.mjs";
import { blocks } from "../kit/markdown.mjs";

const count = async (field, filter) => (await data(`{ ${field}${filter} { totalCount } }`))[field].totalCount;
const wanted = {
  "Power BI and Power Query": [
    async () => {
      const { incentives } = await data(
        '{ incentives(first: 1000, filter: { jurisdiction: "150200", kind: [REWARD, SUBSIDY] }) { nodes { tiers { id } } } }',
      );
      return incentives.nodes.flatMap(({ tiers }) => tiers).length;
    },
    () => count("targets", ""),
  ],
  Grafana: [() => count("findings", '(filter: { jurisdiction: "420700" })'), () => count("policies", "")],
};

/** Power Query: a record of the query becomes the URL's parameters, a list in it a parameter for each value. It takes packed answers and names no type. */
const MASHUP = { "user-agent": "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)", "accept-encoding": "gzip, deflate" };
async function powerquery(text) {
  const [, address] = text.match(/Web\.Contents\("([^"]+)"/);
  const [, path] = text.match(/RelativePath = "([^"]+)"/);
  const [, body] = text.match(/Json\.FromValue\(\[query = "((?:[^"]|"")*)"\]\)/) ?? [];
  if (body) {
    const request = {
      method: "POST",
      headers: { ...MASHUP, "content-type": "application/json" },
      body: JSON.stringify({ query: body.replaceAll('""', '"') }),
    };
    const steps = [...text.split("Json.Document(Source)")[1].matchAll(/\[(\w+)\]/g)].map(([, name]) => name);
    return steps.reduce((value, name) => value[name], await (await fetch(`${address}/${path}`, request)).json());
  }
  const [, record] = text.match(/Query = \[(.*?)\]/);
  const given = [...record.matchAll(/(\w+) = (?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, name, one, several]) =>
    (one !== undefined ? [one] : [...several.matchAll(/"([^"]*)"/g)].map(([, each]) => each)).map((value) => [name, value]),
  );
  return objects(await (await fetch(`${address}/${path}?${new URLSearchParams(given)}`, { headers: MASHUP })).text());
}

/** Infinity: what it accepts depends on the type; parameters are added to the URL, with + for a blank. */
async function infinity(text) {
  const { type, url, root_selector: root = "", url_options: options } = JSON.parse(text);
  const accept = { csv: "text/csv; charset=utf-8", json: "application/json;q=0.9,text/plain", graphql: "application/json;q=0.9,text/plain" }[type];
  const headers = { accept, "user-agent": "Grafana/12.0.0", "accept-encoding": "gzip" };
  if (options.method === "POST") {
    const body = JSON.stringify({ query: options.body_graphql_query });
    const answer = await (await fetch(url, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body })).json();
    return root.split(".").reduce((value, name) => value[name], answer);
  }
  const parameters = new URLSearchParams(options.params.map(({ key, value }) => [key, value]));
  return objects(await (await fetch(`${url}?${parameters}`, { headers })).text());
}

const send = { powerquery, json: infinity };
const parts = blocks().filter(({ language, file }) => !file && send[language]);
for (const [recipe, counts] of Object.entries(wanted)) {
  const written = parts.filter((part) => part.recipe === recipe);
  check(`${recipe}: recipes`, written.length === counts.length ? "" : `${written.length}, not ${counts.length}`);
  for (const [i, { language, text }] of written.entries()) {
    const [rows, expected] = [await send[language](text).catch((error) => error), await counts[i]()];
    check(
      `${recipe}: request ${i + 1}`,
      rows.length === expected && expected > 0 ? "" : `${rows.length ?? rows} rows, not ${expected}`,
      `${expected} rows`,
    );
  }
}
check(
  "every such recipe is sent",
  parts.filter(({ recipe }) => !wanted[recipe]).map(({ recipe }) => recipe),
);

// Excel looks before it opens an address: what may be done with it, then how large it is.
const workbook = `${base}/q/incentives.xlsx`;
const office = { headers: { "user-agent": "Microsoft Office Excel 2016" } };
const options = await fetch(workbook, { method: "OPTIONS", ...office });
const head = await fetch(workbook, { method: "HEAD", ...office });
const opened = await fetch(workbook, office);
const bytes = new Uint8Array(await opened.arrayBuffer());
check(
  "Excel: OPTIONS, HEAD, GET of a workbook",
  [
    options.status >= 500 && `OPTIONS is answered with ${options.status}`,
    head.status !== 200 && `HEAD is answered with ${head.status}`,
    head.headers.get("content-length") !== String(bytes.length) && `HEAD says ${head.headers.get("content-length")} bytes, GET sends ${bytes.length}`,
    opened.headers.get("content-type") !== "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" &&
      `it is ${opened.headers.get("content-type")}`,
    String.fromCharCode(...bytes.slice(0, 2)) !== "PK" && "it is no workbook",
  ],
  `${bytes.length} bytes`,
);

finish("tools");
