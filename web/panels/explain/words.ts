/** What the model says in ids and keys, in the reader's language. */
import type { MatrixCell } from "../../controls/matrix.js";
import { type Language, type MessageKey, translate } from "../../i18n/index.js";
import { count, fixed } from "../../i18n/numbers.js";
import type { ParameterRef } from "../../state/ref.js";
import type { State } from "../../state/state.js";
import { featureName } from "../../view/names.js";
import { write } from "./model/digits.js";
import { isBias } from "./model/gradients.js";
import { refOf } from "./model/keys.js";
import type { Cell, Ledger } from "./model/ledger.js";
import { lossText } from "./model/losses.js";
import { activationOf, cell, depth, type Focus, layerOf, type Scene, size } from "./model/scene.js";
import type { StepId, Words } from "./model/step.js";
import { isFrozen } from "./model/update.js";

export const wordsOf = (language: Language): Words => ({
  more: (n) => `\\text{${translate(language, "explain.more", { n })}}`,
});

/** Where something is, from its key: "neuron 2 of layer 1". */
export function placeName(state: Readonly<State>, key: string | null): string {
  const ref = refOf(key);
  const { language } = state;
  switch (ref?.kind) {
    case "neuron": {
      if (ref.layer > 0) return translate(language, "explain.at.neuron", { to: ref.index + 1, layer: ref.layer });
      const id = state.experiment?.features[ref.index];
      const feature = state.catalog?.features.find((row) => row.id === id);
      const name = feature && feature.columns > 0 ? featureName(state, feature) : ref.index + 1;
      return translate(language, "explain.at.feature", { to: name });
    }
    case "weight":
      return translate(language, "explain.at.weight", { to: ref.to + 1, layer: ref.layer, from: ref.from + 1 });
    case "bias":
      return translate(language, "explain.at.bias", { to: ref.to + 1, layer: ref.layer });
    case "sample":
      return translate(language, "explain.at.sample", { n: ref.index + 1 });
    default:
      return "";
  }
}

/** The rows of a table as they are shown. */
export function matrixRows(state: Readonly<State>, { rows }: Ledger): MatrixCell[][] {
  return rows.map((row) => row.map((each) => matrixCell(state, each)));
}

function matrixCell(state: Readonly<State>, each: Cell): MatrixCell {
  const { language } = state;
  switch (each.kind) {
    case "number": {
      const { text, tone, key, edge, off, quantity } = each;
      const what = translate(language, `explain.is.${quantity}`);
      const place = placeName(state, key);
      const left = off ? `, ${translate(language, "explain.off")}` : "";
      return { kind: "number", text, tone, key, edge, off, name: `${what}${place ? ` ${place}` : ""}: ${text}${left}` };
    }
    case "note":
      return { kind: "note", text: translate(language, `explain.note.${each.message}`), span: each.span };
    case "gap":
      return {
        kind: "gap",
        text: `+${each.count}`,
        name: translate(language, "explain.more", { n: count(each.count) }),
      };
    case "head":
      return { ...each, name: `${spoken(each.tex)}${each.shape ? `, ${each.shape}` : ""}` };
    default:
      return each;
  }
}

const LETTERS: Record<string, string> = {
  delta: "δ",
  partial: "∂",
  Delta: "Δ",
  Sigma: "Σ",
  times: "×",
  top: "ᵀ",
};

/** The letters of a short formula in a line, as `δ[2]`. */
const spoken = (tex: string): string =>
  tex
    .replace(/\\([A-Za-z]+)/g, (_, name: string) => LETTERS[name] ?? "")
    .replace(/[{}^_\\]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** The plain sentences of a step. */
export function sentences(state: Readonly<State>, scene: Scene, step: StepId, focus: Focus): string[] {
  const { language } = state;
  const tell = translate as (language: Language, key: MessageKey, values: Record<string, string | number>) => string;
  const say = (key: Extract<MessageKey, `explain.say.${string}`>, values: Record<string, string | number> = {}) =>
    tell(language, key, values);
  const m = size(scene);
  const last = layerOf(scene, depth(scene));
  const said: string[] = [];
  switch (step) {
    case "forward":
      if (focus.layer <= depth(scene)) return [say("explain.say.forward")];
      said.push(say("explain.say.forwardLoss"));
      if (m > 1) said.push(say("explain.say.outputMean", { m }));
      break;
    case "output": {
      const output = fixed(cell(last.activations, focus.unit, scene.column), 3);
      const target = fixed(cell(scene.trace.target, focus.unit, scene.column), 3).replace(/\.0+$/, "");
      const one = last.biases.length === 1;
      said.push(say(one ? "explain.say.output" : "explain.say.outputs", { output, target, n: focus.unit + 1 }));
      const slope = lossText(scene.experiment.loss).slope && activationOf(scene, depth(scene)) !== "linear";
      said.push(say(slope ? "explain.say.outputSlope" : "explain.say.outputDifference"));
      if (m > 1) said.push(say("explain.say.outputMean", { m }));
      break;
    }
    case "propagate":
      if (depth(scene) === 1) return [say("explain.say.propagateNone")];
      said.push(say("explain.say.propagate"));
      if (layerOf(scene, focus.layer).dropped) said.push(say("explain.say.dropout"));
      break;
    case "gradients":
      said.push(say("explain.say.gradients"));
      if (m > 1) said.push(say("explain.say.gradientsSum", { m }));
      break;
    case "update": {
      const row = scene.catalog.optimizers.find(({ id }) => id === scene.trace.update.optimizer);
      said.push(say("explain.say.update"));
      // The table begins with plain descent, which the sentence before has said.
      if (row && row !== scene.catalog.optimizers[0]) said.push(row.summary[language]);
      const { clipping } = scene.trace;
      if (clipping?.kind === "norm" && clipping.factor < 1)
        said.push(say("explain.say.clippedNorm", { norm: write(clipping.norm), limit: clipping.limit }));
      if (clipping?.kind === "value") said.push(say("explain.say.clippedValue", { limit: clipping.limit }));
      if (isFrozen(scene, focus)) said.push(say("explain.say.frozen"));
    }
  }
  return said;
}

/** A weight or bias with where it is: "weight into neuron 2 of layer 1 from 1". */
export function refName({ language }: Readonly<State>, ref: ParameterRef): string {
  const place = { to: ref.to + 1, layer: ref.layer };
  return ref.kind === "bias"
    ? translate(language, "explain.name.bias", place)
    : translate(language, "explain.name.weight", { ...place, from: ref.from + 1 });
}

/** The chosen parameter, as text. */
export function parameterName(state: Readonly<State>, scene: Scene, focus: Focus): string {
  const { layer, unit, input } = focus;
  return refName(
    state,
    isBias(scene, focus) ? { kind: "bias", layer, to: unit } : { kind: "weight", layer, to: unit, from: input },
  );
}
