// How graphql-eslint judges schema.graphql: all that it recommends, and what Relay asks.
// Left out on purpose: the order of the alphabet (columns are read in an order that means something), and roots that may be null (they are where they can fail).
import { join } from "node:path";
import graphql from "@graphql-eslint/eslint-plugin";
import { root } from "../../kit/places.mjs";

const rules = { ...graphql.configs["flat/schema-recommended"].rules, ...graphql.configs["flat/schema-relay"].rules };

export default [
  {
    files: ["schema.graphql"],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: join(root, "schema.graphql") } } },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...rules,
      "@graphql-eslint/require-description": [
        "error",
        { types: true, rootField: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      // Most types are values (a sum, a quote, a step of a proof) and have no id; that those with one are all a Node, schema.mjs checks.
      "@graphql-eslint/strict-id-in-types": "off",
      // `nodes: [T!]!` stands beside `edges`: tools flatten it in one step. What has no id of its own is listed too.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false, withEdgeSuffix: true }],
    },
  },
];
