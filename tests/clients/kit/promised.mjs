// The saved queries, what tables are promised of them, what each is asked with here, and the media types of the formats.
import { readFileSync } from "node:fs";
import { get } from "./check.mjs";
import { here } from "./places.mjs";

/** The columns of a query (more may follow), and variables with which it has rows. */
export const promised = JSON.parse(readFileSync(here("kit/promised.json"), "utf8"));

/** What the server lists, each with the columns that are `kept`; one of which none are must have rows when nothing is asked in particular. */
export async function queries() {
  const listed = JSON.parse((await get("/q")).text);
  return listed.map((query) => ({ ...query, kept: promised[query.name]?.columns ?? [], ask: promised[query.name]?.ask ?? {} }));
}

export const MEDIA = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  ndjson: "application/x-ndjson",
  arrow: "application/vnd.apache.arrow.file",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Variables as parameters of a URL; a list becomes a parameter for each of its values. */
export const asked = (ask) =>
  new URLSearchParams(Object.entries(ask).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString();
