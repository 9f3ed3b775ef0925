#include "nn/initializers.h"

#include <algorithm>
#include <cmath>

#include "nn/orthogonal.h"

namespace gp {
namespace {

std::size_t weightCount(int units, int inputs) {
  return static_cast<std::size_t>(units) * static_cast<std::size_t>(inputs);
}

void fillUniform(double limit, double bias, int units, int inputs, Random& random, double* weights, double* biases) {
  for (std::size_t i = 0; i < weightCount(units, inputs); ++i) weights[i] = random.uniform(-limit, limit);
  std::fill_n(biases, units, bias);
}

void fillNormal(double deviation, double bias, int units, int inputs, Random& random, double* weights, double* biases) {
  for (std::size_t i = 0; i < weightCount(units, inputs); ++i) weights[i] = deviation * random.normal();
  std::fill_n(biases, units, bias);
}

Parameter biasParameter(double fallback) {
  return {"bias", {"Bias", "偏置"}, {"What every bias starts at.", "所有偏置的初始值。"}, fallback, -10,
          10,     Scale::linear};
}

}  // namespace

const std::vector<Initializer>& initializers() {
  using Values = std::vector<double>;
  static const std::vector<Initializer> table = {
      {{"uniform",
        {"Uniform", "均匀分布"},
        {"Every weight evenly between two fixed limits.", "每个权重在两个固定界限之间均匀抽取。"},
        R"(w \sim \mathcal{U}(-\ell, \ell),\quad b = \beta)",
        "TensorFlow Playground: ±0.5 with biases of 0.1",
        {{"limit",
          {"Limit", "界限"},
          {"Weights lie between minus and plus this.", "权重在正负这个数之间。"},
          0.5,
          0,
          10,
          Scale::linear},
         biasParameter(0.1)}},
       [](const Values& values, int units, int inputs, Random& random, double* weights, double* biases) {
         fillUniform(values[0], values[1], units, inputs, random, weights, biases);
       }},
      {{"normal",
        {"Normal", "正态分布"},
        {"Every weight from a bell curve of fixed width around 0.", "每个权重取自以 0 为中心、宽度固定的正态分布。"},
        R"(w \sim \mathcal{N}(0, s^2),\quad b = \beta)",
        "PyTorch, torch.nn.init.normal_",
        {{"std",
          {"Standard deviation", "标准差"},
          {"Width of the bell curve.", "正态分布的宽度。"},
          0.5,
          0,
          10,
          Scale::linear},
         biasParameter(0)}},
       [](const Values& values, int units, int inputs, Random& random, double* weights, double* biases) {
         fillNormal(values[0], values[1], units, inputs, random, weights, biases);
       }},
      {{"xavier-uniform",
        {"Xavier uniform", "Xavier 均匀"},
        {"Even limits by the layer's inputs and units together, so that signals keep their size both ways; for tanh.",
         "界限由该层的输入数与神经元数共同决定，使信号前后传播都保持大小；适合 Tanh。"},
        R"(w \sim \mathcal{U}(-\ell, \ell),\quad \ell = \sqrt{\frac{6}{n_{in} + n_{out}}})",
        "X. Glorot, Y. Bengio, \"Understanding the difficulty of training deep feedforward neural networks\", AISTATS "
        "2010, eq. 16"},
       [](const Values&, int units, int inputs, Random& random, double* weights, double* biases) {
         fillUniform(std::sqrt(6.0 / (static_cast<double>(inputs) + units)), 0, units, inputs, random, weights, biases);
       }},
      {{"xavier-normal",
        {"Xavier normal", "Xavier 正态"},
        {"A bell curve whose width follows the layer's inputs and units together; for tanh.",
         "正态分布，宽度由该层的输入数与神经元数共同决定；适合 Tanh。"},
        R"(w \sim \mathcal{N}(0, s^2),\quad s = \sqrt{\frac{2}{n_{in} + n_{out}}})",
        "X. Glorot, Y. Bengio, \"Understanding the difficulty of training deep feedforward neural networks\", AISTATS "
        "2010, eq. 12; torch.nn.init.xavier_normal_"},
       [](const Values&, int units, int inputs, Random& random, double* weights, double* biases) {
         fillNormal(std::sqrt(2.0 / (static_cast<double>(inputs) + units)), 0, units, inputs, random, weights, biases);
       }},
      {{"he-uniform",
        {"He uniform", "He 均匀"},
        {"Even limits by the layer's inputs, wide enough to make up for what ReLU cuts away.",
         "界限由该层的输入数决定，并补偿 ReLU 截掉的一半信号。"},
        R"(w \sim \mathcal{U}(-\ell, \ell),\quad \ell = \sqrt{\frac{6}{n_{in}}})",
        "K. He, X. Zhang, S. Ren, J. Sun, \"Delving Deep into Rectifiers\", arXiv:1502.01852, eq. 10; "
        "torch.nn.init.kaiming_uniform_ with gain √2"},
       [](const Values&, int units, int inputs, Random& random, double* weights, double* biases) {
         fillUniform(std::sqrt(6.0 / inputs), 0, units, inputs, random, weights, biases);
       }},
      {{"he-normal",
        {"He normal", "He 正态"},
        {"A bell curve whose width follows the layer's inputs and makes up for what ReLU cuts away.",
         "正态分布，宽度由该层的输入数决定，并补偿 ReLU 截掉的一半信号。"},
        R"(w \sim \mathcal{N}(0, s^2),\quad s = \sqrt{\frac{2}{n_{in}}})",
        "K. He, X. Zhang, S. Ren, J. Sun, \"Delving Deep into Rectifiers\", arXiv:1502.01852, eq. 10; "
        "torch.nn.init.kaiming_normal_ with gain √2"},
       [](const Values&, int units, int inputs, Random& random, double* weights, double* biases) {
         fillNormal(std::sqrt(2.0 / inputs), 0, units, inputs, random, weights, biases);
       }},
      {{"lecun-normal",
        {"LeCun normal", "LeCun 正态"},
        {"A bell curve whose width follows the layer's inputs; what SELU was made for.",
         "正态分布，宽度由该层的输入数决定；与 SELU 配合使用。"},
        R"(w \sim \mathcal{N}(0, s^2),\quad s = \sqrt{\frac{1}{n_{in}}})",
        "Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, \"Efficient BackProp\", 1998, section 4.6"},
       [](const Values&, int units, int inputs, Random& random, double* weights, double* biases) {
         fillNormal(std::sqrt(1.0 / inputs), 0, units, inputs, random, weights, biases);
       }},
      {{"orthogonal",
        {"Orthogonal", "正交"},
        {"A random rotation: rows (or columns, where those are fewer) at right angles and of one length, the gain.",
         "随机旋转：各行（列数较少时为各列）两两垂直，长度都等于增益。"},
        R"(W W^\top = c^2 I \ \text{or}\ W^\top W = c^2 I)",
        "A. Saxe, J. McClelland, S. Ganguli, \"Exact solutions to the nonlinear dynamics of learning in deep linear "
        "neural networks\", arXiv:1312.6120; torch.nn.init.orthogonal_",
        {{"gain",
          {"Gain", "增益"},
          {"The length of the rows: by how much the layer stretches its input.", "各行的长度，即该层把输入放大多少。"},
          1,
          0,
          10,
          Scale::linear}}},
       [](const Values& values, int units, int inputs, Random& random, double* weights, double* biases) {
         fillOrthogonal(values[0], units, inputs, random, weights);
         std::fill_n(biases, units, 0.0);
       }},
      {{"zeros",
        {"Zeros", "全零"},
        {"Every weight and bias 0: all units of a layer stay alike and learn the same; shown to see why not.",
         "所有权重和偏置都为 0：同层神经元永远一样、学到的也一样，用来说明为什么不能这样做。"},
        R"(w = 0,\quad b = 0)",
        "PyTorch, torch.nn.init.zeros_"},
       [](const Values&, int units, int inputs, Random&, double* weights, double* biases) {
         std::fill_n(weights, weightCount(units, inputs), 0.0);
         std::fill_n(biases, units, 0.0);
       }},
  };
  return table;
}

}  // namespace gp
