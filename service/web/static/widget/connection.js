// Asking the service: an answer arrives as server-sent events; a lost connection is tried again.

const WAITS = [1000, 2000, 4000, 8000, 15000];
const PATIENCE = 60000;
const BUSY = [502, 503, 504];

/** The service could not be reached, or the connection broke before the answer was there. */
class Lost extends Error {}

/** The service refused: `code` is the one of its error. */
class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The service is there, but this page may not read what it says: its origin is probably not allowed. */
class ShutOut extends Error {}

class Connection {
  #heard = false; // something of the service has been read: this page is allowed

  constructor(server) {
    this.server = server;
  }

  /** Ask once. `onAnswer` gets the answer as soon as it is there; gives the questions to ask next. */
  async ask(body, onAnswer, signal) {
    const slow = new AbortController();
    const timer = setTimeout(() => slow.abort(), PATIENCE);
    const stop = () => slow.abort();
    signal.addEventListener("abort", stop);
    let answered = false;
    try {
      const response = await this.#post("/api/v1/ask", body, "text/event-stream", slow.signal);
      for await (const [event, data] of events(response.body)) {
        if (event === "answer") {
          answered = true;
          onAnswer(data);
        }
        if (event === "error") throw new Refused(data.error.code);
        if (event === "follow_ups") return data.questions;
      }
    } catch (error) {
      if (error instanceof Refused || signal.aborted) throw error;
      if (!answered) throw new Lost();
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
    if (!answered) throw new Lost();
    return [];
  }

  /** Ask until there is an answer, a refusal, or no patience left. `onLost` gets what ends the waiting. */
  async askUntilAnswered(body, onAnswer, onLost, signal) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.ask(body, onAnswer, signal);
      } catch (error) {
        if (!(error instanceof Lost) || attempt >= WAITS.length) throw error;
        if (attempt && (await this.#shutOut())) throw new ShutOut();
      }
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, WAITS[attempt]);
        const now = () => {
          clearTimeout(timer);
          removeEventListener("online", now);
          resolve();
        };
        addEventListener("online", now, { once: true });
        signal.addEventListener("abort", () => (clearTimeout(timer), reject(new Lost())), { once: true });
        onLost(now);
      });
    }
  }

  async feedback(answerId, verdict, comment) {
    const body = { answer_id: answerId, verdict };
    if (comment) body.comment = comment;
    await this.#post("/api/v1/feedback", body, "application/json");
  }

  async examples(language, reports) {
    const query = new URLSearchParams([["language", language], ...reports.map((report) => ["report", report])]);
    const response = await fetch(`${this.server}/api/v1/examples?${query}`);
    this.#heard = true;
    return response.ok ? (await response.json()).examples.map((example) => example.question) : [];
  }

  /** The address of a page in the reader, only ever on the service itself. */
  readerUrl(path, language) {
    const url = new URL(path, `${this.server}/`);
    if (url.origin !== new URL(this.server).origin) return null;
    return `${url.href}${url.search ? "&" : "?"}lang=${language}`;
  }

  /** A browser does not tell why a page of another origin got no reply. If the service can be reached at all,
      it is the page that is not allowed. */
  async #shutOut() {
    if (this.#heard || new URL(this.server).origin === location.origin) return false;
    try {
      await fetch(`${this.server}/widget.js`, { mode: "no-cors", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  async #post(path, body, accept, signal) {
    let response;
    try {
      response = await fetch(this.server + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: accept },
        body: JSON.stringify(body),
        signal,
      });
    } catch {
      throw new Lost();
    }
    this.#heard = true;
    if (BUSY.includes(response.status)) throw new Lost();
    if (!response.ok) {
      const told = await response.json().catch(() => null);
      throw new Refused(told?.error?.code || "failed");
    }
    return response;
  }
}

/** The events of a stream as [name, data], data parsed as JSON. */
async function* events(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const lines = part.split("\n");
      const field = (name) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join("\n");
      if (field("data")) yield [field("event"), JSON.parse(field("data"))];
    }
  }
}
