import type { links as source } from "../en/links.js";

export const links: { [K in keyof typeof source]: string } = {
  "link.opened": "已打开分享的内容。",
  "link.mended": "链接在传递中被改动，已恢复原样。",
  "link.unknownKey": "此处没有 {path} = {value} 这一项，已略去。",
  "link.replaced": "{path} = {value} 在此处不可用，改用 {used}。",
  "link.unknownControl": "链接要隐藏此处没有的控件：{controls}。",
  "link.tfDefaults": "链接中没有 {keys}，取 TensorFlow Playground 的默认值。",
  "link.tfNoSeed": "链接中没有随机种子。TensorFlow Playground 会随机选取，此处取 {seed}。",
  "link.tfValue": "{key}={value} 没有意义，改用 {used}。",
  "link.tfTwice": "链接中 {key} 出现两次，取最后一个值 {used}。",
  "link.tfUnknown": "下列各项与训练无关，已略去：{keys}。",
  "link.tfView": "TensorFlow Playground 的显示方式未沿用：{keys}。",
  "link.tfHide": "链接中隐藏了此处没有的控件：{controls}。",
  "link.tfRateUnused": "链接中正则化率为 {rate}，但没有选择正则化，因此与 TensorFlow Playground 一样不做正则化。",
  "link.tfL1": "L1 的做法不同：TensorFlow Playground 中权重一旦越过零就永远固定为零，此处仍可继续变化。",
  "link.tfLeftover":
    "{rows} 行训练数据按 {batch} 行一批划分，余下 {left} 行。TensorFlow Playground 会把它们带入下一轮，此处它们单独构成一个较小的批次。",
  "link.tfBatchTooLarge":
    "批量大小 {batch} 超过了 {rows} 行训练数据。TensorFlow Playground 将永远不更新参数，此处每批使用全部训练数据。",
  "link.tfOutside": "有 {count} 个点在图外，与 TensorFlow Playground 一样参与训练。",

  "link.nothing": "这段文字中没有实验。可以打开链接、TensorFlow Playground 网址或 JSON 格式的实验。",
  "link.damaged": "链接不完整或在传递中被改动，请重新复制整个链接。",
  "link.newer": "此链接由更新的版本（{version}）生成。请刷新页面后重试。",
  "link.notJson": "这不是实验的 JSON：{what}",
  "link.tooLarge": "链接过大：{what}",
};
