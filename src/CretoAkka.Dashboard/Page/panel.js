// The host's own acts: in the demo, faults.

import { byId, el, setHidden } from "./dom.js";

export function renderPanel(stream, control) {
  const root = byId("panel");
  const panel = control.isReady ? stream?.hello?.panel : null;
  const key = JSON.stringify(panel ?? null);
  setHidden(root, !panel);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  root.replaceChildren();
  if (!panel) return;
  const targets = [...new Set(panel.acts.map((act) => act.target))];
  root.append(
    el("div", { class: "head" }, el("h2", { id: "panel-title" }, panel.title)),
    el("div", { class: "acts" }, targets.map((target) =>
      el("div", { class: "act-row", role: "group", "aria-label": target }, el("span", { class: "who" }, target),
        panel.acts.filter((act) => act.target === target).map((act) =>
          el("button", { type: "button", onclick: () => control.press(act) }, act.name))))));
}
