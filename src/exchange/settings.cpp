#include "exchange/settings.h"

#include <limits>
#include <stdexcept>
#include <string>

namespace gp {
namespace {

constexpr double off = std::numeric_limits<double>::quiet_NaN();
constexpr double lastSeed = 4294967295;
constexpr double whole = 9007199254740991;  // the last whole number that float64 counts to
constexpr double huge = 1e12;
constexpr double tiny = 1e-12;

constexpr bool restarts = true;
constexpr bool nullable = true;

}  // namespace

const std::vector<Setting>& settings() {
  static const std::vector<Setting> table = {
      {{"data.samples",
        {"Samples", "样本数"},
        {"Rows of data, training and test together; every dataset has its own range and default.",
         "数据的总行数(训练集与测试集之和);各数据集有各自的范围和默认值。"},
        500, 10, 100'000, Scale::integer},
       restarts},
      {{"data.noise",
        {"Noise", "噪声"},
        {"How much chance is mixed into the data; measured data have noise of their own.",
         "混入数据的随机成分;实测数据自带噪声。"},
        0, 0, 0.8},
       restarts},
      {{"data.classes",
        {"Classes", "类别数"},
        {"How many classes there are; every dataset has its own range.", "类别的个数;各数据集有各自的范围。"},
        2, 2, 1000, Scale::integer},
       restarts},
      {{"data.trainFraction",
        {"Training share", "训练集比例"},
        {"The share of the rows that train; the others test. At 1 there is no test part.",
         "用于训练的样本比例,其余用于测试;取 1 时没有测试集。"},
        0.5, 1e-6, 1},
       restarts},
      {{"data.seed",
        {"Data seed", "数据种子"},
        {"Decides the rows, and which of them train.", "决定生成哪些样本,以及哪些用于训练。"},
        1, 0, lastSeed, Scale::integer},
       restarts},
      {{"network.hidden",
        {"Hidden layers", "隐藏层数"},
        {"How many layers lie between the features and the outputs.", "特征与输出之间的层数。"},
        2, 0, 64, Scale::integer},
       restarts},
      {{"network.hidden[].units",
        {"Units", "神经元数"},
        {"Neurons of a hidden layer.", "一个隐藏层的神经元个数。"},
        4, 1, 1024, Scale::integer},
       restarts},
      {{"network.hidden[].dropout",
        {"Dropout", "丢弃率(dropout)"},
        {"Probability that a unit of this layer is left out of a training step.", "训练时该层每个神经元被随机丢弃的概率。"},
        0, 0, 0.95}},
      {{"network.seed",
        {"Weight seed", "权重种子"},
        {"Decides the first weights.", "决定初始权重。"},
        2, 0, lastSeed, Scale::integer},
       restarts},
      {{"regularization.l1",
        {"L1 rate", "L1 系数"},
        {"Factor of the sum of absolute weights in the objective.", "目标函数中权重绝对值之和的系数。"},
        0, 0, 1000}},
      {{"regularization.l2",
        {"L2 rate", "L2 系数"},
        {"Factor of half the sum of squared weights in the objective.", "目标函数中权重平方和之半的系数。"},
        0, 0, 1000}},
      {{"optimizer.learningRate",
        {"Learning rate", "学习率"},
        {"Length of a step along the gradient; every optimizer has its own default.",
         "沿梯度方向的步长系数;各优化器有各自的默认值。"},
        0.03, tiny, huge, Scale::log}},
      {{"gradientClipping.norm",
        {"Largest gradient norm", "梯度范数上限"},
        {"A longer gradient is shortened to this length.", "梯度的范数超过此值时,按比例缩短到此值。"},
        1, tiny, huge, Scale::log}},
      {{"gradientClipping.value",
        {"Largest gradient entry", "梯度分量上限"},
        {"Entries beyond ± this value are set to it.", "梯度的每个分量都限制在 ± 此值之内。"},
        0.5, tiny, huge, Scale::log}},
      {{"batch.size",
        {"Batch size", "批量大小"},
        {"Rows an update looks at; a batch larger than the training set is the whole set.",
         "每次更新所用的样本数;大于训练集时即为整个训练集。"},
        10, 1, limits::rows, Scale::integer}},
      {{"batch.seed",
        {"Batch seed", "批次种子"},
        {"Decides the order of the rows in each epoch, and which units drop out.",
         "决定每轮训练中样本的顺序,以及丢弃哪些神经元。"},
        3, 0, lastSeed, Scale::integer},
       restarts},
      {{"stop.maxEpochs",
        {"Most epochs", "最大轮数"},
        {"Stop after this many epochs.", "训练达到此轮数时停止。"},
        off, 1, whole, Scale::integer},
       false, nullable},
      {{"stop.trainLoss",
        {"Training loss", "训练损失"},
        {"Stop when the training loss is at or below this.", "训练损失不高于此值时停止。"},
        off, 0, huge},
       false, nullable},
      {{"stop.gradientNorm",
        {"Gradient norm", "梯度范数"},
        {"Stop when the norm of the gradient is at or below this.", "梯度的范数不高于此值时停止。"},
        off, 0, huge},
       false, nullable},
      {{"stop.patience",
        {"Patience", "耐心轮数"},
        {"Stop after this many epochs without improvement.", "连续此轮数没有改进时停止。"},
        off, 1, whole, Scale::integer},
       false, nullable},
      {{"stop.minDelta",
        {"Least improvement", "最小改进量"},
        {"How far the loss must fall to count as an improvement.", "损失至少下降多少才算改进。"},
        0, 0, huge}},
  };
  return table;
}

const Setting& setting(std::string_view path) {
  for (const Setting& row : settings())
    if (path == row.parameter.id) return row;
  throw std::logic_error("no setting " + std::string(path));
}

}  // namespace gp
