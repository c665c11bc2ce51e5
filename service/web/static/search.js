// The search page: suggestions while typing, and the answer that comes after the page.

const form = document.querySelector("form[data-suggest]");
if (form) suggestWhileTyping(form, form.querySelector("input[name=q]"));
for (const place of document.querySelectorAll("[data-late]")) fetchLate(place);

function suggestWhileTyping(form, field) {
  const told = form.querySelector("[data-told]");
  const list = document.createElement("ul");
  list.className = "s-suggestions";
  list.id = "q-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  field.after(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ])
    field.setAttribute(name, value);

  let shown = [];
  let active = -1;
  let asking = null;

  field.addEventListener("input", ask);
  field.addEventListener("keydown", steer);
  field.addEventListener("blur", close);
  // The field keeps its focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(shown[Number(option.dataset.place)]);
  });

  async function ask() {
    asking?.abort();
    const typed = field.value.trim();
    if (!typed) return close();
    const question = (asking = new AbortController());
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", typed.slice(0, 2000));
    try {
      const reply = await fetch(address, { signal: question.signal });
      if (reply.ok) show((await reply.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // without suggestions the search works as well
    }
  }

  function show(suggestions) {
    if (document.activeElement !== field) return;
    shown = suggestions;
    active = -1;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
    told.textContent = list.hidden ? form.dataset.none : form.dataset.count.replace("%", suggestions.length);
  }

  function option(suggestion, place) {
    const item = document.createElement("li");
    item.id = `q-suggestion-${place}`;
    item.dataset.place = String(place);
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = suggestion.query;
    const kind = document.createElement("span");
    kind.className = "s-suggestions__kind";
    kind.textContent = form.dataset[suggestion.kind] ?? "";
    item.append(text, " ", kind);
    return item;
  }

  function close() {
    asking?.abort();
    shown = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    told.textContent = "";
  }

  function steer(event) {
    const open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(shown[active]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      event.preventDefault();
      if (open) move(event.key === "ArrowDown" ? 1 : -1);
      else ask();
    } else if (event.key === "Tab") {
      close();
    }
  }

  // Past the last option the field itself is next, as the pattern of a combobox has it.
  function move(step) {
    active = active + step;
    if (active >= shown.length) active = -1;
    if (active < -1) active = shown.length - 1;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    const item = list.children[active];
    if (!item) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function choose(suggestion) {
    close();
    field.value = suggestion.query;
    if (!suggestion.url) return form.requestSubmit();
    const address = new URL(suggestion.url, location.href);
    const language = form.querySelector("input[name=lang]");
    if (language) address.searchParams.set("lang", language.value);
    location.assign(address);
  }
}

// What comes after the page is put where its room has been kept: nothing that can be seen moves.
async function fetchLate(place) {
  let arrived = "";
  let failed = false;
  try {
    const reply = await fetch(place.dataset.late);
    if (reply.status === 200) arrived = await reply.text();
    failed = !reply.ok;
  } catch {
    failed = true; // the page stands without it
  }
  const room = place.offsetHeight;
  const parts = new DOMParser().parseFromString(arrived, "text/html").body.childNodes;
  const none = failed ? place.dataset.failed : place.dataset.none;
  place.replaceChildren(...(arrived ? parts : none ? [noted(none)] : []));
  const card = place.querySelector("[data-heard]");
  if (card) {
    if (place.offsetHeight > room) fold(place);
    else fetchWithin(place);
  }
  const told = document.querySelector("[data-late-told]");
  if (told && place.matches(".s-late")) told.textContent = card ? card.dataset.heard : none;
}

// An answer that is longer than the room kept for it shows its figure and its source, the rest on request.
function fold(place) {
  const more = place.querySelector("[data-unfold]");
  place.classList.add("s-late--folded");
  more.hidden = false;
  more.querySelector("button").addEventListener("click", () => {
    place.classList.remove("s-late--folded");
    more.hidden = true;
    place.querySelector("#answer").focus({ preventScroll: true });
    fetchWithin(place);
  });
}

function fetchWithin(place) {
  for (const inner of place.querySelectorAll("[data-late]")) fetchLate(inner);
}

function noted(text) {
  const note = document.createElement("p");
  note.className = "s-none";
  note.textContent = text;
  return note;
}
