// The page's own words in Chinese. English stands where it is said and is the key here, so that a word without a line is shown in English.
// What the server says (questions, variables, refusals) comes as the server says it.

const CHINESE = {
  "Support for enterprises, with the words it rests on.": "惠企政策：每一项都附原文依据。",
  "Facts {0}.": "事实版本 {0}。",
  "saved queries": "常用查询",
  schema: "接口定义",
  metrics: "运行指标",
  中文: "English",
  "Saved queries": "常用查询",
  Questions: "常用问题",
  "Query, as text": "查询语句",
  "Ctrl-Enter runs it. Typing lists what can stand here; so do Alt-↓ and Ctrl-Space.": "Ctrl+Enter 运行；输入时自动提示，也可按 Alt+↓ 或 Ctrl+空格。",
  "What can stand here": "可填内容",
  Variables: "查询条件",
  "Variables, as JSON": "变量（JSON 格式）",
  "Run ▶": "运行 ▶",
  "as a table": "表格",
  "as JSON": "JSON",
  Answer: "查询结果",
  Schema: "接口定义",
  "a type or a field": "类型或字段名",
  "several, with commas between: {0}": "可填多个，用英文逗号分隔：{0}",
  "several, with commas between": "可填多个，用英文逗号分隔",
  "all its fields": "全部字段",
  "Below is the answer to what was asked before. Run again.": "条件已改动，下面仍是上一次的结果，请重新运行。",
  "Fill in what is marked *, then run.": "请填写带 * 的条件，然后运行。",
  "No rows: nothing in the facts fits.": "没有符合条件的记录。",
  "Rows: {0}. {1} ms": "共 {0} 行，用时 {1} 毫秒",
  "Rows: {0}, of which the first {1} are shown; a file has all. {2} ms": "共 {0} 行，此处显示前 {1} 行，下载文件可得全部；用时 {2} 毫秒",
  "Refused ({0}).": "未能回答（{0}）。",
  "The server cannot be reached: {0}": "无法连接服务器：{0}",
  "The server refused this with {0} and said no more.": "服务器以 {0} 拒绝，未说明原因。",
  "The variables are not JSON: {0}": "变量不是有效的 JSON：{0}",
  "There is no saved query `{0}`; the list has those that there are.": "没有名为 `{0}` 的常用查询，请从列表中选择。",
  "The schema could not be read; introspection may be switched off.": "无法读取接口定义，服务器可能关闭了内省。",
  "{0} places": "共 {0} 处",
};

// A browser that keeps nothing for pages refuses even to be asked.
function kept() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

let chinese = (kept() ?? navigator.language).startsWith("zh");
const english = new Map();

/** A sentence in the reader's language, with values for `{0}`, `{1}`. */
export function say(sentence, ...values) {
  const said = (chinese && CHINESE[sentence]) || sentence;
  return said.replace(/\{(\d)\}/g, (_, at) => values[at]);
}

/** Puts into the reader's language what the HTML says: `data-say` names the property that holds the words. */
export function translate() {
  document.documentElement.lang = chinese ? "zh-Hans" : "en";
  for (const one of document.querySelectorAll("[data-say]")) {
    const place = one.dataset.say;
    if (!english.has(one)) english.set(one, one[place]);
    one[place] = say(english.get(one));
  }
}

/** Goes over to the other language, and stays there when the reader comes back. */
export function switchLanguage() {
  chinese = !chinese;
  try {
    localStorage.setItem("language", chinese ? "zh" : "en");
  } catch {
    // It then lasts until the page is closed.
  }
  translate();
}
