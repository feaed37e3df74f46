// Observer by peer: a fault that only some see is a pattern here, and nowhere else.

import { byId, el, setClass, setText } from "./dom.js";
import { byName, countdown, plural, time } from "./format.js";
import { positionOf } from "./circuit.js";

// Peers that this node does not know have so many columns at most: who names more of them is not to fill the page.
const MOST_UNKNOWN = 50;

export class Matrix {
  constructor(root, choose) {
    this.root = root;
    this.choose = choose;
    this.shape = "";
    this.cells = new Map();
  }

  render(streams, chosen, own) {
    const names = new Set(streams.map((s) => s.said));
    for (const c of own.state?.circuits ?? []) names.add(c.peer);
    const unknown = new Set(streams.flatMap((s) => (s.state?.circuits ?? []).map((c) => c.peer)));
    const others = [...unknown].filter((peer) => !names.has(peer)).sort(byName);
    const peers = [...names, ...others.slice(0, MOST_UNKNOWN)].sort(byName);
    const more = Math.max(0, others.length - MOST_UNKNOWN);
    setText(byId("matrix-more"), more ? `${plural(more, "peer", "peers")} more that ${own.name} does not know.` : "");
    const shape = JSON.stringify([streams.map((s) => s.name), peers]);
    if (shape !== this.shape) this.build(streams, peers);
    this.shape = shape;
    for (const stream of streams) this.fill(stream, peers, stream === chosen);
  }

  build(streams, peers) {
    this.cells.clear();
    const head = el("tr", {}, el("th", { scope: "col", class: "corner" }, "observer"),
      peers.map((peer) => el("th", { scope: "col" }, peer)));
    const rows = streams.map((stream) => {
      const name = el("span", { class: "who" }, stream.name);
      const flow = el("span", { class: "flow" });
      const button = el("button", { type: "button", class: "row", onclick: () => this.choose(stream) }, name, flow);
      const cells = peers.map((peer) => {
        const word = el("span", { class: "word" });
        const more = el("span", { class: "more" });
        const cell = el("td", {}, el("span", { class: "pill" }, word, more));
        return { peer, cell, word, more };
      });
      this.cells.set(stream, { button, flow, cells });
      return el("tr", {}, el("th", { scope: "row" }, button), cells.map((c) => c.cell));
    });
    this.root.style.setProperty("--peers", peers.length);
    this.root.replaceChildren(el("table", { class: "matrix" },
      el("caption", { class: "hidden-text" }, "The circuit that each observer holds to each peer"),
      el("thead", {}, head), el("tbody", {}, rows)));
  }

  fill(stream, peers, isChosen) {
    const { button, flow, cells } = this.cells.get(stream);
    const down = stream.state && !stream.state.running;
    button.setAttribute("aria-pressed", isChosen);
    setClass(button.closest("tr"), `${isChosen ? "chosen " : ""}${stream.flow === "live" ? "" : "faded"}`);
    setText(flow, flowText(stream, down));
    setClass(flow, `flow ${down ? "down" : stream.flow}`);
    const of = new Map((stream.state?.circuits ?? []).map((c) => [c.peer, c]));
    for (const { peer, cell, word, more } of cells) {
      const circuit = of.get(peer);
      const isSelf = peer === stream.said;
      const position = circuit && positionOf(circuit);
      setText(word, position?.word ?? (isSelf ? "itself" : down ? "down" : "–"));
      setText(more, circuit ? extra(circuit, stream.age) : "");
      setClass(cell, position ? `tone-${position.tone}` : isSelf ? "self" : "tone-none");
    }
  }
}

export function flowText(stream, down) {
  if (stream.flow === "none") return "no stream";
  if (stream.flow === "wrong") return "not understood";
  if (stream.flow === "stale") return `stale ${time(Math.floor(stream.silence))}`;
  return down ? "down" : "live";
}

function extra(circuit, age) {
  if (circuit.state === "HalfOpen") return `${circuit.probesSucceeded}/${circuit.successThreshold}`;
  if (circuit.state === "Closed")
    return circuit.consecutiveFailures ? `${circuit.consecutiveFailures}/${circuit.failureThreshold}` : "";
  return circuit.changesIn === null ? "" : countdown(Math.max(0, circuit.changesIn - age));
}
