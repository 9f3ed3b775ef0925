import type { Preset } from "./preset.js";

/** Settings that work, from small to large. */
export const GOOD: readonly Preset[] = [
  {
    id: "spirals-four-features",
    kind: "good",
    label: { en: "Two spirals, four features", zh: "双螺旋，四个特征" },
    summary: {
      en: "With sin x and sin y beside the coordinates, ten hidden neurons wind around both arms.",
      zh: "除坐标外再给出 sin x 与 sin y，十个隐藏神经元就能绕出两条旋臂。",
    },
    experiment: {
      task: "classification",
      data: { dataset: "spiral", samples: 360, noise: 0.25, trainFraction: 0.6, seed: 7 },
      features: ["x", "y", "sin(x)", "sin(y)"],
      network: {
        hidden: [
          { units: 6, activation: "tanh" },
          { units: 4, activation: "tanh" },
        ],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 11,
      },
      loss: "binary-cross-entropy",
      regularization: { l2: 0.001 },
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 16, shuffle: true, seed: 1010 },
      stop: { maxEpochs: 800 },
    },
  },
  {
    id: "circle-four-neurons",
    kind: "good",
    label: { en: "A ring from four lines", zh: "四条线围成的环" },
    summary: {
      en: "Each hidden neuron draws one line; together they fence in the inner disc.",
      zh: "每个隐藏神经元画一条线，合起来围住中间的圆。",
    },
    experiment: {
      data: { dataset: "circle", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 3 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 4, activation: "tanh" }],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 5,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.03 },
      batch: { size: 16 },
    },
  },
  {
    id: "xor-relu",
    kind: "good",
    label: { en: "XOR with bent lines", zh: "用折线解异或" },
    summary: {
      en: "No single line parts the four corners; a few ReLU neurons fold the plane until one does.",
      zh: "没有一条直线能分开四个角；几个 ReLU 神经元把平面折起来，就能分开。",
    },
    experiment: {
      data: { dataset: "xor", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 2 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 6, activation: "relu" }],
        outputActivation: "sigmoid",
        initializer: "he-normal",
        seed: 4,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 16 },
    },
  },
  {
    id: "spiral-depth",
    kind: "good",
    label: { en: "The spiral by depth alone", zh: "只靠深度解螺旋" },
    summary: {
      en: "Only x and y go in; three layers of eight make the curves themselves.",
      zh: "只输入 x 和 y，三层各八个神经元自己造出曲线。",
    },
    experiment: {
      data: { dataset: "spiral", samples: 500, noise: 0.05, trainFraction: 0.6, seed: 1 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 8, activation: "tanh" },
          { units: 8, activation: "tanh" },
          { units: 8, activation: "tanh" },
        ],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 8,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.01 },
      batch: { size: 10 },
    },
  },
  {
    id: "three-classes",
    kind: "good",
    label: { en: "Three classes, softmax", zh: "三个类别，softmax" },
    summary: {
      en: "One output a class; the strongest one colours the place, and where two are equal a line runs.",
      zh: "每个类别一个输出；哪个输出最强，该处就用它的颜色；两者相等之处便是分界线。",
    },
    experiment: {
      data: { dataset: "blobs", samples: 300, noise: 0.5, classes: 3, trainFraction: 0.6, seed: 4 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 6, activation: "tanh" }],
        outputActivation: "softmax",
        initializer: "xavier-uniform",
        seed: 3,
      },
      loss: "cross-entropy",
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 16 },
    },
  },
  {
    id: "iris",
    kind: "good",
    label: { en: "Iris, three species", zh: "鸢尾花，三个品种" },
    summary: {
      en: "Four measurements of 150 flowers; two of the species overlap a little, so not every flower can be right.",
      zh: "150 朵花的四项测量；有两个品种略有重叠，不可能每一朵都判对。",
    },
    experiment: {
      data: { dataset: "iris", trainFraction: 0.7, seed: 2 },
      features: ["raw"],
      network: {
        hidden: [{ units: 8, activation: "tanh" }],
        outputActivation: "softmax",
        initializer: "xavier-uniform",
        seed: 6,
      },
      loss: "cross-entropy",
      optimizer: { name: "adam", learningRate: 0.01 },
      batch: { size: 16 },
    },
  },
  {
    id: "curve",
    kind: "good",
    label: { en: "A curve through points", zh: "穿过点的曲线" },
    summary: {
      en: "Regression with one input: the curve is a sum of eight S-shaped steps, each one neuron’s.",
      zh: "单输入回归：曲线是八个 S 形台阶之和，每个台阶属于一个神经元。",
    },
    experiment: {
      task: "regression",
      data: { dataset: "sine", samples: 120, noise: 0.1, trainFraction: 0.7, seed: 5 },
      features: ["x"],
      network: {
        hidden: [{ units: 8, activation: "tanh" }],
        outputActivation: "linear",
        initializer: "xavier-uniform",
        seed: 9,
      },
      loss: "mse",
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 16 },
    },
  },
  {
    id: "six-hills",
    kind: "good",
    label: { en: "Six hills and hollows", zh: "六个峰与谷" },
    summary: {
      en: "Regression over the plane: a number for every place instead of a class.",
      zh: "平面上的回归：每一处给出一个数值，而不是类别。",
    },
    experiment: {
      task: "regression",
      data: { dataset: "multi-gauss", samples: 800, noise: 0, trainFraction: 0.6, seed: 6 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 8, activation: "tanh" },
          { units: 8, activation: "tanh" },
        ],
        outputActivation: "linear",
        initializer: "xavier-uniform",
        seed: 2,
      },
      loss: "mse",
      optimizer: { name: "adam", learningRate: 0.01 },
      batch: { size: 16 },
    },
  },
  {
    id: "digits",
    kind: "good",
    label: { en: "Handwritten digits", zh: "手写数字" },
    summary: {
      en: "64 grey values in, ten classes out; the picture shows the plane along which the images vary most.",
      zh: "输入 64 个灰度值，输出十个类别；图中是图像变化最大的平面（前两个主成分）。",
    },
    experiment: {
      data: { dataset: "digits", trainFraction: 0.8, seed: 1 },
      features: ["raw"],
      network: {
        hidden: [{ units: 24, activation: "relu" }],
        outputActivation: "softmax",
        initializer: "he-normal",
        seed: 1,
      },
      loss: "cross-entropy",
      optimizer: { name: "adam", learningRate: 0.003 },
      batch: { size: 32 },
    },
  },
  {
    id: "classic",
    kind: "good",
    label: { en: "The classic start", zh: "经典起点" },
    summary: {
      en: "A circle, layers of four and two, plain gradient descent at 0.03: what TensorFlow Playground begins with.",
      zh: "圆形数据，四个加两个神经元，普通梯度下降，学习率 0.03：TensorFlow Playground 的初始设置。",
    },
    experiment: {
      data: { dataset: "circle", samples: 500, noise: 0, trainFraction: 0.5, seed: 1 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 4, activation: "tanh" },
          { units: 2, activation: "tanh" },
        ],
        outputActivation: "tanh",
        initializer: "uniform",
        seed: 2,
      },
      loss: "half-squared-error",
      optimizer: { name: "sgd", learningRate: 0.03 },
      batch: { size: 10 },
    },
  },
];
