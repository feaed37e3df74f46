// Numbers as people read them.

export function time(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds >= 90) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  if (seconds >= 1) return `${seconds.toFixed(seconds >= 10 ? 0 : 1)} s`;
  const ms = seconds * 1000;
  return `${ms.toFixed(ms >= 10 ? 0 : 1)} ms`;
}

export function countdown(seconds) {
  if (seconds >= 90) return time(seconds);
  return `${seconds.toFixed(1)} s`;
}

export function count(number) {
  return number.toLocaleString("en");
}

export function percent(share) {
  if (share === 1) return "100 %";
  const value = share * 100;
  return `${(value > 99.9 ? 99.9 : value).toFixed(value >= 10 ? 1 : 2)} %`;
}

export function bytes(number) {
  if (number < 1024) return `${number} B`;
  if (number < 1024 * 1024) return `${(number / 1024).toFixed(number < 10240 ? 1 : 0)} KiB`;
  return `${(number / 1048576).toFixed(1)} MiB`;
}

export function clock(iso) {
  return new Date(iso).toLocaleTimeString("en-GB");
}

export function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

// node-2 before node-10.
export const byName = new Intl.Collator("en", { numeric: true }).compare;
