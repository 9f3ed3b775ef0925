import { BAD } from "./bad.js";
import { GOOD } from "./good.js";
import type { Preset, PresetSource } from "./preset.js";

export type { Preset } from "./preset.js";

/** All presets; the first one is what a new reader sees. */
export const PRESETS: readonly Preset[] = [...GOOD, ...BAD];

export const presetSource: PresetSource = {
  experimentOf: (id) => PRESETS.find((preset) => preset.id === id)?.experiment,
};
