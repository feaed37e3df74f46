// One stream a node. A browser's own reconnection covers a lost connection; an answer that is none is tried again here.

import { read } from "./shape.js";

const RETRY = 2000;
const LONGEST_SILENCE = 3000;
const LONGEST_PATIENCE = 10000;
const KEPT_ENTRIES = 256;
const KEPT_SAMPLES = 600;

export class NodeStream {
  // isOwn: it is the node's that serves the page.
  constructor(base, query, isOwn, changed) {
    this.base = base;
    this.query = query;
    this.isOwn = isOwn;
    this.changed = changed;
    this.hello = null;
    this.state = null;
    this.entries = [];
    this.samples = [];
    this.heardAt = null;
    this.stateAt = 0;
    this.isWrong = false;
    this.isDoubted = false;
    this.open();
  }

  get address() {
    return this.base.replace(/^https?:\/\//, "") || location.host;
  }

  // What it calls itself.
  get said() {
    return this.state?.node || this.hello?.node || this.address;
  }

  // What the page calls it: a name that another has already does not tell who it is.
  get name() {
    return this.isDoubted ? `${this.said} (${this.address})` : this.said;
  }

  // live: its stream flows. stale: it flowed, and does not. none: it never has. wrong: what it says no node says, and
  // what is shown is what it last said that one does.
  get flow() {
    if (this.isWrong) return "wrong";
    if (this.heardAt === null) return "none";
    const asked = Math.min(LONGEST_PATIENCE, 3000 * (this.hello?.interval ?? 1));
    const patience = Math.max(LONGEST_SILENCE, asked);
    return performance.now() - this.heardAt > patience ? "stale" : "live";
  }

  get silence() {
    return this.heardAt === null ? null : (performance.now() - this.heardAt) / 1000;
  }

  // Seconds since the state was true; it stands still where the stream does.
  get age() {
    return this.flow === "live" ? (performance.now() - this.stateAt) / 1000 : 0;
  }

  open() {
    const source = new EventSource(`${this.base}/api/circuits/stream${this.query}`);
    source.addEventListener("hello", (e) => this.take("hello", e));
    source.addEventListener("entries", (e) => this.take("entries", e));
    source.addEventListener("state", (e) => this.take("state", e));
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), RETRY);
    };
  }

  take(kind, event) {
    const data = read(kind, event.data, this.isOwn);
    this.isWrong = data === null;
    if (this.isWrong) {
      this.changed(this, kind, null);
      return;
    }
    this.heardAt = performance.now();
    if (kind === "hello") {
      // Another process counts from 1 again; entries keep the instance that they belong to.
      this.hello = data;
    } else if (kind === "entries") {
      this.add(data);
    } else {
      this.state = data;
      this.stateAt = this.heardAt;
      this.sample();
    }
    this.changed(this, kind, data);
  }

  add(entries) {
    const instance = this.hello?.instance;
    const known = new Set(this.entries.filter((e) => e.instance === instance).map((e) => e.number));
    const fresh = entries.filter((e) => !known.has(e.number)).map((e) => ({ ...e, instance }));
    this.entries = [...this.entries, ...fresh].slice(-KEPT_ENTRIES);
  }

  sample() {
    const at = Date.parse(this.state.time) / 1000;
    const last = this.samples.at(-1);
    if (last && at - last.at < 0.9) return;
    const of = new Map();
    for (const c of this.state.circuits) of.set(c.peer, [c.latencyP50, c.latencyP99]);
    this.samples.push({ at, of });
    if (this.samples.length > KEPT_SAMPLES) this.samples.shift();
  }
}
