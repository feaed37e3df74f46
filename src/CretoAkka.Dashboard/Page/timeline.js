// What happened, newest first, of all nodes together.

import { el } from "./dom.js";
import { clock } from "./format.js";
import { toneOf, wordOf } from "./circuit.js";

const SHOWN = 120;

export class Timeline {
  constructor(root, empty, take) {
    this.root = root;
    this.empty = empty;
    this.take = take;
  }

  render(streams) {
    const all = streams.flatMap((s) => s.entries.filter(this.take).map((e) => ({ ...e, node: s.name })));
    all.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : b.number - a.number));
    const shown = all.slice(0, SHOWN);
    const key = shown.map((e) => `${e.node}/${e.instance}/${e.number}`).join();
    if (key === this.key) return all.length;
    this.key = key;
    this.root.replaceChildren(...shown.map(row));
    if (shown.length === 0) this.root.append(el("li", { class: "empty" }, this.empty));
    return all.length;
  }
}

function row(entry) {
  const cause = [entry.cause, entry.failure && `last: ${entry.failure}`, entry.from && `from ${entry.from}`];
  return el("li", {},
    el("time", { datetime: entry.time }, clock(entry.time)),
    el("span", { class: "path" }, entry.node, entry.peer ? [el("i", { "aria-label": "to" }, "→"), entry.peer] : null),
    el("span", { class: `word tone-${toneOf(entry)}` }, wordOf(entry)),
    el("span", { class: "cause" }, cause.filter(Boolean).join(" · ")));
}

export const isManual = (entry) => entry.isManual;
