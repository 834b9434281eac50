// What every part of the page does: find an element by its id, make one, ask whether all stands in one column (as page.css has it).

export const by = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

export const isNarrow = () => matchMedia("(max-width: 70rem)").matches;
