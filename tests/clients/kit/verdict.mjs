// What the server says of a document: valid, invalid, or the code under which it did not look at all.
const INVALID = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"];

export function verdict({ data, errors }) {
  const code = errors?.[0]?.extensions?.code;
  if (code === undefined || data) return "valid";
  return INVALID.includes(code) ? "invalid" : code;
}
