/** The package's entry for Node and bundlers: the engine, and `trainer.export`, whose code is loaded when first used. */
import { setExporter } from "./trainer.js";

export * from "./index.js";

setExporter(async (trainer, format) => {
  const { exported, runOf } = await import("../export/index.js");
  return exported(runOf(trainer), format);
});
