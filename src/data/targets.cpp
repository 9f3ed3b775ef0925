#include "data/targets.h"

#include "base/sizes.h"
#include "nn/activations.h"

namespace gp {

TargetCode targetCode(Task task, int columns, int classes, const std::string& outputActivation) {
  TargetCode code;
  code.outputs = columns;
  if (task == Task::regression) return code;
  const Activation& activation = find(outputActivations(), outputActivation, "network.outputActivation");
  code.low = activation.low == 0 ? 0 : -1;  // 0/1 where that is the range of the outputs, otherwise ∓1
  code.classes = classes;
  code.multiLabel = classes == 0;
  if (code.multiLabel) return code;
  const bool shares = activation.kernels<double>().apply == nullptr;  // softmax: shares of 1, one a class
  code.outputs = classes == 2 && !shares ? 1 : classes;
  return code;
}

Table encodeTargets(const TargetCode& code, const Table& targets) {
  const bool values = code.classes == 0 && !code.multiLabel;
  if (values) return targets;
  Table outputs;
  outputs.columns = code.outputs;
  outputs.values.reserve(lengthOf({static_cast<std::size_t>(targets.rows()), static_cast<std::size_t>(code.outputs)},
                                  sizeof(double), "data"));
  for (const double target : targets.values) {
    if (code.multiLabel || code.outputs == 1) {
      outputs.values.push_back(target == 1 ? code.high : code.low);
    } else {
      for (int k = 0; k < code.outputs; ++k) outputs.values.push_back(target == k ? code.high : code.low);
    }
  }
  return outputs;
}

Table classesOfOneHot(const Table& targets) {
  Table classes;
  classes.columns = 1;
  for (std::size_t i = 0; i < targets.values.size(); ++i)
    if (targets.values[i] == 1)
      classes.values.push_back(static_cast<double>(i % static_cast<std::size_t>(targets.columns)));
  return classes;
}

}  // namespace gp
