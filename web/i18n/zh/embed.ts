import type { embed as source } from "../en/embed.js";

export const embed: { [K in keyof typeof source]: string } = {
  "embed.refused": "无法按要求开始",
  "embed.notAllowed": "{name} = “{value}”，允许的取值：{allowed}",
  "embed.wholeNumber": "0 到 4294967295 的整数",
  "embed.speed": "大于 0 的数，或 max",
  "embed.unread": "实验未能打开：{why}",
  "embed.keptRefused": "浏览器保存的训练未能打开：{why}",
  "embed.removed": "游乐场已从页面中移除",
  "embed.more": "速度、种子、撤销与快捷键",
};
