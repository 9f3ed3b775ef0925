import { BAD } from "./bad.js";
import { GOOD } from "./good.js";
import type { Preset, PresetSource } from "./preset.js";
import { SHEETS } from "./sheets.js";

export type { Preset } from "./preset.js";

/** All presets; the first one is what a new reader sees. */
export const PRESETS: readonly Preset[] = [...GOOD, ...BAD, ...SHEETS];

const presetOf = (id: string): Preset | undefined => PRESETS.find((preset) => preset.id === id);

export const presetSource: PresetSource = {
  experimentOf: (id) => presetOf(id)?.experiment,
  parametersOf: (id) => presetOf(id)?.parameters,
};
