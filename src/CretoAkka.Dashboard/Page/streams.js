// One stream a node. A browser's own reconnection covers a lost connection; an answer that is none is tried again here.

const RETRY = 2000;
const LONGEST_SILENCE = 3000;
const KEPT_ENTRIES = 256;
const KEPT_SAMPLES = 600;

export class NodeStream {
  constructor(base, changed) {
    this.base = base;
    this.changed = changed;
    this.hello = null;
    this.state = null;
    this.entries = [];
    this.samples = [];
    this.heardAt = null;
    this.stateAt = 0;
    this.open();
  }

  get name() {
    return this.state?.node || this.hello?.node || this.base.replace(/^https?:\/\//, "");
  }

  // live: its stream flows. stale: it flowed, and does not. none: it never has.
  get flow() {
    if (this.heardAt === null) return "none";
    const patience = Math.max(LONGEST_SILENCE, 3000 * (this.hello?.interval ?? 1));
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
    const source = new EventSource(`${this.base}/api/circuits/stream`);
    source.addEventListener("hello", (e) => this.take("hello", e));
    source.addEventListener("entries", (e) => this.take("entries", e));
    source.addEventListener("state", (e) => this.take("state", e));
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), RETRY);
    };
  }

  take(kind, event) {
    const data = JSON.parse(event.data);
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
