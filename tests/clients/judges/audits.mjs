// GraphQL over HTTP: every audit of graphql-http is ok.
import { serverAudits } from "graphql-http";
import { check, finish, url } from "../kit/check.mjs";

/** How many audits there are; fewer would mean that they were not all run. */
const AUDITS = 61;

const results = [];
for (const audit of serverAudits({ url, fetchFn: fetch })) results.push(await audit.fn());
const bad = results.filter(({ status }) => status !== "ok").map(({ status, id, name, reason }) => `${status} ${id} ${name}: ${reason}`);
check(`${AUDITS} audits of graphql-http`, [...bad, results.length === AUDITS ? "" : `there are ${results.length} of them`]);
finish("audits");
