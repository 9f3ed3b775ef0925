/** The crosshair's place and what the network says there, as one line. */

import { translate } from "../../i18n/index.js";
import { fixed, significant } from "../../i18n/numbers.js";
import type { Probe } from "../../protocol/pictures.js";
import { largeOf } from "../../state/large.js";
import type { State } from "../../state/state.js";
import { classNames, columnNames } from "../../view/names.js";
import type { OutputKind } from "../../view/output.js";
import { axesOf, type PictureKind } from "./frame-of.js";

/** More outputs than this are told by the strongest three. */
const ALL_OUTPUTS = 4;
const STRONGEST = 3;

/** @param scores where it stands on the plane of the principal components; null on any other */
export function readout(
  state: Readonly<State>,
  kind: OutputKind,
  probe: Probe,
  picture: PictureKind,
  scores: readonly number[] | null,
): string {
  const { layers, language } = state;
  const names = columnNames(state);
  const [right, up] = axesOf(state);
  const columns = picture === "curve" ? [right] : [right, up];
  const words =
    scores?.map((score, at) => `${translate(language, "stage.component", { n: at + 1 })} ${fixed(score, 2)}`) ??
    columns.map((column) => `${names[column] ?? ""} ${fixed(probe.point[column] ?? 0, decimals(state, column))}`);
  const place = words.join(", ");
  const large = largeOf(state);
  if (large && large.layer !== layers.length)
    return `${place} → ${value(probe.activations[large.layer]?.[large.index] ?? Number.NaN)}`;
  return `${place} → ${outputs(kind, probe, classNames(state))}`;
}

/** Two decimals on the usual plane, fewer where a column runs over hundreds. */
function decimals({ data }: Readonly<State>, column: number): number {
  const [low, high] = data?.domain[column] ?? [-1, 1];
  return Math.max(0, Math.min(4, 3 - Math.floor(Math.log10(Math.max(1e-4, high - low)))));
}

const value = (number: number): string => (Math.abs(number) < 1000 ? fixed(number, 3) : significant(number));

function outputs(kind: OutputKind, probe: Probe, names: readonly string[]): string {
  const all = [...probe.outputs];
  const [only = Number.NaN] = all;
  if (all.length === 1) return value(only);
  const told = all.map((output, index) => ({
    output,
    name: kind.kind === "classes" ? (names[index] ?? String(index)) : String(index + 1),
  }));
  if (told.length > ALL_OUTPUTS) {
    told.sort((a, b) => b.output - a.output);
    told.length = STRONGEST;
  }
  // A name and its value stay on one line.
  return told.map(({ output, name }) => `${name} ${fixed(output, 2)}`.replaceAll(" ", "\u00a0")).join(" · ");
}
