import type { frame as source } from "../en/frame.js";

export const frame: { [K in keyof typeof source]: string } = {
  "frame.title": "梯度游乐场",
  "frame.language": "语言",
  "frame.toDark": "切换到深色",
  "frame.toLight": "切换到浅色",
};
