// p50 and p99 of each peer of one observer, on a scale of powers of ten.

import { byId, el, setText } from "./dom.js";
import { byName, clock, time } from "./format.js";

const HEIGHT = 220;
const MOST = 8;
const WINDOW = 300;
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class LatencyChart {
  constructor() {
    this.root = byId("chart");
    this.series = byId("series");
    this.note = byId("latency-note");
    new ResizeObserver(() => this.plot?.setSize({ width: this.root.clientWidth, height: HEIGHT })).observe(this.root);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (this.key = null));
  }

  render(stream) {
    const samples = stream?.samples ?? [];
    const last = samples.at(-1);
    if (!last || last.at === this.drawn) return;
    this.drawn = last.at;
    const peers = [...last.of.keys()].sort(byName);
    const shown = peers.slice(0, MOST);
    const key = JSON.stringify([stream.base, shown]);
    if (key !== this.key) this.build(shown);
    this.key = key;
    this.plot.setData(dataOf(samples, shown));
    const more = peers.length - shown.length;
    setText(this.note, `as ${stream.name} measures it, since this page is open`
      + (more > 0 ? `; the first ${MOST} of ${peers.length} peers` : ""));
  }

  build(peers) {
    this.plot?.destroy();
    const colours = peers.map((_, i) => css(`--line-${(i % 8) + 1}`));
    const grid = { stroke: css("--hair"), width: 1 };
    const font = `11px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: css("--muted"), grid, ticks: { show: false }, font };
    this.plot = new window.uPlot({
      width: this.root.clientWidth || 600,
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { range: (_, from, to) => [Math.min(from, to - 30), to] }, y: { distr: 3, range: decades } },
      axes: [
        { ...axis, size: 30, space: 90, values: (_, at) => at.map((t) => clock(t * 1000)) },
        { ...axis, size: 56, splits: powers, values: (_, at) => at.map((v) => time(v).replace(".0", "")) },
      ],
      series: [{}, ...peers.flatMap((_, i) => [
        { stroke: colours[i], width: 1, dash: [3, 3], points: { show: false } },
        { stroke: colours[i], width: 2, points: { show: false } },
      ])],
    }, [[], ...peers.flatMap(() => [[], []])], this.root);
    this.series.replaceChildren(...peers.map((peer, i) => {
      const line = el("i", { class: "line" });
      line.style.borderTopColor = colours[i];
      return el("span", {}, line, peer);
    }), el("span", { class: "quiet" }, "p99 solid, p50 dashed"));
  }
}

function dataOf(samples, peers) {
  const from = samples.at(-1).at - WINDOW;
  const kept = samples.filter((s) => s.at >= from);
  const column = (peer, i) => kept.map((s) => s.of.get(peer)?.[i] || null);
  return [kept.map((s) => s.at), ...peers.flatMap((p) => [column(p, 0), column(p, 1)])];
}

function decades(_, low, high) {
  if (!(low > 0) || !(high > 0)) return [0.001, 1];
  const from = 10 ** Math.floor(Math.log10(low));
  return [from, Math.max(10 * from, 10 ** Math.ceil(Math.log10(high)))];
}

function powers(_, __, low, high) {
  const at = [];
  for (let v = low; v <= high * 1.001; v *= 10) at.push(v);
  return at;
}
