// <luku-chat>: the launcher and its window, or a part of the page with mode="inline".

const HOME = document.currentScript?.src ? new URL(document.currentScript.src).origin : location.origin;
const SMALL = "(max-width: 30rem)";
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLE);

class LukuChat extends HTMLElement {
  static observedAttributes = ["server", "lang", "heading", "reports", "mode", "accent"];
  #root = this.attachShadow({ mode: "open" });
  #built = false;
  #asking = null;
  #stream = null;

  connectedCallback() {
    this.#root.adoptedStyleSheets = [SHEET];
    this.#build();
  }

  disconnectedCallback() {
    this.#built = false;
    this.#stream?.abort();
  }

  attributeChangedCallback() {
    if (this.#built) this.#build();
  }

  /** Open the window, as its button does. */
  open() {
    this.#show(true);
  }

  close() {
    this.#show(false);
  }

  /** Ask a question as if it had been typed. */
  ask(question) {
    this.#ask(question);
  }

  get inline() {
    return this.getAttribute("mode") === "inline";
  }

  #build() {
    this.#built = true;
    this.#stream?.abort();
    this.#asking = null;
    const asked = (this.lang || this.closest("[lang]")?.lang || document.documentElement.lang || "fi").slice(0, 2).toLowerCase();
    this.language = asked in TEXTS ? asked : "fi";
    this.tell = teller(this.language);
    const server = new URL(this.getAttribute("server") || HOME, location.href);
    this.connection = new Connection(server.href.replace(/\/+$/, ""));
    this.reports = (this.getAttribute("reports") || "").split(/[\s,]+/).filter(Boolean);
    if (this.hasAttribute("accent")) this.style.setProperty("--luku-accent", this.getAttribute("accent"));
    const elsewhere = server.origin !== location.origin;
    this.view = new AnswerView(this.tell, this.language, (cited) => this.connection.readerUrl(cited.url, this.language), elsewhere);
    this.memory = new Memory([server.origin, ...this.reports].join(" "));
    const kept = this.memory.read();
    this.turns = kept.turns;
    this.opened = kept.open;
    this.#frame();
    this.turns.forEach((turn) => this.#add(turn));
    this.#settle();
    const small = matchMedia(SMALL).matches;
    if (this.inline) this.#begin();
    else if (this.opened && !small) this.#show(true, false);
    const last = this.turns.at(-1);
    if (last && !last.answer) this.#send(last);
  }

  #frame() {
    const { tell } = this;
    const heading = this.getAttribute("heading") || tell("heading");
    this.said = el("p", { className: "hidden", role: "status" });
    this.start = el("div", { className: "start" });
    this.list = el("ol", { className: "turns", role: "list" });
    this.log = el("div", { className: "log", role: "region", "aria-label": tell("conversation"), tabindex: "0" }, this.start, this.list);
    this.field = el("textarea", { id: "question", rows: "1", maxlength: "2000", enterkeyhint: "send", autocomplete: "off", on: { keydown: (event) => this.#key(event), input: () => this.#grow() } });
    this.clear = el("button", { type: "button", className: "tool", on: { click: () => this.#forget() } }, icon("again"), el("span", {}, tell("clear")));
    const close = el("button", { type: "button", className: "tool", on: { click: () => this.close() } }, icon("close"), el("span", {}, tell("close")));
    const title = el("h2", { id: "heading" }, heading);
    const form = el(
      "form",
      { on: { submit: (event) => (event.preventDefault(), this.#ask(this.field.value)) } },
      el("label", { for: "question" }, tell("label")),
      el("div", { className: "field" }, this.field, el("button", { type: "submit", className: "send" }, tell("send"))),
      el("p", { className: "privacy" }, tell("privacy")),
    );
    const parts = [el("div", { className: "top" }, title, el("div", { className: "tools" }, this.clear, !this.inline && close)), this.log, form, this.said];
    if (this.inline) {
      this.window = el("section", { className: "window", "aria-labelledby": "heading" }, parts);
      this.#root.replaceChildren(this.window);
      return;
    }
    this.window = el("dialog", { className: "window", "aria-labelledby": "heading", on: { close: () => this.#closed(), keydown: (event) => this.#escape(event) } }, parts);
    this.launcher = el("button", { type: "button", className: "launcher", "aria-haspopup": "dialog", on: { click: () => this.open() } });
    this.#root.replaceChildren(this.launcher, this.window);
  }

  /** On a small screen the window covers the page, which then cannot be reached behind it. */
  #show(open, byPerson = true) {
    if (this.inline || open === this.window.open) return;
    if (!open) {
      this.window.close();
      return;
    }
    this.opened = true;
    this.#begin();
    if (matchMedia(SMALL).matches) this.window.showModal();
    else this.window.setAttribute("open", "");
    this.launcher.hidden = true;
    this.#bottom();
    this.#grow();
    if (byPerson) this.field.focus();
    this.#save();
  }

  #closed() {
    this.opened = false;
    this.launcher.hidden = false;
    this.#settle();
    this.launcher.focus();
    this.#save();
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.close();
  }

  /** What stands there before anything is asked; the examples come from the library itself. */
  async #begin() {
    if (this.start.childElementCount) return;
    const { tell, connection } = this;
    const examples = el("div", { className: "examples" });
    this.start.replaceChildren(el("p", {}, tell("intro")), examples);
    const found = await connection.examples(this.language, this.reports).catch(() => []);
    if (found.length) examples.replaceChildren(questionList(tell("examples"), found, (question) => this.#ask(question)));
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#ask(this.field.value);
  }

  #grow() {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight + 2, 160)}px`);
  }

  #ask(text) {
    const question = text.trim();
    if (!question) {
      this.#say(this.tell("empty"));
      this.field.focus();
      return;
    }
    if (this.#asking) {
      this.#say(this.tell("searching"));
      return;
    }
    const turn = { question };
    this.turns.push(turn);
    this.field.value = "";
    this.#grow();
    this.#add(turn);
    this.#settle();
    this.field.focus({ preventScroll: true });
    this.#send(turn);
  }

  async #send(turn) {
    const asking = new AbortController();
    const shown = this.shown;
    this.#stream?.abort(); // what might be asked next of the answer before is of no use any more
    this.#stream = this.#asking = asking;
    delete turn.failure;
    shown.show();
    this.#save();
    this.#scrollTo(shown.node);
    const before = this.turns.slice(0, this.turns.indexOf(turn));
    const body = { question: turn.question, history: history(before), language: "auto" };
    if (this.reports.length) body.filters = { reports: this.reports };
    let lost = false;
    const onLost = (now) => {
      shown.showLost(now);
      if (!lost) this.#say(this.tell("lost"));
      lost = true;
    };
    const onAnswer = (answer) => {
      turn.answer = answer;
      shown.show();
      this.#scrollTo(shown.node);
      this.#say(this.view.spoken(answer));
      this.#asking = null;
      this.#save();
      this.dispatchEvent(new CustomEvent("luku-answer", { detail: answer, bubbles: true, composed: true }));
    };
    try {
      turn.next = await this.connection.askUntilAnswered(body, onAnswer, onLost, asking.signal);
    } catch (error) {
      if (!this.#built || this.shown !== shown || turn.answer) return;
      const known = error instanceof Refused && error.code in TEXTS.fi ? error.code : "failed";
      turn.failure = asking.signal.aborted ? "cancelled" : error instanceof Refused ? known : error instanceof ShutOut ? "not_allowed" : "gave_up";
      shown.show();
      this.#say(shown.why());
    }
    if (this.#asking === asking) this.#asking = null;
    if (this.shown !== shown || this.turns.at(-1) !== turn) return;
    shown.showNext();
    this.#save();
  }

  #add(turn) {
    const acts = {
      ask: (question) => this.#ask(question),
      say: (text) => this.#say(text),
      save: () => this.#save(),
      retry: (failed) => failed === this.turns.at(-1) && !this.#asking && (this.field.focus(), this.#send(failed)),
      cancel: () => (this.#asking?.abort(), this.field.focus()),
    };
    const before = this.shown;
    if (before && this.list.contains(before.node)) {
      delete before.turn.next;
      before.showNext();
    }
    this.shown = new TurnView(turn, this.tell, this.view, this.connection, acts);
    this.list.append(this.shown.node);
  }

  /** What depends on whether there is a conversation. */
  #settle() {
    const begun = this.turns.length > 0;
    this.start.hidden = begun;
    this.clear.hidden = !begun;
    this.launcher?.replaceChildren(icon("speak"), el("span", {}, this.tell(begun ? "go_on" : "open")));
  }

  #forget() {
    this.#stream?.abort();
    this.#asking = null;
    this.turns = [];
    this.shown = null;
    this.list.replaceChildren();
    this.#settle();
    this.#begin();
    this.#save();
    this.#say(this.tell("cleared"));
    this.field.focus();
  }

  /** The one place that is read aloud; the same words again are told as new. */
  #say(text) {
    this.said.textContent = this.said.textContent === text ? `${text}\u00a0` : text;
  }

  #save() {
    this.memory.write(this.opened, this.turns);
  }

  #scrollTo(node) {
    this.log.scrollTop = node.offsetTop - this.log.offsetTop - 8;
  }

  #bottom() {
    if (this.shown && this.turns.length) this.#scrollTo(this.shown.node);
  }
}

if (!customElements.get("luku-chat")) customElements.define("luku-chat", LukuChat);
