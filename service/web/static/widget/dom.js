// Building elements. Whatever comes from outside is put in as text, never as HTML.

/** An element with properties and children; children that are null, false or "" are left out. */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name in made && name !== "list" && typeof value !== "string") made[name] = value;
    else made.setAttribute(name === "className" ? "class" : name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

const SHAPES = {
  speak: "M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 4v-4h-1A1.5 1.5 0 0 1 4 14.5z",
  close: "M6 6l12 12M18 6L6 18",
  again: "M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4",
  good: "M5 12.5l4.5 4.5L19 7.5",
  bad: "M12 7v6M12 16.5v.5M12 3.5l9.5 17h-19z",
  sum: "M17 6H7l6 6-6 6h10",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
};

/** A small picture of lines; what it means stands beside it in words. */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A text in one language with its values filled in: tell("page", { page: 13 }). */
function teller(language) {
  const texts = TEXTS[language] || TEXTS.fi;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** White space of a printed text as single spaces. */
function squeezed(text) {
  return (text || "").replace(/\s+/g, " ").trim();
}

/** A text as it is shown: no line ends within a number or before its unit. */
function unbroken(text) {
  return text.replace(/(\d) (?=\d{3}(?!\d))/g, "$1\u00a0").replace(/(\d) (?=[€%])/g, "$1\u00a0");
}
