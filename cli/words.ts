/** What the command line says, in English and Chinese: by `LC_ALL`, `LC_MESSAGES`, `LANG` as other programs do. */

const en = {
  about: "Train small neural networks without a screen: the engine of Gradient Playground.",
  train: "Train one experiment and show how the loss falls",
  sweep: "Train every combination of some settings, on all cores, into one ranked table",
  merge: "Put the tables of the shards of a sweep together",
  predict: "What a trained network says about the rows of a CSV file",
  check: "Compare the gradient with central differences in float64",
  export: "Write a trained network for another framework",
  catalog: "What there is: datasets, activations, losses, optimizers …",
  presets: "The examples of the page, by their ids",
  source: "an experiment or a saved run as JSON, the id of a preset, a link, or a CSV file",
  run: "a run saved by train --out",
  points: "a CSV file with the run's columns",
  table: "one table of the catalog alone",
  json: "one JSON object a line on standard output, all else on standard error",
  set: "a setting by its path, as optimizer.learningRate=0.03 (again for more)",
  sweepSet: "values of a setting: a list 0.01,0.1, whole numbers 1..8, or steps 0.1..0.5:0.1 (again for more)",
  epochs: "epochs to train",
  until: "end when a rule holds: trainLoss=0.05, gradientNorm=1e-4 or patience=20 (again for more)",
  out: "save the run, to be continued, asked or exported",
  png: "save the picture of the decision boundary",
  target: "the column of a CSV file to learn",
  inputs: "the columns to learn from, separated by commas",
  as: "what the target is: class or value",
  csv: "where the table goes; what it holds already is not trained again",
  cores: "how many runs at a time",
  shard: "only part i of n of the combinations, as 2/4",
  top: "rows of the ranking that are shown",
  by: "what ranks: testLoss, trainLoss, testMetric or trainMetric",
  format: "one of {formats}",
  examples: "Examples:",
  epoch: "epoch",
  trainLoss: "train loss",
  testLoss: "test loss",
  stopped: "stopped",
  diverged: "diverged",
  interrupted: "Interrupted after epoch {epoch}; the result is kept.",
  saved: "Saved {path}",
  done: "{count} of {all} combinations are in {path}",
  skipped: "{count} combinations are there already",
  passed: "The worst relative error is {error}, at parameter {parameter} of {checked}: the gradient is right.",
  failed: "The worst relative error is {error}, at parameter {parameter} of {checked}: that is more than {most}.",
  noFile: "{path} cannot be read: {reason}",
  noSource: "{source} is no file, no preset and no link; presets: {presets}",
  noColumn: "{path} has no column {name}; it has {columns}",
  noTarget: "{path}: choose the column to learn by --target; it has {columns}",
  badTable: "{path} cannot be read as a table: {reason}",
  lacking: "{path}: no rows can be used ({reason})",
  badSetting: "{text} is no setting, allowed path=value",
  badRange: "{text} is no list of values, allowed a,b,c, from..to or from..to:step",
  badUntil: "{text} is no stop rule, allowed {allowed}",
  badShard: "{text} is no part, allowed i/n with i from 1 to n",
  badNumber: "{name} = {text}, allowed {allowed}",
  badChoice: "{name} = {text}, allowed {allowed}",
  notARun: "{path} holds no saved run, allowed what train --out writes",
  otherSweep: "{path} holds another sweep: line {line} is not one of its combinations",
  tooMany: "{count} combinations, allowed {most} at most",
  noSet: "nothing varies, allowed at least one --set path=values",
  noPicture: "{columns} columns of data have no picture, allowed 2",
};

type Words = typeof en;

const zh: Words = {
  about: "不用屏幕训练小型神经网络：梯度游乐场的计算引擎。",
  train: "训练一个实验，显示损失如何下降",
  sweep: "用所有处理器核训练若干设置的全部组合，得到一张排序表",
  merge: "把一次扫描各个分片的表合并",
  predict: "用训练好的网络预测 CSV 文件的各行",
  check: "用 float64 中心差分核对梯度",
  export: "把训练好的网络写成其他框架的格式",
  catalog: "有哪些数据集、激活函数、损失函数、优化器……",
  presets: "网页中的示例及其标识",
  source: "实验或已保存的运行（JSON）、预设的标识、链接，或 CSV 文件",
  run: "train --out 保存的运行",
  points: "含有该运行各列的 CSV 文件",
  table: "只看目录中的一张表",
  json: "标准输出每行一个 JSON 对象，其余写到标准错误",
  set: "按路径给出一个设置，如 optimizer.learningRate=0.03（可重复）",
  sweepSet: "一个设置的取值：列表 0.01,0.1，整数 1..8，或步长 0.1..0.5:0.1（可重复）",
  epochs: "训练的轮次（epoch）数",
  until: "满足规则时结束：trainLoss=0.05、gradientNorm=1e-4 或 patience=20（可重复）",
  out: "保存运行，以便继续训练、预测或导出",
  png: "保存决策边界的图片",
  target: "CSV 文件中要学习的列",
  inputs: "作为输入的列，用逗号分隔",
  as: "目标是类别（class）还是数值（value）",
  csv: "表格写到哪里；其中已有的组合不再训练",
  cores: "同时训练的个数",
  shard: "只做 n 份组合中的第 i 份，如 2/4",
  top: "显示排序表的前几行",
  by: "排序依据：testLoss、trainLoss、testMetric 或 trainMetric",
  format: "{formats} 之一",
  examples: "示例：",
  epoch: "轮次",
  trainLoss: "训练损失",
  testLoss: "测试损失",
  stopped: "已停止",
  diverged: "已发散",
  interrupted: "在第 {epoch} 轮后中断，结果已保留。",
  saved: "已保存 {path}",
  done: "{all} 个组合中已有 {count} 个写入 {path}",
  skipped: "已有 {count} 个组合",
  passed: "最大相对误差为 {error}（共 {checked} 个参数，出现在第 {parameter} 个）：梯度正确。",
  failed: "最大相对误差为 {error}（共 {checked} 个参数，出现在第 {parameter} 个），超过 {most}。",
  noFile: "无法读取 {path}：{reason}",
  noSource: "{source} 不是文件、预设或链接；预设有：{presets}",
  noColumn: "{path} 没有列 {name}；已有的列：{columns}",
  noTarget: "{path}：请用 --target 选出要学习的列；已有的列：{columns}",
  badTable: "无法把 {path} 读作表格：{reason}",
  lacking: "{path}：没有可用的行（{reason}）",
  badSetting: "{text} 不是设置，应写作 路径=值",
  badRange: "{text} 不是取值列表，应写作 a,b,c、起..止 或 起..止:步长",
  badUntil: "{text} 不是停止规则，可用 {allowed}",
  badShard: "{text} 不是分片，应写作 i/n，i 从 1 到 n",
  badNumber: "{name} = {text}，允许 {allowed}",
  badChoice: "{name} = {text}，允许 {allowed}",
  notARun: "{path} 不是已保存的运行，应为 train --out 写出的文件",
  otherSweep: "{path} 属于另一次扫描：第 {line} 行不在这次的组合之中",
  tooMany: "共有 {count} 个组合，最多允许 {most} 个",
  noSet: "没有变化的设置，至少要有一个 --set 路径=取值",
  noPicture: "{columns} 列的数据没有图片，只允许 2 列",
};

export type Word = keyof Words;

const tag = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
export const language: "en" | "zh" = /^zh/i.test(tag) ? "zh" : "en";

/** A text with its places filled. */
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const text = (language === "zh" ? zh : en)[word];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Wrong use of the command line: it ends with 2. */
export class UsageError extends Error {}

/** @throws UsageError with the text */
export function refuse(word: Word, values: Record<string, string | number> = {}): never {
  throw new UsageError(say(word, values));
}
