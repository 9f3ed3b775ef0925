/** What the scripts for NumPy and PyTorch have in common. */
import type { Decision, Model } from "./model.js";

/** A list of texts; JSON's strings are Python's. */
export const names = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;

/** What an output may be off, relative and absolute: float32 rounds at 6e-8, summed over layers. */
export const toleranceOf = (model: Model): string => (model.precision === "float32" ? "1e-5" : "1e-10");

/** `classify(points)`, where there is something to tell apart. @param np the package's name */
export function decisionPython(decision: Decision, np: "np" | "torch"): string {
  const rule = {
    values: "",
    two: `    return [CLASS_NAMES[int(output[0] > ${"threshold" in decision ? decision.threshold : 0})] for output in predict(points)]`,
    largest: "    return [CLASS_NAMES[int(output.argmax())] for output in predict(points)]",
    labels: `    return [[name for name, value in zip(CLASS_NAMES, output) if value > ${"threshold" in decision ? decision.threshold : 0}] for output in predict(points)]`,
  }[decision.kind];
  if (rule === "") return "";
  const what = decision.kind === "labels" ? "lists of labels" : "class names";
  const text = `\ndef classify(points):\n    """Rows in data space to ${what}, one per row."""\n${rule}\n`;
  return np === "torch" ? text.replaceAll("predict(points)", "predict(points).tolist()") : text;
}
