/** On the picture of data with more than two columns. */
export const columns = {
  "columns.choice": "View",
  "columns.two": "Slice",
  "columns.twoSays": "A slice through two of the columns",
  "columns.components": "Principal components",
  "columns.componentsShort": "Components",
  "columns.componentsSay": "The plane along which the points vary most",
  "columns.axisRight": "Column that runs right",
  "columns.axisUp": "Column that runs up",
  "columns.share": "{name} ({share})",
  "columns.shareOfVariance": "{name} ({share} of the variance)",
  "columns.restAtMean": "{n} other column at its mean|{n} other columns at their mean",
  "columns.slice": "Colours are a slice",
  "columns.sliceWrong": "Colours are a slice; ticks mark what is wrong by all columns",
  "columns.plane": "Colours: the network on this plane; points off it may lie on another colour.",
  "columns.planeWrong": "Ticks mark wrong points.",
} as const;
