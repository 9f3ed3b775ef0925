/** Data, network and picture. */
export const stage = {
  "stage.data": "Data",
  "stage.network": "Network",
  "stage.output": "Output",
  "stage.features": "Features",
} as const;
