// Wires streams to what is shown. What a stream says is drawn at once; what counts down, ten times a second.

import { byId, el, setClass, setText } from "./dom.js";
import { plural } from "./format.js";
import { wordOf } from "./circuit.js";
import { NodeStream } from "./streams.js";
import { QuorumLine } from "./quorum.js";
import { flowText, Matrix } from "./matrix.js";
import { Cards } from "./cards.js";
import { Instances } from "./instances.js";
import { isManual, Timeline } from "./timeline.js";
import { LatencyChart } from "./chart.js";
import { Control } from "./control.js";
import { renderPanel } from "./panel.js";

const TICK = 100;
const MANY = 40;
const MOST_SAID = 4;
const asked = new URLSearchParams(location.search).get("instance");
const query = asked === null ? "" : `?instance=${encodeURIComponent(asked)}`;
const root = document.querySelector('meta[name="creto-api"]').content;
const control = new Control(root, query);
const quorum = new QuorumLine(byId("quorum"));
const matrix = new Matrix(byId("matrix"), choose);
const cards = new Cards(byId("cards"), (stream, peer) => control.buttonsFor(stream === own, peer));
const timeline = new Timeline(byId("timeline"), "Nothing yet: no circuit has moved.", () => true);
const acts = new Timeline(byId("acts"), "Nothing yet.", isManual);
const chart = new LatencyChart();
const instances = new Instances(byId("instances"));

let streams = [];
let chosen = null;
let isNews = true;
let happened = 0;
const own = new NodeStream(root, query, true, changed);
streams = [own];
chosen = own;

function choose(stream) {
  chosen = stream;
  render();
}

function changed(stream, kind, data) {
  nameApart();
  // What another node says is drawn at the next tick: it must not have the page draw as often as it likes.
  if (data === null || stream !== own) {
    isNews = true;
    return;
  }
  if (kind === "hello") follow(data.nodes);
  if (kind === "entries" || kind === "hello") isNews = true;
  // What comes before the first state has happened before this page was opened.
  if (kind === "entries" && data.length && own.state) announce(data);
  if (kind === "hello") control.render(own);
  render();
}

// Streams stay once they are: a node that left the list has stopped, and says so by being stale.
function follow(nodes) {
  const known = new Set(streams.map((s) => s.base));
  const others = nodes.filter((node) => node !== location.origin && !known.has(node));
  const added = others.map((node) => new NodeStream(node, query, false, changed));
  const place = (s) => (s === own ? nodes.indexOf(location.origin) : nodes.indexOf(s.base));
  streams = [...streams, ...added].sort((a, b) => place(a) - place(b));
}

// This node's name is its own, and of two others the one that is named first has it.
function nameApart() {
  const taken = new Set([own.said]);
  for (const stream of streams.filter((s) => s !== own)) {
    stream.isDoubted = taken.has(stream.said);
    taken.add(stream.said);
  }
}

// Read out: what comes together is said together, and of very much the latest.
function announce(entries) {
  const told = entries.slice(-MOST_SAID).map((e) => `${e.peer ?? own.name}: ${wordOf(e)}, ${e.cause}.`);
  const more = entries.length - told.length;
  setText(byId("news"), (more ? `${plural(more, "entry", "entries")} before. ` : "") + told.join(" "));
}

control.onchange = () => {
  cards.key = null;
  render();
};

function render() {
  quorum.render(own);
  matrix.render(streams, chosen, own);
  instances.render(own.state);
  if (control.isReady !== render.wasReady) cards.key = null;
  render.wasReady = control.isReady;
  cards.render(chosen);
  if (isNews) {
    happened = timeline.render(streams);
    acts.render(streams);
    isNews = false;
  }
  chart.render(chosen);
  renderPanel(own, control);
  renderWords();
}

function renderWords() {
  const open = own.state?.circuits.filter((c) => c.state !== "Closed").length ?? 0;
  const state = own.flow === "live" ? "" : ` (${own.flow})`;
  const title = `${open ? `${open} open · ` : ""}${own.name}${state}`;
  if (own.heardAt !== null && document.title !== title) document.title = title;
  const whose = chosen === own || !control.isReady ? "" : `; ${chosen.name} is controlled by its own page`;
  const flow = chosen.flow === "live" ? "" : `, ${flowText(chosen)}`;
  setText(byId("peers-note"), `as ${chosen.name} sees them${flow}${whose}`);
  setText(byId("timeline-note"), `newest first, of ${plural(streams.length, "node", "nodes")}`
    + (happened ? `, ${plural(happened, "entry", "entries")}` : ""));
  renderNodes();
}

function renderNodes() {
  const list = byId("nodes");
  if (list.children.length !== streams.length)
    list.replaceChildren(...streams.map(() => el("li", {}, el("b"), " ", el("span"))));
  for (const [i, stream] of streams.entries()) {
    const down = stream.state && !stream.state.running;
    setClass(list.children[i], `flow ${down ? "down" : stream.flow}`);
    setText(list.children[i].firstChild, stream.name);
    setText(list.children[i].lastChild, flowText(stream, down));
  }
}

render();

// So many cards are not counted down ten times a second.
let ticks = 0;
setInterval(() => {
  ticks++;
  if ((chosen.state?.circuits.length ?? 0) <= MANY || ticks % 10 === 0) render();
}, TICK);
