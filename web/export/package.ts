/** The package's entry for Node and bundlers: the engine, and `trainer.export`, whose code is loaded when first used. */
import { setExporter } from "../engine/exporter.js";

export * from "../engine/index.js";

setExporter(async (trainer, format) => {
  const { exported, runOf } = await import("./index.js");
  return exported(runOf(trainer), format);
});
