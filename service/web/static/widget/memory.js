// The conversation outlives a change of page: it is kept in the tab and forgotten with it.

const MOST_TURNS = 20;
const MOST_TOLD = 10;
const LONGEST_TOLD = 2000;

class Memory {
  constructor(key) {
    this.key = `luku-chat ${key}`;
  }

  /** What was kept: { open, turns }, with turns of { question, answer, next, verdict }. */
  read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) || "{}");
      return { open: kept.open === true, turns: Array.isArray(kept.turns) ? kept.turns.filter(isTurn) : [] };
    } catch {
      return { open: false, turns: [] };
    }
  }

  /** Keep the latest turns, fewer where the browser has no room for all. */
  write(open, turns) {
    const kept = turns.slice(-MOST_TURNS).map(({ question, answer, next, verdict }) => ({ question, answer, next, verdict }));
    for (;;) {
      try {
        sessionStorage.setItem(this.key, JSON.stringify({ open, turns: kept }));
        return;
      } catch {
        if (!kept.length) return;
        kept.shift();
      }
    }
  }
}

/** The conversation as the service is told it, so that it understands a follow-up. */
function history(turns) {
  return turns
    .filter((turn) => turn.answer)
    .slice(-MOST_TOLD)
    .map((turn) => ({ question: turn.question, answer: turn.answer.answer.slice(0, LONGEST_TOLD) }));
}

/** Of an older widget something else may be kept: only what can be shown is taken. */
function isTurn(turn) {
  const answer = turn?.answer;
  const whole = answer && ["figures", "citations", "conflicts", "suggestions"].every((name) => Array.isArray(answer[name]));
  return typeof turn?.question === "string" && (answer === undefined || (whole && typeof answer.answer === "string"));
}
