#include "train/divergence.h"

#include <algorithm>
#include <cmath>

namespace gp {
namespace {

/// Rounded to two significant digits: 41.7 → 42, 1234 → 1200.
double roughly(double number) {
  if (!(number > 0) || !std::isfinite(number)) return number;
  double unit = 1;
  while (number / unit >= 100) unit *= 10;
  while (number / unit < 10) unit /= 10;
  return std::floor(number / unit + 0.5) * unit;
}

struct Words {
  const char* id;  ///< in `values`
  Text text;
};

const Words& wordsOf(Divergence::Quantity quantity) {
  static const Words words[] = {
      {"loss", {"loss", "损失"}}, {"gradient", {"a gradient", "梯度"}}, {"parameter", {"a parameter", "参数"}}};
  return words[static_cast<int>(quantity)];
}

/// Appends the place in brackets.
void describe(const Place& place, std::string& en, std::string& zh,
              std::vector<std::pair<std::string, Value>>& values) {
  values.emplace_back("layer", place.layer);
  values.emplace_back("unit", place.unit);
  if (place.input == Place::wholeUnit) {
    en += " (first in layer {layer}, neuron {unit})";
    zh += "（最先出现在第 {layer} 层神经元 {unit}）";
  } else if (place.input == Place::bias) {
    en += " (layer {layer}, neuron {unit}, bias)";
    zh += "（第 {layer} 层神经元 {unit} 的偏置）";
  } else {
    values.emplace_back("input", place.input);
    en += " (layer {layer}, neuron {unit}, weight of input {input})";
    zh += "（第 {layer} 层神经元 {unit} 对输入 {input} 的权重）";
  }
}

}  // namespace

void WeightGrowth::note(double largestWeight) {
  if (count == window) {
    std::move(largest.begin() + 1, largest.end(), largest.begin());
    --count;
  }
  largest[static_cast<std::size_t>(count)] = largestWeight;
  ++count;
}

WeightGrowth::Spurt WeightGrowth::spurt() const {
  int last = count - 1;
  while (last >= 0 && !std::isfinite(largest[static_cast<std::size_t>(last)])) --last;
  Spurt best;
  for (int first = last - 1; first >= 0; --first) {
    const double factor = largest[static_cast<std::size_t>(last)] / largest[static_cast<std::size_t>(first)];
    if (std::isfinite(factor) && factor >= 2 && factor > best.factor) best = {factor, last - first};
    if (best.factor >= 10) break;
  }
  return best;
}

Reason divergenceReason(const Divergence& divergence, const WeightGrowth& growth) {
  const Words& words = wordsOf(divergence.quantity);
  std::string en = std::string(words.text.en) + " became {value} at step {step}";
  std::string zh = std::string("第 {step} 步") + words.text.zh + "变为 {value}";
  std::vector<std::pair<std::string, Value>> values = {
      {"quantity", words.id}, {"value", formatNumber(divergence.value)}, {"step", divergence.step}};
  if (divergence.place) describe(*divergence.place, en, zh, values);
  if (const WeightGrowth::Spurt spurt = growth.spurt(); spurt.steps > 0) {
    en += spurt.steps == 1 ? "; the largest weight grew {growth}-fold in 1 step"
                           : "; the largest weight grew {growth}-fold in {growthSteps} steps";
    zh += "；最大权重在 {growthSteps} 步内增至 {growth} 倍";
    values.emplace_back("growth", roughly(spurt.factor));
    values.emplace_back("growthSteps", static_cast<double>(spurt.steps));
  }
  en += "; learning rate {learningRate}";
  zh += "；学习率 {learningRate}";
  values.emplace_back("learningRate", divergence.learningRate);
  return makeReason("diverged", en, zh, std::move(values));
}

}  // namespace gp
