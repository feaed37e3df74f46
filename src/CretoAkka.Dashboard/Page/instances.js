// A node may have circuits beside circuits, by name: a link to each of them, where there are several.

import { el, setHidden } from "./dom.js";

const UNNAMED = "without a name";

export class Instances {
  constructor(root) {
    this.root = root;
  }

  render(state) {
    const names = state?.instances ?? [];
    const shown = state?.instance ?? "";
    const key = JSON.stringify([names, shown]);
    if (key === this.key) return;
    this.key = key;
    setHidden(this.root, names.length < 2);
    this.root.replaceChildren(...names.map((name) => el("a", {
      href: `?instance=${encodeURIComponent(name)}`, "aria-current": name === shown ? "page" : null,
    }, name || UNNAMED)));
  }
}
