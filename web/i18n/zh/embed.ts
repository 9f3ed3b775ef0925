import type { embed as source } from "../en/embed.js";

export const embed: { [K in keyof typeof source]: string } = {
  "embed.refused": "无法按要求开始",
  "embed.notAllowed": "{name} = “{value}”，允许的取值：{allowed}",
  "embed.wholeNumber": "0 到 4294967295 的整数",
  "embed.speed": "大于 0 的数，或 max",
  "embed.unread": "实验未能打开：{why}",
  "embed.keptRefused": "浏览器保存的训练未能打开：{why}",
  "embed.keptDamaged": "浏览器保存的训练已损坏或来自更新的版本，未予打开。",
  "embed.keptPreferences": "浏览器保存的部分偏好设置在此无效，未予采用。",
  "embed.keptTooLarge": "此处上一次训练过大，浏览器未能保存。",
  "embed.unread.run": "浏览器保存的训练中只有实验可以读取。",
  "embed.unread.record": "浏览器保存的训练中历史记录无法读取。",
  "embed.keepFull": "此训练过大，浏览器无法保存：重新加载后将会丢失。",
  "embed.keepExperiment": "此训练过大，浏览器只能保存其实验：重新加载后将从头开始。",
  "embed.removed": "游乐场已从页面中移除",
  "embed.more": "速度、种子、撤销与快捷键",
};
