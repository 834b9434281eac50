// Execution as graphql-js does it: node execution.mjs BASE. Each document of execution.graphql is run twice, by the server and by graphql-js; data, the order
// of its keys, and the errors with their paths and places must be equal.
//
// graphql-js knows nothing of the facts. Whenever it resolves one field, the server is asked for that field alone, in the plainest document that leads there:
// no alias, no variable, no fragment but the type of what `node` found, no directive. So all that is compared is what the two make of a document.
import { GraphQLError, astFromValue, buildSchema, execute, getNamedType, isLeafType, parse, print } from "graphql";
import { ask, base, check, differs, finish } from "../kit/check.mjs";
import { documents } from "../kit/documents.mjs";

const schema = buildSchema(await (await fetch(`${base}/schema.graphql`)).text());

/** An object of the answer: its type, the plain document that leads to it, and where in that document's answer it stands. */
class Place {
  constructor(typeName, steps, keys) {
    Object.assign(this, { typeName, steps, keys });
  }
}

const answers = new Map();
function plain(document) {
  if (!answers.has(document)) answers.set(document, ask(document));
  return answers.get(document);
}

async function fieldResolver(place, args, _, info) {
  const type = getNamedType(info.returnType);
  const given = info.parentType.getFields()[info.fieldName].args.filter(({ name }) => args[name] !== undefined);
  const written = given.map(({ name, type }) => `${name}: ${print(astFromValue(args[name], type))}`);
  const field = `${info.fieldName}${written.length > 0 ? `(${written.join(", ")})` : ""}`;
  const steps = [...place.steps, ...(place.isAbstract ? [`... on ${place.typeName}`] : []), field];
  const keys = [...place.keys, info.fieldName];

  const { data, errors = [] } = await plain(steps.reduceRight((inner, step) => `{ ${step} ${inner} }`, isLeafType(type) ? "" : "{ __typename }"));
  const error = errors.find(({ path }) => path === undefined || differs(path, keys) === "");
  if (error) throw new GraphQLError(error.message, { extensions: error.extensions });
  return placed(
    keys.reduce((value, key) => value?.[key], data),
    keys,
    { type, steps },
  );
}

/** Puts a place where the answer has an object; lists and leaves stay as they are. */
function placed(value, keys, { type, steps }) {
  if (Array.isArray(value)) return value.map((item, i) => placed(item, [...keys, i], { type, steps }));
  if (isLeafType(type) || value === null || value === undefined) return value;
  return Object.assign(new Place(value.__typename, steps, keys), { isAbstract: type.name !== value.__typename });
}

async function theirs({ query, variables, operation }) {
  const args = {
    schema,
    document: parse(query),
    rootValue: new Place("Query", [], []),
    variableValues: JSON.parse(variables ?? "{}"),
    operationName: operation,
  };
  return execute({ ...args, fieldResolver, typeResolver: (place) => place.typeName });
}

/** What both must agree on: no data at all or these, and where each error is. A refused request names no path, and each judge has its own words. */
function comparable({ data, errors = [] }) {
  const where = errors.map(({ path, locations }) => (path ? JSON.stringify({ path, locations }) : "request"));
  return { data, errors: data === undefined ? ["request"] : where.sort() };
}

for (const document of documents("execution.graphql", ["case"])) {
  const { query, variables = "{}", operation } = document;
  const [got, wanted] = await Promise.all([ask(query, { variables: JSON.parse(variables), operationName: operation }), theirs(document)]);
  const [ours, others] = [comparable(got), comparable(JSON.parse(JSON.stringify(wanted)))];
  const expected = document.errors ?? "0";
  const made = ours.data === undefined ? "request" : String(ours.errors.length);
  const wrong = [
    differs(ours.data, others.data, "data is"),
    differs(ours.errors, others.errors, "errors are"),
    made === expected ? "" : `errors: ${made}, and the file says ${expected}`,
  ];
  check(`${document.group}: ${document.name}`, wrong);
}
finish("execution as in graphql-js");
