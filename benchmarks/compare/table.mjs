/** Results as Markdown tables, which are as legible in a terminal. */
import { median, spread } from "./clock.mjs";
import { costOf, limitOf } from "./limit.mjs";

function markdown(rows) {
  const widths = rows[0].map((_, c) => Math.max(3, ...rows.map((row) => row[c].length)));
  const line = (row) =>
    `| ${row.map((cell, c) => (c ? cell.padStart(widths[c]) : cell.padEnd(widths[c]))).join(" | ")} |`;
  const rule = `|${widths.map((width, c) => (c ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n");
}

function duration(milliseconds) {
  if (milliseconds >= 100) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`;
  return `${(milliseconds * 1000).toPrecision(3)} µs`;
}

const percent = (share) => `${Math.round(share * 100)} %`;
const times = (ratio) => (ratio >= 99.5 ? ratio.toFixed(0) : ratio.toPrecision(2));
const heads = (results) => [...results.keys()];

/** One row a contestant, one column a workload. */
export function timeTable(results, contestants) {
  const rows = contestants.map(({ name }) => [
    name,
    ...heads(results).map((id) => {
      const list = results.get(id).times.get(name);
      return list ? `${duration(median(list))} ±${percent(spread(list))}` : "–";
    }),
  ]);
  return markdown([["", ...heads(results)], ...rows]);
}

/** Ratios are taken within a round, so that what slows the whole machine cancels. A ratio within its spread of 1 is "=". */
export function ratioTable(results, contestants, ours) {
  const rows = contestants
    .filter(({ name }) => name !== ours)
    .map(({ name }) => [
      name,
      ...heads(results).map((id) => {
        const all = results.get(id).times;
        if (!all.has(name) || !all.has(ours)) return "–";
        const ratios = all.get(name).map((time, round) => time / all.get(ours)[round]);
        const ratio = median(ratios);
        const own = spread(ratios);
        return Math.abs(ratio - 1) <= own * ratio ? "=" : `${times(ratio)} ±${percent(own)}`;
      }),
    ]);
  return markdown([["", ...heads(results)], ...rows]);
}

/** The limit's time, and what share of it each contestant reaches, within a round. */
export function limitTable(results, names) {
  const limits = new Map(heads(results).map((id) => [id, limitOf(results.get(id).problem, results.get(id).times)]));
  const limit = ["limit", ...heads(results).map((id) => duration(median(limits.get(id))))];
  const rows = names
    .filter((name) => heads(results).some((id) => results.get(id).times.has(name)))
    .map((name) => [
      name,
      ...heads(results).map((id) => {
        const own = results.get(id).times.get(name);
        return own ? median(limits.get(id).map((time, round) => time / own[round])).toFixed(2) : "–";
      }),
    ]);
  return markdown([["", ...heads(results)], limit, ...rows]);
}

/** One row a variant. @param costs `[name, ratio, spread]` */
export function costTable(costs) {
  return markdown([
    ["", "times"],
    ...costs.map(([name, ratio, spread]) => [name, `${times(ratio)} ±${percent(spread)}`]),
  ]);
}

/** Nanoseconds of the operations that make the limit, over all workloads. */
export function limitCosts(results) {
  const of = (operation) => {
    const all = [...results.values()].flatMap(({ times: list }) => costOf(operation, list));
    return (median(all) * 1e6).toPrecision(3);
  };
  return `${of("multiplyAdds")} ns a multiply-add, ${of("tanhs")} ns a tanh, ${of("roots")} ns a root and division`;
}
