/** The frame: top bar, presets, keyboard, notices. */
export const frame = {
  "frame.title": "Gradient Playground",
  "frame.language": "Language",
  "frame.toDark": "Switch to the dark theme",
  "frame.toLight": "Switch to the light theme",
} as const;
