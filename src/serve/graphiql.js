// Runs queries from a plain form, and puts GraphiQL in its place once that has been fetched. Without the mirror the form stays.
"use strict";

const mirror = "https://unpkg.com/";

// The last line of GraphiQL that comes as one file to load; the browser checks each file against its digest.
const style = ["graphiql@3.9.0/graphiql.min.css", "sha384-QMux00XgRtwRLSYIY3kw2rj1ovk5AuuliAchk+HSQbqdbGFnz9GYuqIlOqxhwCE2"];
const scripts = [
  ["react@18.3.1/umd/react.production.min.js", "sha384-DGyLxAyjq0f9SPpVevD6IgztCFlnMF6oW/XQGmfe+IsZ8TqEiDrcHkMLKI6fiB/Z"],
  ["react-dom@18.3.1/umd/react-dom.production.min.js", "sha384-gTGxhz21lVGYNMcdJOyq01Edg0jhn/c22nsx0kyqP0TxaV5WVdsSH1fSDUf5YJj1"],
  ["graphiql@3.9.0/graphiql.min.js", "sha384-8NGfVj4CVlqHajlZj+bPJT4thxPMHMJYn7DWK2CvtopLd02E7qsPHazniBYvVjOO"],
];

const first = `# Which departments handle a matter, and why? Ask as you would a person; Ctrl-Enter runs it.
{
  whoHandles(matter: "企业上市找哪个部门", first: 3) {
    measure { heading policy { title standing } }
    responsibilities { department { name } role reason { rule says facts { quote } } }
  }
}
`;

const plain = document.getElementById("plain");
const query = document.getElementById("query");
const answer = document.getElementById("answer");

async function run(request) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify(request),
  });
  return response.json();
}

function load(tag, attributes) {
  return new Promise((done, fail) => {
    const element = Object.assign(document.createElement(tag), attributes, { crossOrigin: "anonymous", onload: done, onerror: fail });
    document.head.append(element);
  });
}

async function upgrade() {
  await load("link", { rel: "stylesheet", href: mirror + style[0], integrity: style[1] });
  for (const [file, integrity] of scripts) await load("script", { src: mirror + file, integrity });
  const page = document.getElementById("page");
  ReactDOM.createRoot(page).render(React.createElement(GraphiQL, { fetcher: run, defaultQuery: query.value }));
}

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
query.value = new URLSearchParams(location.search).get("query") ?? first;
upgrade().catch(() => console.info("GraphiQL could not be fetched; the plain form runs queries."));
