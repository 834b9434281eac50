// What a page of Relay asks: a list that is fetched page by page under one key, and a thing that is fetched anew by its id.
import { graphql } from "relay-runtime";

export const page = graphql`
  query measuresPageQuery($jurisdiction: ID, $policy: ID!) {
    ...measures_list @arguments(jurisdiction: $jurisdiction)
    node(id: $policy) {
      ...measures_policy @alias
    }
  }
`;

export const list = graphql`
  fragment measures_list on Query
  @refetchable(queryName: "measuresListPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }, jurisdiction: { type: "ID" }) {
    measures(first: $first, after: $after, filter: { jurisdiction: $jurisdiction }) @connection(key: "measures_list_measures") {
      edges {
        node {
          id
          heading
          responsibilities(role: LEAD) {
            department {
              name
            }
          }
        }
      }
    }
  }
`;

export const policy = graphql`
  fragment measures_policy on Policy
  @refetchable(queryName: "measuresPolicyRefetchQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    title
    measures(first: $first, after: $after) @connection(key: "measures_policy_measures") {
      edges {
        node {
          ref
          chain {
            steps {
              node {
                id
                ... on Department {
                  name
                }
              }
            }
          }
        }
      }
    }
  }
`;
