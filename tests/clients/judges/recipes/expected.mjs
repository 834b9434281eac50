// What the recipes of docs/clients.md must print, by the API's own answers.
import { data } from "../../kit/check.mjs";

const count = async (field, filter = "") => (await data(`{ ${field}${filter} { totalCount } }`))[field].totalCount;
const nodes = async (field, args, selection) =>
  (await data(`{ ${field}(first: 1000${args && `, ${args}`}) { nodes { ${selection} } } }`))[field].nodes;
async function tiers(filter) {
  const incentives = await nodes("incentives", filter, "policy { key } tiers { benefit { kind amount } }");
  return incentives.flatMap(({ policy, tiers }) => tiers.map(({ benefit }) => ({ policy, ...benefit })));
}
const sum = (numbers) => numbers.reduce((a, b) => a + (b ?? 0), 0);
const largest = (numbers) => Math.max(...numbers.filter((number) => number !== null));
const latest = (days) => days.filter(Boolean).sort().at(-1);
const distinct = (values) => new Set(values).size;

/** The words that each recipe prints, or what is wrong with what it printed. */
export const expected = {
  curl: async () => {
    const snapshot = await data("{ snapshot { policies measures } }");
    const header = "policy,measure,heading,department,department_as_written,function,jurisdiction,role,basis,quote";
    return (printed) => [
      !printed.startsWith(header) && "the table has other columns",
      !printed.endsWith(JSON.stringify({ data: snapshot })) && "the answer is another",
    ];
  },
  pandas: async () => {
    const found = await tiers('filter: { jurisdiction: "150200" }');
    return [found.length, sum(found.map(({ amount }) => amount))];
  },
  "pandas, by GraphQL": async () => {
    const found = await nodes("measures", 'filter: { jurisdiction: "360300" }', "policy { title }");
    return [found.length, distinct(found.map(({ policy }) => policy.title))];
  },
  polars: async () => {
    const targets = await nodes("targets", "", "by");
    return [
      targets.length,
      latest(targets.map(({ by }) => by)),
      largest((await tiers("")).filter(({ kind }) => kind === "FIXED").map(({ amount }) => amount)),
    ];
  },
  pyarrow: async () => {
    let [found, after] = [[], ""];
    do {
      const { responsibilities } = await data(
        `{ responsibilities(first: 1000${after}) { nodes { department { key } } pageInfo { hasNextPage endCursor } } }`,
      );
      found = [...found, ...responsibilities.nodes];
      after = responsibilities.pageInfo.hasNextPage ? `, after: "${responsibilities.pageInfo.endCursor}"` : "";
    } while (after);
    return [found.length, distinct(found.map(({ department }) => department.key))];
  },
  gql: async () => {
    const { whoHandles } = await data('{ whoHandles(matter: "企业上市找哪个部门", jurisdiction: "360313", first: 1) { responsibilities { role } } }');
    return [whoHandles[0].responsibilities.length];
  },
  sgqlc: async () => {
    const policies = await nodes("policies", "", "validUntil");
    return [policies.length, latest(policies.map(({ validUntil }) => validUntil)).slice(0, 4)];
  },
  "ariadne-codegen": async () => {
    const { benchmark } = await data('{ benchmark(certification: "little-giant") { amount } }');
    return [benchmark.length, sum(benchmark.map(({ amount }) => amount))];
  },
  "graphql-request": async () => [await count("incentives", '(filter: { jurisdiction: "330200" })')],
  urql: async () => {
    const policies = await nodes("policies", "", "measures { totalCount }");
    return [policies.length, policies[0].measures.totalCount];
  },
  "Apollo Client": async () => [await count("measures"), await count("measures")],
  "graphql-codegen": async () => (printed) =>
    !printed.includes("ground: OverlapGround, effect: OverlapEffect, until: string | null") && `the type of the query is ${printed}`,
  Relay: async () => ["policiesListQuery.graphql.js", "policies_list.graphql.js"],
  DuckDB: async () => {
    const baotou = (await tiers("")).filter(({ policy }) => policy.key.startsWith("baotou"));
    return [baotou.length, largest(baotou.map(({ amount }) => amount)), await count("measures"), await count("measures")];
  },
  SQLite: async () => {
    const found = await tiers("");
    return [found.length, distinct(found.map(({ policy }) => policy.key)), sum(found.map(({ amount }) => amount))];
  },
  Superset: async () => {
    const found = await nodes("responsibilities", 'filter: { jurisdiction: "420700" }', "role");
    return [distinct(found.map(({ role }) => role)), found.length, await count("policies")];
  },
};
