import type { stage as source } from "../en/stage.js";

export const stage: { [K in keyof typeof source]: string } = {
  "stage.data": "数据",
  "stage.network": "网络",
  "stage.output": "输出",
  "stage.features": "特征",
};
