// Starts GraphiQL if the page could fetch it; otherwise the plain form runs queries.
"use strict";

const first = `# Write a query; Ctrl-Enter runs it.
{
  __schema { queryType { fields { name description } } }
}
`;

async function run(request) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify(request),
  });
  return answer.json();
}

const plain = document.getElementById("plain");
const query = document.getElementById("query");
const answer = document.getElementById("answer");

query.value = new URLSearchParams(location.search).get("query") ?? first;
plain.addEventListener("submit", async (event) => {
  event.preventDefault();
  answer.textContent = "…";
  try {
    answer.textContent = JSON.stringify(await run({ query: query.value }), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) plain.requestSubmit();
});

if (window.GraphiQL && window.ReactDOM) {
  const page = document.getElementById("page");
  ReactDOM.createRoot(page).render(React.createElement(GraphiQL, { fetcher: run, defaultQuery: query.value }));
}
