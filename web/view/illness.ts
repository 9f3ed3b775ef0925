/** Runs that go wrong without overflowing, told by their recorded losses and by the neurons' maps. Pure. */
import type { Experiment, History, LayerShape, View } from "../engine/types.js";

/** `leaps`: the loss jumps up and down. `stuck`: it has not moved for long. `flat`: a layer says the same everywhere. */
export type Illness = "leaps" | "stuck" | "flat";

/** Rows looked at, and the fewest that tell something. */
const LEAP_ROWS = 40;
const FEWEST = 12;
/** Losses of neighbouring rows differ by this factor in a leap; so many of the rows leap, in turns up and down. */
const LEAP = 1.8;
const LEAPING = 0.35;
/** A loss that has moved by no more than this share over so many rows, and has hardly improved, is stuck. */
const STUCK_ROWS = 50;
const STUCK = 0.004;
const HARDLY = 0.6;
/** A map whose values lie closer than this is one colour. */
const FLAT = 1e-3;

export function illnessOf(
  { trainLoss }: Pick<History, "trainLoss">,
  experiment: Pick<Experiment, "task">,
  view: Pick<View, "thumbnails"> | null,
  layers: readonly Pick<LayerShape, "inputs" | "units">[],
): Illness | null {
  if (leaps(trainLoss)) return "leaps";
  if (trainLoss.length < FEWEST) return null;
  if (view && hasFlatLayer(view.thumbnails, layers)) return "flat";
  return stuck(trainLoss, experiment) ? "stuck" : null;
}

function leaps(losses: History["trainLoss"]): boolean {
  const rows = losses.slice(-LEAP_ROWS).map((loss) => Math.log(loss ?? Number.NaN));
  if (rows.length < FEWEST) return false;
  let turns = 0;
  let before = 0;
  for (let row = 1; row < rows.length; row++) {
    const step = (rows[row] ?? Number.NaN) - (rows[row - 1] ?? Number.NaN);
    if (!(Math.abs(step) > Math.log(LEAP))) continue;
    if (Math.sign(step) !== before) turns++;
    before = Math.sign(step);
  }
  // A loss near nothing leaps by rounding alone.
  return turns >= LEAPING * rows.length && (losses.at(-1) ?? 0) > 0.05;
}

function stuck(losses: History["trainLoss"], { task }: Pick<Experiment, "task">): boolean {
  if (losses.length < STUCK_ROWS) return false;
  const last = losses.slice(-STUCK_ROWS).map((loss) => loss ?? Number.NaN);
  const [least, greatest] = [Math.min(...last), Math.max(...last)];
  const first = losses[0] ?? Number.NaN;
  const hardly = task === "classification" ? least > HARDLY * Math.min(first, Math.LN2) : least > HARDLY * first;
  return hardly && greatest - least <= STUCK * greatest;
}

/** Whether all neurons of a hidden layer say one thing everywhere: nothing of the inputs passes it. */
function hasFlatLayer(maps: ArrayLike<number>, layers: readonly Pick<LayerShape, "inputs" | "units">[]): boolean {
  const neurons = (layers[0]?.inputs ?? 0) + layers.reduce((sum, { units }) => sum + units, 0);
  const area = neurons > 0 ? maps.length / neurons : 0;
  if (!Number.isInteger(area) || area < 4) return false;
  let map = layers[0]?.inputs ?? 0;
  for (const { units } of layers.slice(0, -1)) {
    let flat = 0;
    for (let unit = 0; unit < units; unit++, map++) if (isFlat(maps, map * area, area)) flat++;
    if (flat === units) return true;
  }
  return false;
}

function isFlat(maps: ArrayLike<number>, from: number, count: number): boolean {
  const first = maps[from] ?? Number.NaN;
  for (let at = from; at < from + count; at++) if (!(Math.abs((maps[at] ?? Number.NaN) - first) < FLAT)) return false;
  return true;
}
