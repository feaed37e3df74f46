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
    const each = streams.map((s) => s.entries.filter(this.take).map((e) => ({ ...e, node: s.name })));
    const all = each.flat();
    const shown = shareOf(each).sort(later);
    const key = shown.map((e) => `${e.node}/${e.instance}/${e.number}`).join();
    if (key === this.key) return all.length;
    this.key = key;
    this.root.replaceChildren(...shown.map(row));
    if (shown.length === 0) this.root.append(el("li", { class: "empty" }, this.empty));
    return all.length;
  }
}

const later = (a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : b.number - a.number);

// Each node has its share of the places, whatever the others say and whatever time they say it is; what one leaves free
// goes to the latest of the rest.
function shareOf(each) {
  const share = Math.floor(SHOWN / each.length);
  const sorted = each.map((entries) => entries.sort(later));
  const first = sorted.flatMap((entries) => entries.slice(0, share));
  const rest = sorted.flatMap((entries) => entries.slice(share)).sort(later);
  return [...first, ...rest.slice(0, SHOWN - first.length)];
}

function row(entry) {
  const why = entry.failure ? `${entry.cause} (${entry.failure})` : entry.cause;
  const cause = [why, entry.from && `from ${entry.from}`];
  return el("li", {},
    el("time", { datetime: entry.time }, clock(entry.time)),
    el("span", { class: "path" }, pathOf(entry)),
    el("span", { class: `word tone-${toneOf(entry)}` }, wordOf(entry)),
    el("span", { class: "cause" }, cause.filter(Boolean).join(" · ")));
}

// What is done by a page's own panel is done to its target, not by the node towards it.
function pathOf(entry) {
  if (entry.kind === "panel") return entry.peer;
  return entry.peer ? [entry.node, el("i", { role: "img", "aria-label": "to" }, "→"), entry.peer] : entry.node;
}

export const isManual = (entry) => entry.isManual;
