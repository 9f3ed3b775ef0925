/** What the element says about its attributes, and the menu of a narrow one. */
export const embed = {
  "embed.refused": "This playground cannot begin as asked",
  "embed.notAllowed": '{name} = "{value}", allowed: {allowed}',
  "embed.wholeNumber": "a whole number from 0 to 4294967295",
  "embed.speed": "a number above 0, or max",
  "embed.unread": "The experiment was not opened: {why}",
  "embed.keptRefused": "The run that this browser kept could not be opened: {why}",
  "embed.keptDamaged": "The run that this browser kept is damaged or of a later version, and was left out.",
  "embed.keptPreferences": "Some preferences that this browser kept have no meaning here, and were left out.",
  "embed.keptTooLarge": "The last run here was too large for this browser to keep.",
  "embed.unread.run": "Of the run that this browser kept only the experiment can be read.",
  "embed.unread.record": "Of the run that this browser kept the history cannot be read.",
  "embed.keepFull": "This run is too large for this browser to keep: a reload will lose it.",
  "embed.keepExperiment":
    "This run is too large for this browser to keep: a reload will bring back its experiment and begin again.",
  "embed.removed": "The playground was removed from the page",
  "embed.more": "Speed, seed, undo and keys",
} as const;
