// The first line: may the protocol go on?

import { el, setClass, setText } from "./dom.js";
import { plural } from "./format.js";
import { isReached } from "./circuit.js";

export class QuorumLine {
  constructor(root) {
    this.verdict = el("p", { class: "verdict", role: "status", "aria-live": "polite" });
    this.sentence = el("p", { class: "sentence" });
    this.detail = el("p", { class: "note" });
    this.bar = el("div", { class: "bar", "aria-hidden": "true" });
    root.append(
      el("div", { class: "quorum-words" }, el("div", { class: "first" }, this.verdict, this.sentence), this.detail),
      this.bar);
  }

  render(stream) {
    const reading = read(stream);
    setText(this.verdict, reading.verdict);
    setClass(this.verdict, `verdict tone-${reading.tone}`);
    setText(this.sentence, reading.sentence);
    setText(this.detail, reading.detail);
    this.draw(stream);
  }

  // One block a member, as wide as it weighs; the mark stands where a quorum is full.
  draw(stream) {
    const { quorum, circuits } = stream?.state ?? {};
    const key = JSON.stringify([quorum, circuits?.map((c) => [c.peer, c.weight, c.state, c.suspected])]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.bar.replaceChildren();
    if (!quorum) return;
    const members = circuits.filter((c) => c.weight > 0);
    const own = quorum.total - members.reduce((sum, c) => sum + c.weight, 0);
    const reached = members.filter(isReached);
    const others = members.filter((c) => !isReached(c));
    const block = (weight, tone) => {
      const node = el("span", { class: `block tone-${tone}` });
      node.style.flexGrow = weight;
      return node;
    };
    const mark = el("i", { class: "mark" });
    mark.style.left = `${(100 * quorum.quorum) / quorum.total}%`;
    this.bar.append(
      block(own, "self"),
      ...reached.map((c) => block(c.weight, "closed")),
      ...others.map((c) => block(c.weight, c.state === "Closed" ? "suspected" : c.state === "Open" ? "open" : "half")),
      mark,
      el("span", { class: "mark-word" }, `quorum ${quorum.quorum}`));
    this.bar.lastChild.style.left = mark.style.left;
  }
}

const notUnderstood = {
  verdict: "Not understood",
  tone: "open",
  sentence: "This node says what no node says.",
  detail: "Is it of another version than this page?",
};

function read(stream) {
  if (stream?.flow === "wrong" && !stream.state) return notUnderstood;
  if (!stream?.state) return { verdict: "Connecting", tone: "idle", sentence: "Waiting for the stream.", detail: "" };
  const { state } = stream;
  const stale = stream.flow !== "live";
  const open = state.circuits.filter((c) => c.state === "Open").length;
  const half = state.circuits.filter((c) => c.state === "HalfOpen").length;
  const opened = plural(open, "circuit open", "circuits open") + (half ? `, ${half} half-open` : "");
  if (!state.running) return { verdict: "Down", tone: "open", sentence: `${state.node} is down.`, detail: "" };
  const q = state.quorum;
  if (!q) return loose(state, opened, stale);
  const sentence = `${q.reached} of ${q.total} reachable, tolerates ${q.faulty}, ${opened}, margin ${q.margin}`;
  const detail = `${viewOf(state)} · quorum ${q.quorum} · epoch ${q.epoch} · `
    + `${q.refusals} refused to open · ${q.evictions} gave way`;
  return { ...verdict(q, stale), sentence, detail };
}

const viewOf = (state) => `as ${state.node} sees it${state.instance ? ` · instance ${state.instance}` : ""}`;

function loose(state, opened, stale) {
  const reached = state.circuits.filter(isReached).length;
  return {
    verdict: stale ? "Stale" : reached === state.circuits.length ? "All reachable" : "Some cut off",
    tone: stale ? "idle" : reached === state.circuits.length ? "closed" : "half",
    sentence: `${reached} of ${plural(state.circuits.length, "peer", "peers")} reachable, ${opened}`,
    detail: `${viewOf(state)} · no membership is declared, so nothing bounds what is cut off`,
  };
}

function verdict(q, stale) {
  if (stale) return { verdict: "Stale", tone: "idle" };
  if (q.localIsolation) return { verdict: "Cut off itself", tone: "open" };
  if (q.reached < q.quorum) return { verdict: "No quorum", tone: "open" };
  if (q.margin < 0) return { verdict: "Over budget", tone: "open" };
  if (q.reached - q.quorum < 1 || q.margin === 0) return { verdict: "At the limit", tone: "half" };
  return q.reached < q.total ? { verdict: "Degraded", tone: "half" } : { verdict: "Healthy", tone: "closed" };
}
