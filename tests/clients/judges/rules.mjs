// Validation as graphql-js does it: each document of rules.graphql gets the same verdict from the server as from graphql-js with all its rules, and the
// rule that it is grouped under is the one that refuses it.
import { GraphQLError, Kind, buildSchema, parse, specifiedRules, validate } from "graphql";
import { ask, base, check, finish } from "../kit/check.mjs";
import { documents } from "../kit/documents.mjs";
import { verdict } from "../kit/verdict.mjs";

const schema = buildSchema(await (await fetch(`${base}/schema.graphql`)).text());

/** What graphql-js has against a document, by rule; what cannot be parsed is against the syntax. */
function against(query) {
  try {
    const document = parse(query);
    return specifiedRules.filter((rule) => validate(schema, document, [rule]).length > 0).map(({ name }) => name);
  } catch (error) {
    if (error instanceof GraphQLError) return ["Syntax"];
    throw error;
  }
}

/** The document with an operation beside those in it, so that these are looked at and not run; nothing stands beside an anonymous one. */
function unrun(query) {
  try {
    const { definitions } = parse(query);
    const named = definitions.every((definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.name);
    return named ? { query: `${query}\nquery Run { __typename }`, operationName: "Run" } : { query };
  } catch {
    return { query };
  }
}

const seen = new Set();
for (const { group, kind, name, query } of documents("rules.graphql", ["valid", "invalid"])) {
  const rules = against(query);
  const { query: sent, operationName } = unrun(query);
  const answer = await ask(sent, { operationName });
  const ours = verdict(answer);
  const theirs = rules.length === 0 ? "valid" : "invalid";
  check(`${group}: ${name}`, [
    kind !== theirs && `the file says ${kind}, graphql-js ${theirs} (${rules})`,
    kind === "invalid" && !rules.includes(group) && `graphql-js refuses it by ${rules}, not by ${group}`,
    (ours === "valid") !== (theirs === "valid") && `the server says ${ours}: ${answer.errors?.[0]?.message ?? ""}`,
  ]);
  seen.add(group);
}
const missing = specifiedRules.filter(({ name }) => !seen.has(name)).map(({ name }) => `${name} has no document`);
check("every rule of graphql-js has a document", missing, `${specifiedRules.length} rules`);
finish("rules");
