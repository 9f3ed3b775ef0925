import type { columns as source } from "../en/columns.js";

export const columns: { [K in keyof typeof source]: string } = {
  "columns.choice": "视图",
  "columns.two": "截面",
  "columns.twoSays": "沿其中两列的截面",
  "columns.components": "主成分",
  "columns.componentsShort": "主成分",
  "columns.componentsSay": "样本变化最大的平面",
  "columns.axisRight": "横轴对应的列",
  "columns.axisUp": "纵轴对应的列",
  "columns.share": "{name}（{share}）",
  "columns.shareOfVariance": "{name}（占方差 {share}）",
  "columns.restAtMean": "其余 {n} 列取平均值",
  "columns.slice": "颜色只是一个截面",
  "columns.sliceWrong": "颜色只是一个截面；四角短线表示按全部列判错",
  "columns.plane": "颜色：网络在这个平面上的输出；平面之外的样本可能落在别的颜色上。",
  "columns.planeWrong": "四角短线标出判错的样本。",
};
