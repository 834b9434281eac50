// The saved queries that tables are promised of, what each is asked with here, and the media types of the formats.
import { readFileSync } from "node:fs";

/** The columns of each query (more may follow), and variables with which it has rows. */
export const promised = JSON.parse(readFileSync(new URL("promised.json", import.meta.url), "utf8"));

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
