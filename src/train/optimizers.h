/// The optimizers: one row each, beside its update rule in train/rules/. Rules and defaults are PyTorch's.
#pragma once

#include <vector>

#include "base/catalog.h"
#include "train/rules/rule.h"

namespace gp {

struct Optimizer : RowInfo {
  double learningRate;  ///< the default rate
  Rule rule;
};

/// sgd momentum nesterov adagrad rmsprop adadelta adam amsgrad adamw nadam radam adamax rprop.
const std::vector<Optimizer>& optimizers();

}  // namespace gp
