/// What a network is trained towards: from targets as given (class indices, labels, values) to its outputs.
#pragma once

#include <string>

#include "experiment/experiment.h"

namespace gp {

/// How the targets of an experiment map to outputs.
///
/// Two classes need one output under sigmoid (0 and 1), tanh or linear (−1 and +1). More classes, and two
/// under softmax, need one output a class: one-hot, with −1 in place of 0 under tanh and linear. Labels need
/// one output each, 0/1 or −1/+1 likewise. Real values are trained towards as they are.
struct TargetCode {
  int outputs = 0;
  int classes = 0;  ///< 0 for regression and labels
  bool multiLabel = false;
  double low = 0;   ///< output of a class or label that a row does not have
  double high = 1;  ///< output of the one it has
};

/// @param columns           columns of the targets as given
/// @param classes           0 for regression and labels
/// @param outputActivation  id of the output activation
TargetCode targetCode(Task task, int columns, int classes, const std::string& outputActivation);

/// Rows of outputs to train towards. @param targets [rows × columns] as given @return [rows × outputs]
Table encodeTargets(const TargetCode& code, const Table& targets);

/// One-hot rows, as they may be given under softmax, to class indices [rows × 1].
Table classesOfOneHot(const Table& targets);

}  // namespace gp
