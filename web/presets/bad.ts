import type { Preset } from "./preset.js";

/** Settings that fail, each for one reason that can be seen. */
export const BAD: readonly Preset[] = [
  {
    id: "rate-too-high",
    kind: "bad",
    label: { en: "A learning rate too high", zh: "学习率过大" },
    summary: {
      en: "Each step overshoots by more than the last, until the loss is no longer a number.",
      zh: "每一步都冲得更远，直到损失不再是有限的数。",
    },
    experiment: {
      data: { dataset: "spiral", samples: 360, noise: 0.1, trainFraction: 0.6, seed: 7 },
      features: ["x", "y", "x^2", "y^2", "x*y"],
      network: {
        hidden: [{ units: 6, activation: "tanh" }],
        outputActivation: "linear",
        initializer: "xavier-uniform",
        seed: 11,
      },
      loss: "half-squared-error",
      optimizer: { name: "sgd", learningRate: 0.8 },
      batch: { size: 16 },
    },
  },
  {
    id: "all-zeros",
    kind: "bad",
    label: { en: "All weights start at 0", zh: "所有权重从 0 开始" },
    summary: {
      en: "Neurons that begin alike get the same gradient and stay alike: six of them are no more than one.",
      zh: "起点相同的神经元，梯度也相同，永远亦步亦趋：六个等于一个。",
    },
    experiment: {
      data: { dataset: "circle", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 3 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 6, activation: "tanh" }],
        outputActivation: "sigmoid",
        initializer: "zeros",
        seed: 1,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.03 },
      batch: { size: 16 },
    },
  },
  {
    id: "only-linear",
    kind: "bad",
    label: { en: "Depth without a bend", zh: "有深度，没有非线性" },
    summary: {
      en: "Layers of linear neurons are together one linear layer: the boundary stays a straight line.",
      zh: "多层线性神经元合起来仍是一层线性：分界线始终是直的。",
    },
    experiment: {
      data: { dataset: "xor", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 2 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 6, activation: "linear" },
          { units: 6, activation: "linear" },
        ],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 4,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 16 },
    },
  },
  {
    id: "vanishing",
    kind: "bad",
    label: { en: "The gradient fades away", zh: "梯度消失" },
    summary: {
      en: "Six sigmoid layers each shrink the gradient to a quarter or less; the first layers hardly learn.",
      zh: "六层 sigmoid，每层至多留下四分之一的梯度；前几层几乎学不动。",
    },
    experiment: {
      data: { dataset: "circle", samples: 300, noise: 0.05, trainFraction: 0.6, seed: 1 },
      features: ["x", "y"],
      network: {
        hidden: Array.from({ length: 6 }, () => ({ units: 8, activation: "sigmoid" })),
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 3,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "sgd", learningRate: 0.1 },
      batch: { size: 10 },
    },
  },
  {
    id: "overfitting",
    kind: "bad",
    label: { en: "Learning the noise by heart", zh: "把噪声背下来" },
    summary: {
      en: "Thirty noisy points and a large network: the training loss goes to 0 while the test loss climbs.",
      zh: "三十个带噪声的点配一个大网络：训练损失趋于 0，测试损失却上升。",
    },
    experiment: {
      data: { dataset: "gauss", samples: 100, noise: 0.8, trainFraction: 0.3, seed: 9 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 8, activation: "tanh" },
          { units: 8, activation: "tanh" },
          { units: 8, activation: "tanh" },
        ],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 5,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "adam", learningRate: 0.02 },
      batch: { size: 10 },
    },
  },
  {
    id: "too-small",
    kind: "bad",
    label: { en: "Too few neurons", zh: "神经元太少" },
    summary: {
      en: "Two lines cannot fence in a disc, however long they train.",
      zh: "两条线围不住一个圆，训练多久都不行。",
    },
    experiment: {
      data: { dataset: "circle", samples: 300, noise: 0, trainFraction: 0.6, seed: 3 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 2, activation: "tanh" }],
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
    id: "dead-relu",
    kind: "bad",
    label: { en: "Neurons that die", zh: "失活的神经元" },
    summary: {
      en: "Large first steps push ReLU neurons below 0 everywhere; there their gradient is 0 and they never return.",
      zh: "开头几步过大，把 ReLU 神经元推到处处小于 0；那里梯度为 0，再也回不来。",
    },
    experiment: {
      data: { dataset: "xor", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 2 },
      features: ["x", "y"],
      network: {
        hidden: [
          { units: 8, activation: "relu" },
          { units: 4, activation: "relu" },
        ],
        outputActivation: "sigmoid",
        initializer: "he-normal",
        seed: 6,
      },
      loss: "binary-cross-entropy",
      optimizer: { name: "momentum", learningRate: 0.6 },
      batch: { size: 8 },
    },
  },
  {
    id: "too-much-penalty",
    kind: "bad",
    label: { en: "Too strong a penalty", zh: "正则化过强" },
    summary: {
      en: "An L1 rate of 0.1 pulls nearly every weight to 0: nothing is left to bend the boundary with.",
      zh: "L1 系数 0.1 把几乎所有权重都压到 0，再没有什么能让分界线弯曲。",
    },
    experiment: {
      data: { dataset: "circle", samples: 300, noise: 0.1, trainFraction: 0.6, seed: 3 },
      features: ["x", "y"],
      network: {
        hidden: [{ units: 6, activation: "tanh" }],
        outputActivation: "sigmoid",
        initializer: "xavier-uniform",
        seed: 5,
      },
      loss: "binary-cross-entropy",
      regularization: { l1: 0.1 },
      optimizer: { name: "adam", learningRate: 0.03 },
      batch: { size: 16 },
    },
  },
];
