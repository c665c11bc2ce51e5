// Adding and removing reports, for those who have the editor's token. The token is kept in this tab only.

const KEY = "luku-editor";
const UPLOADS = "/api/v1/uploads";
const REPORTS = "/api/v1/reports";
const SOON = 700; // milliseconds between two looks at how far an upload is
const LATER = 3000; // the same while the service does not answer

const section = document.querySelector("[data-editor]");
const part = (name) => section.querySelector(`[data-${name}]`);
const texts = JSON.parse(section.dataset.texts);
const signIn = part("sign-in");
const add = part("add");
const token = signIn.querySelector("input");
const files = add.querySelector("input[type=file]");
const told = part("told");
const dialog = part("remove");
let asked = null; // the report that the dialog asks about, and the button that opened it

part("needs-script").hidden = true;
signIn.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fault = await open(token.value.trim());
  mark(token, part("token-fault"), fault);
  if (fault) token.focus();
  else {
    tell(texts.signed_in);
    files.focus();
  }
});
part("sign-out").addEventListener("click", () => {
  sessionStorage.removeItem(KEY);
  show(false);
  tell(texts.signed_out);
  token.focus();
});
add.addEventListener("submit", (event) => {
  event.preventDefault();
  mark(files, part("files-fault"), files.files.length ? "" : texts.choose);
  if (!files.files.length) return files.focus();
  const chosen = [...files.files];
  const more = new FormData(add);
  for (const file of chosen) send(file, more);
  add.reset();
});
begin();

async function begin() {
  const kept = sessionStorage.getItem(KEY);
  if (!kept || (await open(kept))) show(false);
}

// Shows what editors see if the token fits; gives what is wrong with it, if something is.
async function open(given) {
  let reply;
  try {
    reply = await fetch(UPLOADS, { headers: bearer(given) });
  } catch {
    return texts.error_connection;
  }
  if (!reply.ok) {
    sessionStorage.removeItem(KEY);
    return reason((await body(reply)).error);
  }
  sessionStorage.setItem(KEY, given);
  token.value = "";
  show(true);
  for (const upload of (await body(reply)).uploads)
    if (upload.state !== "done" && upload.state !== "failed") follow(line(upload.file), `${UPLOADS}/${upload.id}`);
  return "";
}

function show(open) {
  signIn.hidden = open;
  add.hidden = !open;
  offerRemovals();
}

function offerRemovals() {
  for (const place of document.querySelectorAll("[data-removal], [data-removal-head]")) place.hidden = add.hidden;
  for (const button of document.querySelectorAll("[data-remove-report]")) button.remove();
  if (!add.hidden) for (const row of document.querySelectorAll("[data-report]")) offerRemoval(row);
}

// The list as it is now, in its place; whoever stands in it stays there. One who is asked whether to remove a
// report answers first.
async function refresh() {
  const list = document.querySelector("[data-list]");
  let page;
  try {
    const reply = await fetch(location.href, { cache: "no-store" });
    if (!reply.ok) return;
    page = new DOMParser().parseFromString(await reply.text(), "text/html");
  } catch {
    return; // the list of before still holds what it held
  }
  if (dialog.open) return dialog.addEventListener("close", refresh, { once: true });
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest("[data-report]")?.dataset.report;
  list.replaceChildren(...page.querySelector("[data-list]").childNodes);
  offerRemovals();
  if (!focused) return;
  const place = row ? `[data-report="${CSS.escape(row)}"] ${focused.localName}` : focused.id && `#${CSS.escape(focused.id)}`;
  const again = place ? list.querySelector(place) : null;
  if (again && "value" in focused) again.value = focused.value;
  (again ?? document.querySelector("#editor")).focus();
}

// --- adding ---

function send(file, more) {
  const item = line(file.name);
  const form = new FormData();
  form.append("file", file);
  for (const [name, value] of more) if (typeof value === "string" && value.trim()) form.append(name, value.trim());
  const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
  request.open("POST", REPORTS);
  for (const [name, value] of Object.entries(bearer())) request.setRequestHeader(name, value);
  request.setRequestHeader("Prefer", "respond-async");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress(item, "sending", event.loaded, event.total);
  });
  request.addEventListener("load", () => {
    if (request.status === 202) follow(item, request.getResponseHeader("Location"));
    else fail(item, request.response?.error);
  });
  request.addEventListener("error", () => fail(item, { code: "connection" }));
  request.send(form);
}

async function follow(item, address) {
  for (;;) {
    let wait = SOON;
    try {
      const reply = await fetch(address, { headers: bearer() });
      const upload = await body(reply);
      if (!reply.ok) return fail(item, upload.error);
      if (upload.state === "failed") return fail(item, upload.error);
      if (upload.state === "done") return await finish(item, upload.result);
      progress(item, upload.state, upload.done, upload.total);
    } catch {
      say(item, texts.lost);
      wait = LATER;
    }
    await new Promise((resume) => setTimeout(resume, wait));
  }
}

function line(name) {
  const item = document.createElement("li");
  const title = document.createElement("h3");
  const words = document.createElement("p");
  const bar = document.createElement("progress");
  title.textContent = name;
  bar.setAttribute("aria-label", name);
  item.append(title, words, bar);
  const list = part("uploads");
  list.hidden = false;
  list.prepend(item);
  say(item, texts.waiting);
  return item;
}

function progress(item, state, done, total) {
  const bar = item.querySelector("progress");
  if (total) {
    bar.max = total;
    bar.value = done;
  } else bar.removeAttribute("value");
  const percent = total ? Math.floor((100 * done) / total) : 0;
  const key = state === "reading" && !done ? "reading_begins" : state;
  say(item, filled(texts[key], { done, total, percent }));
}

async function finish(item, result) {
  const { report, outcome } = result;
  end(item, "done", texts[outcome]);
  const link = document.createElement("a");
  link.href = section.dataset.page.replace("REPORT", encodeURIComponent(report.id));
  link.textContent = report.title;
  link.lang = report.language;
  item.querySelector("p").append(": ", link);
  tell(`${report.title}: ${texts[outcome]}`);
  if (outcome !== "unchanged") refresh();
  const reply = await fetch(section.dataset.read.replace("REPORT", encodeURIComponent(report.id)));
  if (!reply.ok) return;
  const read = document.createElement("div");
  read.innerHTML = await reply.text(); // made by our own templates, which escape what reports hold
  item.append(read);
}

function fail(item, error) {
  const words = filled(texts.failed, { reason: reason(error) });
  end(item, "failed", words);
  tell(`${item.querySelector("h3").textContent}: ${words}`);
}

function end(item, state, words) {
  item.dataset.state = state;
  item.querySelector("progress").remove();
  say(item, words);
}

function say(item, words) {
  item.querySelector("p").textContent = words;
}

// --- removing ---

function offerRemoval(row) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "l-button l-button--danger l-button--small";
  button.dataset.removeReport = "";
  button.textContent = texts.remove;
  button.setAttribute("aria-label", filled(texts.remove_named, { title: row.dataset.title }));
  button.addEventListener("click", () => ask(row, button));
  row.querySelector("[data-removal]").append(button);
}

function ask(row, button) {
  part("remove-name").textContent = row.dataset.title;
  dialog.returnValue = "no";
  asked = { row, button };
  dialog.showModal();
}

// The event comes a little after the dialog has closed: by then it may have been opened again.
dialog.addEventListener("close", () => {
  if (dialog.open || !asked) return;
  const { row, button } = asked;
  asked = null;
  if (dialog.returnValue === "yes") remove(row);
  else button.focus();
});

async function remove(row) {
  const title = row.dataset.title;
  try {
    const address = `${REPORTS}/${encodeURIComponent(row.dataset.report)}`;
    const reply = await fetch(address, { method: "DELETE", headers: bearer() });
    if (!reply.ok) {
      tell(filled(texts.not_removed, { reason: reason((await body(reply)).error) }));
      return row.querySelector("button").focus();
    }
  } catch {
    tell(filled(texts.not_removed, { reason: texts.error_connection }));
    return row.querySelector("button").focus();
  }
  row.remove();
  tell(filled(texts.removed, { title }));
  document.querySelector("#editor").focus();
  refresh();
}

// --- words ---

function tell(words) {
  told.textContent = words;
}

// Why something failed, in the page's language; what is not known there the service says in Finnish.
function reason(error) {
  return texts[`error_${error?.code}`] ?? error?.message ?? texts.error_internal_error;
}

function mark(field, place, fault) {
  place.textContent = fault;
  if (fault) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function bearer(given = sessionStorage.getItem(KEY)) {
  return { Authorization: `Bearer ${given}` };
}

async function body(reply) {
  try {
    return await reply.json();
  } catch {
    return {};
  }
}
