/// The families of update rules, each in its own file, and the parameters that several of them share.
#pragma once

#include <utility>
#include <vector>

#include "base/precision.h"
#include "train/optimizers.h"

namespace gp {

std::vector<Optimizer> descentOptimizers();    ///< sgd momentum nesterov
std::vector<Optimizer> scalingOptimizers();    ///< adagrad rmsprop adadelta
std::vector<Optimizer> adamOptimizers();       ///< adam amsgrad adamw
std::vector<Optimizer> adamKinOptimizers();    ///< nadam radam adamax
std::vector<Optimizer> resilientOptimizers();  ///< rprop

/// A row from its parts, in the order of `Optimizer` and of `Rule`.
inline Optimizer optimizerRow(RowInfo info, double learningRate, std::vector<const char*> stateNames, int scalars,
                              void (*single)(const UpdateArguments<float>&),
                              void (*twice)(const UpdateArguments<double>&)) {
  return {std::move(info), learningRate, {std::move(stateNames), scalars, single, ofFloat64(twice)}};
}

/// A factor by which an average of the past is kept at every step; below 1, so that the past fades.
inline Parameter decayFactor(const char* id, Text label, Text summary, double fallback, double max) {
  return {id, label, summary, fallback, 0, max, Scale::linear};
}

inline Parameter momentumParameter(double fallback) {
  return decayFactor("momentum", {"momentum μ", "动量 μ"},
                     {"Share of the last step's velocity that is kept.", "保留上一步速度的比例。"}, fallback, 0.9999);
}

inline Parameter beta1Parameter() {
  return decayFactor("beta1", {"β₁", "β₁"},
                     {"Share kept of the running average of gradients.", "梯度滑动平均中保留旧值的比例。"}, 0.9,
                     0.9999);
}

inline Parameter beta2Parameter(Text summary = {"Share kept of the running average of squared gradients.",
                                                "梯度平方滑动平均中保留旧值的比例。"}) {
  return decayFactor("beta2", {"β₂", "β₂"}, summary, 0.999, 0.999999);
}

/// At least 1e-16, never 0: a parameter whose gradients are all zero would be divided by zero.
inline Parameter epsilonParameter(double fallback) {
  return {"epsilon",
          {"epsilon ε", "ε"},
          {"Added to the divisor, which otherwise could be zero.", "加在除数上，避免除以零。"},
          fallback,
          1e-16,
          1,
          Scale::log};
}

/// L2-style decay: added to the gradient of weights and biases alike, as PyTorch does (the experiment's own
/// l2 spares the biases).
inline Parameter weightDecayParameter() {
  return {"weightDecay",
          {"weight decay λ", "权重衰减 λ"},
          {"λ times the parameter is added to its gradient.", "将 λ 乘以参数加到其梯度上。"},
          0,
          0,
          1,
          Scale::linear};
}

}  // namespace gp
