// Tables as files: HEAD, exact lengths, ranges, entity tags, dates and media types, as polars, DuckDB, Excel and caches need them. The same URL gives the same bytes.
import { base, check, differs, finish, get } from "../kit/check.mjs";
import { MEDIA, asked, queries } from "../kit/promised.mjs";

for (const { name, ask } of await queries()) {
  const path = (ending) => `/q/${name}.${ending}?${asked(ask)}`;
  for (const [ending, media] of Object.entries(MEDIA)) {
    const [whole, again, head] = [await get(path(ending)), await get(path(ending)), await get(path(ending), {}, "HEAD")];
    const length = whole.bytes.length;
    const cut = Math.floor(length / 3);
    const parts = [await get(path(ending), { range: `bytes=0-${cut - 1}` }), await get(path(ending), { range: `bytes=${cut}-` })];
    const [last, beyond] = [await get(path(ending), { range: "bytes=-7" }), await get(path(ending), { range: `bytes=${length}-` })];
    const etag = whole.header("etag");
    const [known, dated, other] = [
      await get(path(ending), { "if-none-match": etag }),
      await get(path(ending), { "if-modified-since": whole.header("last-modified") }),
      await get(path(ending), { "if-none-match": '"other"' }),
    ];
    const renewed = await get(path(ending), { range: "bytes=0-9", "if-range": '"other"' });
    check(
      `${name}.${ending}`,
      [
        whole.status !== 200 && `GET is answered with ${whole.status}`,
        differs(whole.header("content-type"), media, "the type is"),
        !whole.bytes.equals(again.bytes) && "two answers differ",
        head.bytes.length > 0 && "HEAD has a body",
        ...["content-length", "content-type", "etag", "last-modified", "accept-ranges"].map((name) =>
          differs(head.header(name), whole.header(name), `HEAD's ${name} is`),
        ),
        differs(whole.header("content-length"), String(length), "the length is"),
        !Buffer.concat(parts.map(({ bytes }) => bytes)).equals(whole.bytes) && "two ranges do not make the whole",
        differs(
          parts.map(({ status }) => status),
          [206, 206],
          "ranges are answered with",
        ),
        differs(parts[1].header("content-range"), `bytes ${cut}-${length - 1}/${length}`, "the range is"),
        !last.bytes.equals(whole.bytes.subarray(-7)) && "the last seven bytes are others",
        (beyond.status !== 416 || beyond.header("content-range") !== `bytes */${length}`) &&
          `a range beyond the end: ${beyond.status} ${beyond.header("content-range")}`,
        differs([known.status, dated.status, other.status], [304, 304, 200], "known, unchanged, other:"),
        known.bytes.length > 0 && "304 has a body",
        (renewed.status !== 200 || renewed.bytes.length !== length) && "a range of a file that is no more is not the whole",
        whole.header("content-encoding") && "it is packed though nobody asked",
      ],
      `${length} bytes`,
    );
  }
}

const plain = await get("/q/targets.csv");
const packed = await fetch(`${base}/q/targets.csv`, { headers: { "accept-encoding": "gzip" } });
check("packed or not, the same", (await packed.text()) === plain.text ? "" : "not the same", packed.headers.get("content-encoding") ?? "not packed");
const packedPart = await get("/q/targets.csv", { "accept-encoding": "gzip", range: "bytes=0-9" });
check(
  "a part is never packed",
  packedPart.header("content-encoding") || packedPart.bytes.length !== 10
    ? `${packedPart.header("content-encoding")}, ${packedPart.bytes.length} bytes`
    : "",
);

for (const [accept, type] of [
  [undefined, "application/json"],
  ["*/*", "application/json"],
  ["application/json;q=0.9,text/plain", "application/json"],
  ["text/csv", MEDIA.csv],
  ["text/csv; charset=utf-8", MEDIA.csv],
  ["application/json;q=0.5, text/csv", MEDIA.csv],
  [MEDIA.parquet, MEDIA.parquet],
]) {
  const answer = await get("/q/targets", accept ? { accept } : {});
  check(`/q/targets for Accept: ${accept ?? "nothing"}`, [
    differs(answer.header("content-type"), type, "the type is"),
    !/accept/i.test(answer.header("vary") ?? "") && "Vary doesn't name Accept",
  ]);
}

finish("files");
