/** Losses and schedules in PyTorch: one row each. */
import type { Choice } from "../engine/experiment.js";

type Value = (name: string) => string;

/** What the learning rate is multiplied by, as an expression of `epoch`, which has fractions within an epoch. */
const FACTORS: Record<string, (value: Value) => string> = {
  constant: () => "1",
  step: (v) => `${v("gamma")} ** math.floor(epoch / ${v("stepSize")})`,
  exponential: (v) => `${v("gamma")} ** epoch`,
  "inverse-time": (v) => `1 / (1 + ${v("decay")} * epoch)`,
  cosine: (v) =>
    `cosine(epoch, warmup=${v("warmupEpochs")}, total=${v("totalEpochs")}, least=${v("minFactor")}, first=${v("startFactor")})`,
};

const COSINE = `def cosine(epoch, warmup, total, least, first):
    if epoch >= total:
        return least
    if epoch < warmup:
        return first + (1 - first) * epoch / warmup
    return least + (1 - least) / 2 * (1 + math.cos(math.pi * (epoch - warmup) / (total - warmup)))


`;

export function scheduleText({ name, ...values }: Choice): { functions: string; factor: string } {
  const factor = Object.hasOwn(FACTORS, name) ? FACTORS[name] : undefined;
  if (!factor) throw new RangeError(`${name} has no row in this format`);
  return { functions: name === "cosine" ? COSINE : "", factor: factor((key) => String(values[key] ?? 0)) };
}

/** One value per row, from pre-activations `z` [rows × outputs] of the output layer and targets `t`. */
const LOSSES: Record<string, string> = {
  "half-squared-error": "0.5 * ((OUTPUT(z) - t) ** 2).sum(dim=1)",
  mse: "((OUTPUT(z) - t) ** 2).mean(dim=1)",
  huber: 'nn.functional.huber_loss(OUTPUT(z), t, reduction="none").mean(dim=1)',
  "binary-cross-entropy": 'nn.functional.binary_cross_entropy_with_logits(z, t, reduction="none").mean(dim=1)',
  "cross-entropy": 'nn.functional.cross_entropy(z, t, reduction="none")',
};

export function lossText(id: string): string {
  const text = Object.hasOwn(LOSSES, id) ? LOSSES[id] : undefined;
  if (!text) throw new RangeError(`${id} has no row in this format`);
  return text;
}
