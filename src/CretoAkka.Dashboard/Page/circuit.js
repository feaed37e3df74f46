// What a circuit's position is called. State is always a word; the shape and the colour say it again.

export const positions = {
  closed: { word: "Closed", tone: "closed" },
  open: { word: "Open", tone: "open" },
  half: { word: "Half-open", tone: "half" },
  suspected: { word: "Suspected", tone: "suspected" },
  quarantined: { word: "Quarantined", tone: "open" },
  forcedOpen: { word: "Forced open", tone: "open" },
  forcedClosed: { word: "Forced closed", tone: "closed" },
  observed: { word: "Observed", tone: "idle" },
  off: { word: "Off", tone: "idle" },
};

export function positionOf(circuit) {
  if (circuit.mode === "Quarantined") return positions.quarantined;
  if (circuit.mode === "ForcedOpen") return positions.forcedOpen;
  if (circuit.mode === "ForcedClosed") return positions.forcedClosed;
  if (circuit.mode === "Off") return positions.off;
  if (circuit.state === "Open") return positions.open;
  if (circuit.state === "HalfOpen") return positions.half;
  if (circuit.suspected) return positions.suspected;
  return circuit.mode === "ObserveOnly" ? positions.observed : positions.closed;
}

export const isReached = (circuit) => circuit.state === "Closed" && !circuit.suspected;

// What the words of an entry look like.
export function toneOf(entry) {
  if (entry.kind === "circuit") return { Open: "open", HalfOpen: "half", Closed: "closed" }[entry.word];
  return { refused: "suspected", evidence: "open", act: "act", panel: "act", observed: "half" }[entry.kind] ?? "idle";
}

const words = {
  HalfOpen: "Half-open",
  WouldOpen: "Would open",
  SafetyAlarm: "Safety alarm",
  BudgetExceeded: "Over budget",
  LocalIsolation: "Cut off",
  LocalIsolationEnded: "Heard again",
};

export const wordOf = (entry) => words[entry.word] ?? entry.word;
