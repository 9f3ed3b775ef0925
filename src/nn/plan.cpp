#include "nn/plan.h"

#include <algorithm>

#include "base/value.h"
#include "experiment/settings.h"
#include "nn/activations.h"
#include "nn/layers/dense.h"
#include "nn/plan_builder.h"

namespace gp {

std::ptrdiff_t Block::size() const {
  std::ptrdiff_t size = 1;
  for (const int side : shape) size *= side;
  return size;
}

int NetworkPlan::widest() const {
  int widest = 0;
  for (const Slot& slot : slots) widest = std::max(widest, slot.size());
  return widest;
}

int NetworkPlan::inputsOf(std::size_t layer) const {
  const Operation& first = operations[static_cast<std::size_t>(layers[layer].firstOperation)];
  return slots[static_cast<std::size_t>(first.inputs.front().slot)].size();
}

int NetworkPlan::unitsOf(std::size_t layer) const {
  const Operation& last = operations[static_cast<std::size_t>(layers[layer].lastOperation)];
  return slots[static_cast<std::size_t>(last.output)].size();
}

const Activation& NetworkPlan::activationOf(std::size_t layer) const {
  const Activation* activation = operations[static_cast<std::size_t>(layers[layer].lastOperation)].activation;
  return activation ? *activation : find(activations(), "linear", "activation");
}

bool NetworkPlan::drops() const {
  return std::any_of(operations.begin(), operations.end(), [](const Operation& one) { return one.dropout > 0; });
}

bool NetworkPlan::mixesSamples() const {
  return std::any_of(operations.begin(), operations.end(), [](const Operation& one) { return one.kind->mixesSamples; });
}

bool NetworkPlan::allDense() const {
  for (std::size_t o = 0; o < operations.size(); ++o)
    if (operations[o].kind != &denseKind() || operations[o].inputs.front().slot != static_cast<int>(o)) return false;
  return true;
}

ParameterPlace NetworkPlan::placeOf(std::ptrdiff_t index) const {
  ParameterPlace place;
  while (index >= layers[static_cast<std::size_t>(place.layer)].end) ++place.layer;
  place.block = layers[static_cast<std::size_t>(place.layer)].firstBlock;
  while (index >= blocks[static_cast<std::size_t>(place.block)].end()) ++place.block;
  const Block& block = blocks[static_cast<std::size_t>(place.block)];
  const std::ptrdiff_t within = index - block.offset;
  place.unit = within / block.rowSize();
  if (block.shape.size() > 1) place.input = within % block.rowSize();
  return place;
}

NetworkPlan planNetwork(const Experiment& experiment, int inputs, int outputs) {
  PlanBuilder builder({inputs});
  const auto& hidden = experiment.network.hidden;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const std::string path = "network.hidden[" + std::to_string(i) + "]";
    const LayerKind& kind = find(layerKinds(), hidden[i].kind, path + ".kind");
    kind.plan(builder, hidden[i], path);
  }
  addDense(builder, outputs, find(outputActivations(), experiment.network.outputActivation, "network.outputActivation"),
           0);
  if (static_cast<double>(builder.parameterCount()) > limits::parameters)
    throw ExperimentError("network.hidden", "makes " + std::to_string(builder.parameterCount()) +
                                                " parameters, allowed 1 to " + formatNumber(limits::parameters));
  return builder.finish();
}

}  // namespace gp
