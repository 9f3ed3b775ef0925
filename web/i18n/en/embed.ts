/** What the element says about its attributes, and the menu of a narrow one. */
export const embed = {
  "embed.refused": "This playground cannot begin as asked",
  "embed.notAllowed": '{name} = "{value}", allowed: {allowed}',
  "embed.wholeNumber": "a whole number from 0 to 4294967295",
  "embed.speed": "a number above 0, or max",
  "embed.unread": "The experiment was not opened: {why}",
  "embed.keptRefused": "The run that this browser kept could not be opened: {why}",
  "embed.removed": "The playground was removed from the page",
  "embed.more": "Speed, seed, undo and keys",
} as const;
