// What an operator may do, with the token. Without control there is not a button on the page.

import { byId, el, setHidden, setText } from "./dom.js";

const TOKEN = "creto-token";
const SHOWN_FOR = 6000;

export class Control {
  constructor(base, query) {
    this.base = base;
    this.query = query;
    this.token = takeToken();
    this.allowed = false;
  }

  // The node says whether anybody may; the token says who.
  render(stream) {
    const allowed = stream?.hello?.control === true;
    if (allowed === this.allowed) return;
    this.allowed = allowed;
    this.drawAccess();
  }

  drawAccess() {
    const root = byId("access");
    root.replaceChildren();
    if (!this.allowed) return;
    if (this.token) {
      root.append(el("span", { class: "note" }, "control"), el("button", {
        type: "button", class: "quiet-button", onclick: () => this.keep(""),
      }, "Forget token"));
      return;
    }
    const input = el("input", {
      type: "password", autocomplete: "off", "aria-label": "Token for control", placeholder: "token for control",
    });
    root.append(el("form", {
      onsubmit: (e) => {
        e.preventDefault();
        this.keep(input.value.trim());
      },
    }, input, el("button", { type: "submit" }, "Use")));
  }

  keep(token) {
    this.token = token;
    sessionStorage.setItem(TOKEN, token);
    this.drawAccess();
    this.onchange?.();
  }

  get isReady() {
    return this.allowed && this.token !== "";
  }

  async post(path, body) {
    try {
      const answer = await fetch(`${this.base}${path}${this.query}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
        body: body ? JSON.stringify(body) : undefined,
      });
      const text = await answer.text();
      if (answer.status === 401) this.keep("");
      return answer.headers.get("Content-Type")?.startsWith("application/json")
        ? JSON.parse(text) : { reply: "Failed", message: text.trim() };
    } catch {
      return { reply: "Failed", message: "The node did not answer." };
    }
  }

  async act(peer, act, body) {
    const path = `/api/circuits/${encodeURIComponent(peer)}/${act}`;
    const reply = await this.post(path, body);
    say(`${peer}: ${act}. ${reply.message}`);
    return reply;
  }

  async press(act) {
    const path = `/api/circuit-panel/${encodeURIComponent(act.target)}/${encodeURIComponent(act.name)}`;
    say((await this.post(path)).message);
  }

  // Buttons of a card; null where it is another node's, or nobody may do anything.
  buttonsFor(isOwn, peer) {
    return isOwn && this.isReady ? new Buttons(this, peer) : null;
  }
}

class Buttons {
  constructor(control, peer) {
    this.length = el("select", { "aria-label": "How long a force holds" },
      [["", "until reset"], ["60", "for 1 min"], ["600", "for 10 min"]].map(([v, t]) => el("option", { value: v }, t)));
    const seconds = () => (this.length.value ? { seconds: Number(this.length.value) } : undefined);
    const button = (text, run) => el("button", { type: "button", onclick: run }, text);
    this.release = button("Release", () => control.act(peer, "release"));
    this.reset = button("Reset", () => control.act(peer, "reset"));
    this.insist = button("Open beyond the budget", async () => {
      setHidden(this.insist, true);
      await control.act(peer, "force-open", { ...seconds(), overrideBudget: true });
    });
    this.insist.className = "danger";
    this.insist.hidden = true;
    this.forces = [
      button("Force open", async () => {
        const reply = await control.act(peer, "force-open", seconds());
        setHidden(this.insist, reply.reply !== "BudgetSpent");
      }),
      button("Force close", () => control.act(peer, "force-close", seconds())),
      this.length,
    ];
    this.root = el("div", { class: "buttons", role: "group", "aria-label": `Control of ${peer}` },
      this.forces, this.reset, this.release, this.insist);
  }

  // In quarantine nothing but a release is obeyed.
  fill(circuit) {
    const isHeld = circuit.mode === "Quarantined";
    for (const node of this.forces) setHidden(node, isHeld);
    setHidden(this.reset, isHeld);
    setHidden(this.release, !isHeld && !circuit.evidence);
  }
}

// A link may carry the token behind #, which no browser sends anywhere.
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(TOKEN) ?? "";
}

let timer = 0;

export function say(text) {
  const node = byId("said");
  setText(node, text);
  node.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => node.classList.remove("shown"), SHOWN_FOR);
}
