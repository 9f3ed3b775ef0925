import type { about as source } from "../en/about.js";

/** The dialog about the page. */
export const about: { [K in keyof typeof source]: string } = {
  "about.for": "供所有讲授或学习神经网络训练的人使用：一个小网络在眼前学习，其中每个数都可以查看、讲解和修改。",
  "about.network": "什么是神经网络",
  "about.networkText":
    "神经元一层层排列。每个神经元把各个输入乘以权重后相加，再加上偏置，经激活函数得到输出。训练就是小步地调整权重和偏置，使训练集上的损失下降。",
  "about.colours": "颜色的含义",
  "about.coloursText":
    "点的颜色是它的类别，或它的目标值。背景是网络在该处的预测，颜色越浅，网络越拿不准。神经元的方块显示它在图中各处的输出。连线是权重：蓝色为正，橙色为负，线越粗，权重的绝对值越大。",
  "about.licence": "许可证",
  "about.licenceText": "MIT：可自由使用、修改和分享，课堂上也可以。",
  "about.source": "源代码",
  "about.sourceText":
    "计算核心用 C++ 写成并编译为 WebAssembly，页面用 TypeScript。每份副本都附有源代码、测试和文档；你在此的操作不会发送到任何地方。",
  "about.embed": "放进自己的网页",
  "about.embedText": "把这两行放进任意网页：",
  "about.copy": "复制",
};
