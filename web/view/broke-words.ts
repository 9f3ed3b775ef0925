/** What was the first to break in a diverged run, as a sentence. */
import { type Language, translate } from "../i18n/index.js";
import { count } from "../i18n/numbers.js";
import type { Broke } from "../protocol/run.js";

/** @param outputLayer the number of the last layer @returns nothing where nothing is known of the place */
export function brokeWords(language: Language, { quantity, step: update, at }: Broke, outputLayer: number): string {
  const step = count(update);
  const neuron = (layer: number, index: number) => {
    const n = index + 1;
    if (layer === 0) return translate(language, "stage.featureNo", { n });
    if (layer === outputLayer) return translate(language, "stage.outputNo", { n });
    return translate(language, "diverged.neuron", { layer, n });
  };
  const gradient = quantity === "gradient";
  switch (at?.kind) {
    case "neuron":
      return translate(language, "diverged.first.neuron", { step, place: neuron(at.layer, at.index) });
    case "weight":
      return translate(language, gradient ? "diverged.first.weightGradient" : "diverged.first.weight", {
        step,
        from: neuron(at.layer - 1, at.from),
        to: neuron(at.layer, at.to),
      });
    case "bias":
      return translate(language, gradient ? "diverged.first.biasGradient" : "diverged.first.bias", {
        step,
        place: neuron(at.layer, at.to),
      });
    default:
      return quantity === "loss" ? translate(language, "diverged.first.loss", { step }) : "";
  }
}
