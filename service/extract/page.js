"use strict";
(() => {
  const about = document.getElementById("about");
  const root = document.documentElement;

  document.querySelectorAll("[data-layer]").forEach((box) => {
    const apply = () => document.body.classList.toggle("hide-" + box.dataset.layer, !box.checked);
    box.addEventListener("change", apply);
    apply();
  });

  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.classList.contains("dark")
      || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
  });
  if (!about) return;

  const twin = (node) => {
    const kind = node.id && node.id.slice(0, 2);
    const other = kind === "c-" ? "d-" : kind === "d-" ? "c-" : null;
    return other && document.getElementById(other + node.id.slice(2));
  };

  const show = (node) => {
    document.querySelectorAll(".near").forEach((old) => old.classList.remove("near"));
    const other = twin(node);
    const drawn = node.tagName === "rect" ? node : other;
    [node, other].forEach((each) => each && each.classList.add("near"));
    if (!drawn) return;
    const [first, ...rest] = drawn.querySelector("title").textContent.split("\n");
    const strong = document.createElement("strong");
    strong.textContent = first;
    about.replaceChildren(strong, document.createTextNode("\n" + rest.join("\n")));
  };

  const target = (event) => event.target.closest && event.target.closest("rect, td[id], th[id]");
  ["mouseover", "focusin"].forEach((name) => document.addEventListener(name, (event) => {
    const node = target(event);
    if (node) show(node);
  }));
  document.addEventListener("click", (event) => {
    const node = target(event);
    const other = node && twin(node);
    if (!other) return;
    other.scrollIntoView({ block: "nearest", inline: "nearest" });
    const rect = node.tagName === "rect" ? node : other;
    rect.focus({ preventScroll: true });
  });

  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    const way = step[event.key];
    if (!way || !cell.matches || !cell.matches("rect.cell")) return;
    event.preventDefault();
    const row = Number(cell.dataset.r), column = Number(cell.dataset.c);
    const away = (other) => {
      const down = Number(other.dataset.r) - row, right = Number(other.dataset.c) - column;
      const ahead = way[0] ? down * way[0] : right * way[1];
      const aside = Math.abs(way[0] ? right : down);
      return ahead > 0 ? ahead + aside * 1000 : Infinity;
    };
    let best = null, least = Infinity;
    cell.parentNode.querySelectorAll("rect.cell").forEach((other) => {
      if (other.dataset.t !== cell.dataset.t) return;
      const far = away(other);
      if (far < least) { least = far; best = other; }
    });
    if (!best) return;
    cell.tabIndex = -1;
    best.tabIndex = 0;
    best.focus();
  });
})();
