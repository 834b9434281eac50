// Reads CSV.
/** The cells of a CSV as RFC 4180 has it, row by row; what is not RFC 4180 is an error. */
export function rows(text) {
  const found = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, quoted, plain, end] =
      cell.exec(text) ??
      (() => {
        throw new Error(`not CSV from character ${at} on: ${text.slice(at, at + 40)}`);
      })();
    found.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") found.push([]);
    else if (end === "") break;
  }
  return found.at(-1).length === 0 ? found.slice(0, -1) : found;
}

/** The same with each row an object of text, by the header. */
export function objects(text) {
  const [header, ...rest] = rows(text);
  return rest.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}
