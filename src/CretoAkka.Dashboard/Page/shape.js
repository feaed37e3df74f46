// Whether a frame is one that a node sends. Another node may lie, be broken, or be of another version: what it says is
// looked at before any of it is shown. What a newer version adds is passed over.

const LONGEST_NAME = 256;
const LONGEST_TEXT = 16384;
const LONGEST_FRAME = 8 << 20;
const MOST_ENTRIES = 256;
const MOST_OF_OTHERS = 2000;
const MOST_NODES = 256;

const isName = (v) => typeof v === "string" && v.length <= LONGEST_NAME;
const isText = (v) => typeof v === "string" && v.length <= LONGEST_TEXT;
const isNumber = (v) => Number.isFinite(v);
const isSwitch = (v) => typeof v === "boolean";
const isTime = (v) => isText(v) && Number.isFinite(Date.parse(v));
const isState = (v) => v === "Closed" || v === "Open" || v === "HalfOpen";
const isList = (is, most) => (v) => Array.isArray(v) && v.length <= most && v.every(is);
const orNone = (is) => (v) => v === null || v === undefined || is(v);
const isLike = (fields) => (v) =>
  typeof v === "object" && v !== null && Object.entries(fields).every(([name, is]) => is(v[name]));
const all = (is, names) => Object.fromEntries(names.split(" ").map((name) => [name, is]));

const isQueue = isLike(all(isNumber, "waiting inFlight superseded expired delivered"));

const isCircuit = isLike({
  peer: isName,
  state: isState,
  ...all(isText, "mode cause"),
  ...all(isSwitch, "suspected busy session adaptive"),
  ...all(isNumber, "weight successes failures rejected trips successRate consecutiveFailures failureThreshold"),
  ...all(isNumber, "probesInFlight halfOpenMaxCalls probesSucceeded successThreshold timeInState timeout"),
  ...all(isNumber, "queuedBytes trickled"),
  ...all(orNone(isNumber), "changesIn latencyP50 latencyP99"),
  evidence: orNone(isText),
  ...all(isQueue, "critical normal bulk"),
});

const isQuorum = isLike({
  ...all(isNumber, "epoch total faulty quorum reached cut limit margin refusals evictions"),
  localIsolation: isSwitch,
});

const isEntry = isLike({
  number: Number.isSafeInteger,
  time: isTime,
  ...all(isText, "kind word cause"),
  ...all(orNone(isText), "peer failure from"),
  isManual: isSwitch,
});

const isPanel = isLike({ title: isText, acts: isList(isLike(all(isText, "target name")), Infinity) });

const shapes = {
  hello: () => isLike({
    node: isName,
    instance: isText,
    interval: (v) => isNumber(v) && v > 0,
    nodes: isList(isText, MOST_NODES),
    control: isSwitch,
    panel: orNone(isPanel),
  }),
  entries: () => isList(isEntry, MOST_ENTRIES),
  state: (most) => isLike({
    node: isName,
    running: isSwitch,
    time: isTime,
    quorum: orNone(isQuorum),
    circuits: (v) => isList(isCircuit, most)(v) && new Set(v.map((c) => c.peer)).size === v.length,
    instance: orNone(isName),
    instances: orNone(isList(isName, MOST_OF_OTHERS)),
  }),
};

// What a frame says; null: no node says so. A node's own page shows however many peers it has.
export function read(kind, text, isOwn) {
  if (!isOwn && text.length > LONGEST_FRAME) return null;
  try {
    const data = JSON.parse(text);
    return shapes[kind](isOwn ? Infinity : MOST_OF_OTHERS)(data) ? data : null;
  } catch {
    return null;
  }
}
