// One card a peer: everything its circuit, its latencies and its queue say.

import { el, setClass, setHidden, setText } from "./dom.js";
import { bytes, byName, count, countdown, percent, time } from "./format.js";
import { positionOf } from "./circuit.js";

const classes = ["critical", "normal", "bulk"];

export class Cards {
  constructor(root, buttons) {
    this.root = root;
    this.buttons = buttons;
    this.cards = new Map();
  }

  render(stream) {
    const circuits = [...(stream?.state?.circuits ?? [])].sort((a, b) => byName(a.peer, b.peer));
    const key = JSON.stringify([stream?.base, stream?.state?.running, circuits.map((c) => c.peer)]);
    if (key !== this.key) this.build(stream, circuits);
    this.key = key;
    for (const circuit of circuits) this.cards.get(circuit.peer).fill(circuit, stream);
  }

  build(stream, circuits) {
    this.cards = new Map(circuits.map((c) => [c.peer, new Card(c.peer, this.buttons(stream, c.peer))]));
    this.root.replaceChildren(...[...this.cards.values()].map((card) => card.root));
    if (circuits.length === 0) {
      const why = stream?.state?.running === false
        ? `${stream.state.node} is down: nothing is known of its peers.`
        : "No peers yet. A peer is here once it is added, or used.";
      this.root.replaceChildren(el("p", { class: "empty" }, stream?.state ? why : "Waiting for the stream."));
    }
  }
}

class Card {
  constructor(peer, buttons) {
    this.fields = {};
    this.state = el("span", { class: "pill" });
    this.mode = el("span", { class: "tag" });
    this.flags = el("span", { class: "flags" });
    this.left = el("strong", { class: "left" });
    this.before = el("span");
    this.what = el("span");
    this.fillBar = el("span", { class: "fill" });
    this.buttons = buttons;
    this.root = el("article", { class: "panel card", "aria-label": peer },
      el("header", {}, el("h3", {}, peer), this.mode, this.state),
      el("div", { class: "now" }, this.before, this.left, this.what, el("span", { class: "track" }, this.fillBar)),
      this.flags,
      el("dl", { class: "figures" },
        this.figure("failures", "Failures in a row"),
        this.figure("probes", "Probes in flight"),
        this.figure("rate", "Success rate"),
        this.figure("p50", "p50"),
        this.figure("p99", "p99"),
        this.figure("timeout", "Timeout")),
      this.queue(),
      el("p", { class: "note foot" }, (this.foot = el("span"))),
      buttons?.root);
  }

  figure(name, label) {
    const value = (this.fields[name] = el("dd"));
    this.fields[`${name}Label`] = el("dt", {}, label);
    return el("div", {}, this.fields[`${name}Label`], value);
  }

  queue() {
    const columns = ["waits", "in flight", "superseded", "expired", "delivered"];
    return el("table", { class: "queue" },
      el("caption", { class: "hidden-text" }, "Messages by class"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "queue"),
        columns.map((c) => el("th", { scope: "col" }, c)))),
      el("tbody", {}, classes.map((name) => el("tr", {}, el("th", { scope: "row" }, name),
        columns.map((c) => (this.fields[name + c] = el("td")))))));
  }

  fill(circuit, stream) {
    const f = this.fields;
    const position = positionOf(circuit);
    setText(this.state, position.word);
    setClass(this.state, `pill tone-${position.tone}`);
    setClass(this.root, `panel card tone-${position.tone}${stream.flow === "live" ? "" : " faded"}`);
    setText(this.mode, circuit.mode === "Automatic" ? "automatic" : "by hand");
    setHidden(this.mode, circuit.mode === "Automatic");
    this.fillNow(circuit, stream.age);
    this.fillFlags(circuit);
    setText(f.failures, `${count(circuit.consecutiveFailures)} of ${circuit.failureThreshold}`);
    setText(f.probes, circuit.state === "HalfOpen"
      ? `${circuit.probesInFlight} of ${circuit.halfOpenMaxCalls}` : `– of ${circuit.halfOpenMaxCalls}`);
    setText(f.rate, circuit.successes + circuit.failures ? percent(circuit.successRate) : "–");
    setText(f.p50, time(circuit.latencyP50));
    setText(f.p99, time(circuit.latencyP99));
    setText(f.timeout, time(circuit.timeout));
    setText(f.timeoutLabel, circuit.adaptive ? "Adaptive timeout" : "Timeout");
    for (const name of classes) this.fillQueue(name, circuit[name]);
    setText(this.foot, footOf(circuit));
    this.buttons?.fill(circuit);
  }

  // What time, or probes, will do next.
  fillNow(circuit, age) {
    const left = circuit.changesIn === null ? null : Math.max(0, circuit.changesIn - age);
    const spent = circuit.timeInState + age;
    setText(this.before, left === null && circuit.state === "Closed" ? "closed for" : "");
    setHidden(this.before, this.before.textContent === "");
    setText(this.left, left === null ? time(Math.floor(spent)) : countdown(left));
    setText(this.what, nextOf(circuit));
    const share = left === null ? 0 : left / (left + spent || 1);
    this.fillBar.style.width = `${(100 * share).toFixed(1)}%`;
    setHidden(this.fillBar.parentNode, left === null);
  }

  fillFlags(circuit) {
    const flags = [
      circuit.evidence && `Evidence: ${circuit.evidence}`,
      circuit.suspected && "Suspected: may not be cut off",
      circuit.busy && "Busy: its senders should slow down",
    ].filter(Boolean);
    const key = flags.join("|");
    if (key === this.flagged) return;
    this.flagged = key;
    this.flags.replaceChildren(...flags.map((flag) => el("span", { class: "flag" }, flag)));
  }

  fillQueue(name, queue) {
    const f = this.fields;
    setText(f[name + "waits"], count(queue.waiting));
    setText(f[name + "in flight"], count(queue.inFlight));
    setText(f[name + "superseded"], count(queue.superseded));
    setText(f[name + "expired"], count(queue.expired));
    setText(f[name + "delivered"], count(queue.delivered));
  }
}

function nextOf(circuit) {
  const timed = circuit.changesIn !== null;
  if (circuit.mode === "ForcedOpen") return timed ? "until half-open, forced" : "open so far, until it is reset";
  if (circuit.mode === "ForcedClosed") return timed ? "until automatic, forced" : "so far, until it is reset";
  if (circuit.mode === "Quarantined") return "in quarantine so far, until it is released";
  if (circuit.state === "Open") return "until half-open";
  if (circuit.state === "HalfOpen")
    return `${timed ? "until open again, " : ""}${circuit.probesSucceeded} of ${circuit.successThreshold} `
      + "probes succeeded";
  return "";
}

function footOf(circuit) {
  const parts = [
    circuit.cause === "None" ? null : circuit.cause,
    `${count(circuit.trips)} ${circuit.trips === 1 ? "trip" : "trips"}`,
    circuit.rejected ? `${count(circuit.rejected)} refused` : null,
    circuit.trickled ? `${count(circuit.trickled)} trickled` : null,
    circuit.queuedBytes ? `${bytes(circuit.queuedBytes)} wait` : null,
    circuit.session ? "session" : "no session",
  ];
  return parts.filter(Boolean).join(" · ");
}
