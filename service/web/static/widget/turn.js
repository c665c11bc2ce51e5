// One turn of the conversation: the question, what became of it, and what can be done with the answer.

class TurnView {
  /** `acts`: ask(question), say(text), save(), retry(turn), cancel(); `connection` for feedback. */
  constructor(turn, tell, view, connection, acts) {
    this.turn = turn;
    this.tell = tell;
    this.view = view;
    this.connection = connection;
    this.acts = acts;
    this.body = el("div", { className: "answer" });
    this.next = el("div", { className: "next" });
    const asked = el("h3", { className: "question" }, el("span", { className: "hidden" }, `${tell("asked")}: `), turn.question);
    this.node = el("li", { className: "turn" }, asked, this.body, this.next);
    this.show();
  }

  show() {
    const { turn, tell } = this;
    this.body.classList.toggle("waiting", !turn.answer && !turn.failure);
    if (turn.answer) this.body.replaceChildren(...this.view.show(turn.answer).filter(Boolean), this.#actions());
    else if (turn.failure) this.body.replaceChildren(this.#failure());
    else this.body.replaceChildren(el("p", { className: "searching" }, tell("searching")));
    this.showNext();
  }

  /** A lost connection: it is tried again by itself, at once on request. */
  showLost(now) {
    const retry = el("button", { type: "button", className: "quiet", on: { click: now } }, this.tell("retry"));
    const cancel = el("button", { type: "button", className: "quiet", on: { click: this.acts.cancel } }, this.tell("cancel"));
    this.body.replaceChildren(el("div", { className: "notice" }, el("p", {}, this.tell("lost")), el("p", { className: "row" }, retry, cancel)));
  }

  /** Questions to ask next; only the last turn has them. */
  showNext() {
    const next = this.turn.next || [];
    this.next.replaceChildren(...(next.length ? [questionList(this.tell("next"), next, this.acts.ask)] : []));
  }

  /** Why there is no answer, in words. */
  why() {
    return this.tell(this.turn.failure, { origin: location.origin });
  }

  #failure() {
    const retry = el("button", { type: "button", className: "quiet", on: { click: () => this.acts.retry(this.turn) } }, this.tell("retry"));
    return el("div", { className: "notice" }, el("p", {}, this.why()), el("p", { className: "row" }, retry));
  }

  #actions() {
    const copy = el("button", { type: "button", className: "quiet", on: { click: () => this.#copy() } }, icon("copy"), this.tell("copy"));
    this.verdicts = ["right", "wrong"].map((verdict) =>
      el(
        "button",
        { type: "button", className: "quiet", "aria-pressed": String(this.turn.verdict === verdict), on: { click: () => this.#judge(verdict) } },
        this.tell(verdict),
      ),
    );
    this.told = el("p", { className: "told" });
    this.comment = el("div", {});
    const group = el("div", { className: "row", role: "group", "aria-label": this.tell("verdict") }, el("span", { "aria-hidden": "true" }, this.tell("verdict")), this.verdicts);
    return el("div", { className: "actions" }, el("div", { className: "row" }, copy), group, this.comment, this.told);
  }

  #tellAside(key) {
    this.told.textContent = this.tell(key);
    this.acts.say(this.tell(key));
  }

  async #copy() {
    this.#tellAside((await copyText(this.view.copied(this.turn.answer), this.node)) ? "copied" : "not_copied");
  }

  async #judge(verdict, comment = "") {
    try {
      await this.connection.feedback(this.turn.answer.id, verdict, comment);
    } catch {
      this.#tellAside("not_given");
      return;
    }
    this.turn.verdict = verdict;
    this.acts.save();
    this.verdicts.forEach((button, place) => button.setAttribute("aria-pressed", String(["right", "wrong"][place] === verdict)));
    this.comment.replaceChildren(...(verdict === "wrong" && !comment ? [this.#commentForm()] : []));
    this.#tellAside("thanks");
    if (comment) this.verdicts[1].focus();
  }

  #commentForm() {
    const field = el("textarea", { rows: "2", maxlength: "2000" });
    const send = (event) => {
      event.preventDefault();
      if (field.value.trim()) this.#judge("wrong", field.value.trim());
    };
    return el(
      "form",
      { className: "comment", on: { submit: send } },
      el("label", {}, this.tell("comment"), field),
      el("button", { type: "submit", className: "quiet" }, this.tell("comment_send")),
    );
  }
}

/** Questions as buttons that ask them. */
function questionList(heading, questions, ask) {
  const buttons = questions.map((question) =>
    el("li", {}, el("button", { type: "button", className: "proposal", on: { click: () => ask(question) } }, question)),
  );
  return el("div", { className: "proposals" }, el("p", {}, heading), el("ul", { role: "list" }, buttons));
}

/** Pages without https have no clipboard of their own: there the old way is used. */
async function copyText(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { className: "hidden", "aria-hidden": "true", tabindex: "-1" });
    const focused = near.getRootNode().activeElement;
    field.value = text;
    near.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return copied;
  }
}
