// Compares verdicts: node verdicts.mjs URL [DOCUMENTS [SEED]]. Documents are made from the server's own schema, many of them with something wrong;
// on each the server and graphql-js must agree whether it is valid. None of them is executed: an operation beside them is.
//
// Left out are four differences that are known and meant, or not worth their cure:
// - a document over a limit of ours is refused, valid or not;
// - only we know what our own scalars take;
// - a nullable variable in a @oneOf object is refused by the specification and by us; graphql-js 16 means to, and lets it pass;
// - an aliased __typename beside a field of another type under the same key is refused by us; graphql-js does not look.
import { GraphQLNonNull, buildSchema, getNamedType, isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isScalarType, isSpecifiedScalarType, parse, validate } from "graphql";

const [url, documents = "2000", seed = "1"] = process.argv.slice(2);
if (!url) {
  console.error("usage: node verdicts.mjs http://127.0.0.1:8080/graphql [DOCUMENTS [SEED]]");
  process.exit(2);
}

const schema = buildSchema(await (await fetch(new URL("/schema.graphql", url))).text());
const REFUSED = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"];

let state = Number(seed);
/** A number from 0 to n - 1; the same ones for the same seed. */
function below(n) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;

/** How often something is made wrong on purpose, in per cent; small, so that most documents have one mistake or none. */
const WRONG = 2;

function someDocument() {
  const document = { variables: new Map(), fragments: [] };
  const body = selections(schema.getQueryType(), 3, document);
  const variables = [...document.variables].map(([name, type]) => `$${name}: ${type}`).join(", ");
  return `query A${variables ? `(${variables})` : ""} ${body}\n${document.fragments.join("\n")}\nquery Run { __typename }`;
}

function selections(type, levels, document) {
  const parts = Array.from({ length: 1 + below(3) }, () => selection(type, levels, document));
  return `{ ${parts.join(" ")} }`;
}

function selection(type, levels, document) {
  const fields = Object.values(type.getFields?.() ?? {});
  if (fields.length === 0 || chance(8)) return `__typename${directive(document)}`;
  if (chance(10)) return `... on ${condition(type)}${directive(document)} ${selections(type, levels, document)}`;
  if (chance(10)) return spread(type, levels, document);
  if (chance(WRONG)) return "nothing";
  // At the last level only what needs no level more, if there is such a thing.
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const field = pick(levels === 0 && leaves.length > 0 ? leaves : fields);
  const inner = getNamedType(field.type);
  const below = isLeafType(inner) !== chance(WRONG) ? "" : levels > 0 && !isLeafType(inner) ? ` ${selections(inner, levels - 1, document)}` : " { __typename }";
  return `${chance(15) ? `${pick("abc")}: ` : ""}${field.name}${args(field, document)}${directive(document)}${below}`;
}

function condition(type) {
  if (chance(WRONG)) return pick([...Object.keys(schema.getTypeMap()), "Nothing"]);
  return isAbstractType(type) ? pick([type, ...schema.getPossibleTypes(type)]).name : type.name;
}

function spread(type, levels, document) {
  const name = `F${document.fragments.length}`;
  document.fragments.push("");
  document.fragments[Number(name.slice(1))] = `fragment ${name} on ${condition(type)} ${selections(type, levels, document)}`;
  return `...${chance(WRONG) ? pick(["F0", "Nothing"]) : name}`;
}

function directive(document) {
  if (!chance(5)) return "";
  if (chance(WRONG * 3)) return pick([" @nothing", " @skip", " @skip(if: 1)", " @skip(if: true) @skip(if: true)", " @deprecated"]);
  return ` @${pick(["skip", "include"])}(if: ${chance(50) ? "true" : variable("Boolean!", document)})`;
}

function args(field, document) {
  const given = field.args.filter((argument) => (required(argument) ? !chance(WRONG) : chance(25)));
  const written = given.map((argument) => `${chance(WRONG) ? "nothing" : argument.name}: ${value(argument.type, document)}`);
  if (written.length > 0 && chance(WRONG)) written.push(written[0]);
  return written.length > 0 ? `(${written.join(", ")})` : "";
}

const required = ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined;

function value(type, document) {
  if (chance(12)) return variable(chance(WRONG * 8) ? pick(["Int", "String", "ID!", "Boolean", "[String]"]) : String(type), document);
  if (chance(WRONG)) return pick(["null", "1", "-1.5", '"a"', "NOTHING", "true", "[]", "{}", "3000000000", "$nothing"]);
  if (isNonNullType(type)) return value(type.ofType, document);
  if (isListType(type)) return chance(20) ? value(type.ofType, document) : `[${Array.from({ length: below(3) }, () => value(type.ofType, document)).join(", ")}]`;
  if (isEnumType(type)) return chance(WRONG) ? `"${pick(type.getValues()).name}"` : pick(type.getValues()).name;
  if (isInputObjectType(type)) return object(type, document);
  return { Int: "1", Float: "1.5", Boolean: "true", ID: '"item:1"', String: '"甲"', Date: '"2025-12-31"' }[type.name] ?? "1";
}

function object(type, document) {
  const fields = Object.values(type.getFields());
  const given = type.isOneOf && !chance(WRONG * 3) ? [pick(fields)] : fields.filter((field) => required(field) || chance(25)).slice(0, 4);
  const written = given.map((field) => `${chance(WRONG) ? "nothing" : field.name}: ${value(type.isOneOf ? new GraphQLNonNull(field.type) : field.type, document)}`);
  if (written.length > 0 && chance(WRONG)) written.push(written[0]);
  return `{${written.join(", ")}}`;
}

/** A variable of the type, with a default now and then; the document declares it, unless it is to be wrong. */
function variable(type, document) {
  const name = `v${document.variables.size}`;
  document.variables.set(chance(WRONG) ? `w${name}` : name, chance(WRONG * 3) && type.endsWith("!") ? type.slice(0, -1) : type);
  return `$${name}`;
}

function ours(answer) {
  const code = answer.errors?.[0]?.extensions?.code;
  if (code === undefined || answer.data) return "valid";
  return REFUSED.includes(code) ? "invalid" : code;
}

function theirs(query) {
  try {
    return validate(schema, parse(query)).map((error) => error.message);
  } catch (error) {
    return [error.message];
  }
}

function isKnown(message) {
  const [, type] = message.match(/^Invalid value for argument .* expected type "(\w+)"/) ?? [];
  const ownScalar = isScalarType(schema.getType(type)) && !isSpecifiedScalarType(schema.getType(type));
  return ownScalar || message.includes("where exactly one field is given");
}

const counts = {};
let differences = 0;
for (let i = 0; i < Number(documents); i++) {
  const query = someDocument();
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, operationName: "Run" }) });
  const answer = await response.json();
  const verdict = ours(answer);
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  const messages = theirs(query);
  const known = verdict === "QUERY_TOO_COMPLEX" || isKnown(answer.errors?.[0]?.message ?? "");
  const agreed = known || verdict === (messages.length === 0 ? "valid" : "invalid");
  if (agreed) continue;
  differences += 1;
  if (differences <= 10) console.log(`${query}\n  server: ${verdict} ${answer.errors?.[0]?.message ?? ""}\n  graphql-js: ${messages[0] ?? "valid"}\n`);
}
console.log(`graphql-js: ${differences} differences on ${documents} documents ${JSON.stringify(counts)}`);
process.exit(differences === 0 && counts.valid > 0 && counts.invalid > 0 ? 0 : 1);
