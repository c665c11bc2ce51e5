// An answer as it is shown: the figure set large, what stands behind it, the quote and its page.

const SHOWN_SOURCES = 1;
const LONGEST_NAME = 90;

/** Shows answers in one language; `link` makes the address of a citation's page. */
class AnswerView {
  constructor(tell, language, link, newTab) {
    this.tell = tell;
    this.language = language;
    this.link = link;
    this.newTab = newTab;
  }

  /** All of an answer but its buttons. */
  show(answer) {
    if (answer.status === "not_found") return this.#notFound(answer);
    const figures = headFigures(answer);
    const shown = [this.#marks(answer), figures.map((figure) => this.#figure(figure, answer))];
    if (!answer.trust?.contradiction) shown.reverse();
    return [
      ...shown,
      saysMore(answer, figures) && this.#text(answer),
      this.#sources(answer, figures),
    ].flat();
  }

  /** What is read aloud when an answer arrives: the figure, what it is, its page. */
  spoken(answer) {
    if (answer.status === "not_found") return this.tell("not_found");
    const figures = headFigures(answer);
    const source = answer.citations[0];
    const said = figures.length
      ? figures.map((figure) => [numberOf(figure), ...namesOf(figure)].join(", ")).join("; ")
      : squeezed(answer.answer.replace(/\[\d+\]/g, "").replace(/•/g, ""));
    const marks = marksOf(answer).filter((mark) => mark.kind !== "good").map((mark) => this.tell(mark.text));
    return [said, ...marks, source && this.tell("page", source)].filter(Boolean).join(". ");
  }

  /** The answer as text for another document, with where it stands. */
  copied(answer) {
    const lines = [squeezed(answer.answer.replace(/\s*\[\d+\]/g, "").replace(/\n/g, " "))];
    for (const cited of answer.citations.slice(0, 3)) {
      lines.push("", `${this.tell("source")}: ${cited.title}, ${this.tell("page", cited).toLowerCase()}`);
      lines.push(`”${squeezed(cited.quote)}”`, this.link(cited) || "");
    }
    return lines.join("\n").trim();
  }

  #notFound(answer) {
    const advice = answer.answer.split(/[”“]\.\s*/).at(-1);
    return [
      el("p", { className: "none" }, this.tell("not_found")),
      advice && advice !== answer.answer && el("p", { lang: answer.language }, advice),
      answer.suggestions.length > 0 &&
        el("div", { className: "near" }, el("p", {}, this.tell("near")), el("ul", { lang: "fi" }, answer.suggestions.map((near) => el("li", {}, near)))),
    ];
  }

  #figure(figure, answer) {
    const counted = /^\d/.test(figure.printed_unit || "");
    const unit = squeezed(figure.printed_unit);
    const cited = answer.citations.find((citation) => citation.id === figure.citation);
    return el(
      "div",
      { className: "figure" },
      el(
        "p",
        { className: "number" },
        el("span", { className: "raw" }, figure.raw),
        unit && !counted && el("span", { className: "unit", lang: "fi" }, `\u00a0${unit}`),
      ),
      counted && el("p", { className: "counted" }, this.tell("unit", { unit })),
      el("p", { className: "what", lang: "fi" }, namesOf(figure).map((name, place) => el("span", { className: place ? "" : "metric" }, name))),
      figure.derivation && this.#computed(figure.derivation, answer),
      answer.trust?.contradiction && cited && el("p", {}, this.#pageLink(cited)),
    );
  }

  #computed(derivation, answer) {
    const operands = derivation.operands.map((operand) => {
      const cited = answer.citations.find((citation) => citation.id === operand.citation);
      const names = namesOf(operand).join(", ");
      return el("li", {}, el("span", { lang: "fi" }, `${unbroken(numberOf(operand))} – ${names} `), cited && this.#pageLink(cited));
    });
    return el("div", { className: "computed" }, el("p", {}, this.tell("computed")), el("ul", {}, operands));
  }

  #marks(answer) {
    const marks = marksOf(answer);
    if (!marks.length) return null;
    const shown = marks.map((mark) => el("li", { className: `mark ${mark.kind}` }, icon(mark.icon), this.tell(mark.text)));
    return el("ul", { className: "marks", role: "list", "aria-label": this.tell("marks") }, shown);
  }

  /** The answer in words; [1] leads to the page of source 1, lines that begin with a bullet are a list. */
  #text(answer) {
    const shown = [];
    for (const line of answer.answer.split("\n").filter((one) => one.trim())) {
      if (!line.startsWith("• ")) {
        shown.push(el("p", {}, this.#cited(line, answer)));
        continue;
      }
      if (shown.at(-1)?.localName !== "ul") shown.push(el("ul", {}));
      shown.at(-1).append(el("li", {}, this.#cited(line.slice(2), answer)));
    }
    return el("div", { className: "text", lang: answer.language }, shown);
  }

  #cited(text, answer) {
    return text.split(/(\[\d+\])/).map((piece) => {
      const number = /^\[(\d+)\]$/.exec(piece);
      const cited = number && answer.citations.find((citation) => citation.id === Number(number[1]));
      const href = cited && this.link(cited);
      if (!href) return unbroken(piece);
      const label = this.tell("source_numbered", { number: cited.id, title: cited.title, page: cited.page });
      return el("a", { className: "reference", href, "aria-label": label, ...this.#target() }, piece);
    });
  }

  /** The first source in full, the others folded. */
  #sources(answer, figures) {
    const first = figures[0]?.citation ?? answer.citations[0]?.id;
    const sorted = [...answer.citations].sort((a, b) => (b.id === first) - (a.id === first) || a.id - b.id);
    const shown = sorted.map((cited) => this.#source(cited, answer.citations.length > 1));
    const folded = shown.slice(SHOWN_SOURCES);
    return [
      ...shown.slice(0, SHOWN_SOURCES),
      folded.length > 0 &&
        el("details", { className: "sources" }, el("summary", {}, this.tell("more_sources", { count: folded.length })), folded),
    ];
  }

  #source(cited, numbered) {
    return el(
      "figure",
      { className: "source" },
      el("blockquote", { lang: "fi" }, unbroken(squeezed(cited.quote))),
      el(
        "figcaption",
        {},
        numbered && el("span", { className: "count" }, `[${cited.id}] `),
        this.#pageLink(cited),
        el("span", { className: "title", lang: "fi", "aria-hidden": this.link(cited) ? "true" : null }, cited.title),
      ),
    );
  }

  #pageLink(cited) {
    const page = this.tell("page", cited);
    const href = this.link(cited);
    if (!href) return page;
    const name = `${page}, ${cited.title}${this.newTab ? ` (${this.tell("new_tab")})` : ""}`;
    return el("a", { className: "page", href, "aria-label": name, ...this.#target() }, page);
  }

  #target() {
    return this.newTab ? { target: "_blank", rel: "noopener" } : {};
  }
}

/** The figures to set large: the answer's own, of a contradiction both; none where figures only stand in a text. */
function headFigures(answer) {
  const [first] = answer.figures;
  const line = answer.answer.split("\n").find((one) => one.trim()) || "";
  if (!first || line.startsWith("•") || !(line.includes(first.raw) || answer.trust?.contradiction)) return [];
  if (!answer.trust?.contradiction) return [first];
  const other = answer.figures.find((figure) => figure.value !== first.value);
  return other ? [first, other] : [first];
}

/** Does the text tell anything beside the figure that is set large? */
function saysMore(answer, figures) {
  if (!figures.length) return true;
  const plain = squeezed(answer.answer.replace(/\[\d+\]/g, ""));
  const end = plain.slice(plain.indexOf(figures[0].raw) + figures[0].raw.length);
  const unit = squeezed(figures[0].printed_unit);
  const tail = end.replace(unit, "").replace(/[\s.()]/g, "");
  return answer.figures.length > 1 || plain.includes("”") || /\d/.test(tail) || tail.length > 12;
}

function numberOf(figure) {
  const unit = squeezed(figure.printed_unit);
  return /^\d/.test(unit) ? `${figure.raw} (${unit})` : `${figure.raw} ${unit}`.trim();
}

/** What a figure is: metric, whose, column and period, none of them said twice. */
function namesOf(figure) {
  const column = squeezed(squeezed(figure.column).replace(squeezed(figure.printed_unit) || "\0", ""));
  const metric = squeezed(figure.metric);
  const names = metric.length <= LONGEST_NAME ? [metric] : [];
  for (const name of [column, figure.period, figure.entity].map(squeezed)) {
    if (name && !names.some((known) => known.toLowerCase().includes(name.toLowerCase()))) names.push(name);
  }
  return names;
}

function marksOf(answer) {
  const trust = answer.trust || {};
  return [
    trust.contradiction && { kind: "bad", icon: "bad", text: "mark_contradiction" },
    trust.ocr && { kind: "warn", icon: "bad", text: "mark_ocr" },
    trust.sums_checked === false && { kind: "warn", icon: "bad", text: "mark_sums_wrong" },
    trust.text_and_table && { kind: "good", icon: "good", text: "mark_text_and_table" },
    trust.sums_checked && { kind: "good", icon: "good", text: "mark_sums" },
    answer.figures[0]?.derivation && { kind: "plain", icon: "sum", text: "mark_computed" },
  ].filter(Boolean);
}
