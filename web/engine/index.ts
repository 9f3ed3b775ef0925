/**
 * Gradient Playground's engine: dense networks, their training and every number in between.
 *
 * ```ts
 * import { loadEngine } from "gradient-playground";
 *
 * const engine = await loadEngine();
 * const trainer = engine.createTrainer({ data: { dataset: "spiral" }, network: { hidden: [{ units: 8 }] } });
 * console.log(trainer.trainEpochs(100).trainLoss);
 * trainer.dispose();
 * ```
 */

export {
  LinkError,
  type LinkNotice,
  type LinkNoticeId,
  type LinkOptions,
  type LinkRefusal,
  type OpenedLink,
} from "../links/index.js";
export type { EngineSource, FileSource } from "./compile.js";
export { Engine, type LoadOptions, loadEngine } from "./engine.js";
export { EngineError, type EngineErrorCode, ExperimentError } from "./errors.js";
export type { ExportedFile, ExportFormat } from "./exporter.js";
export { Trainer } from "./trainer.js";
export type * from "./types.js";
