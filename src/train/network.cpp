#include "train/network.h"

#include <string>

#include "base/value.h"
#include "experiment/settings.h"
#include "nn/activations.h"

namespace gp {

Shape shapeOf(const Experiment& experiment, int inputs, int outputs) {
  Shape shape;
  int width = inputs;
  const auto& hidden = experiment.network.hidden;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const std::string path = "network.hidden[" + std::to_string(i) + "].activation";
    shape.add(width, hidden[i].units, find(activations(), hidden[i].activation, path), hidden[i].dropout);
    width = hidden[i].units;
  }
  shape.add(width, outputs, find(outputActivations(), experiment.network.outputActivation, "network.outputActivation"),
            0);
  if (static_cast<double>(shape.parameterCount) > limits::parameters)
    throw ExperimentError("network.hidden", Message::tooManyParameters,
                          {{"count", static_cast<double>(shape.parameterCount)}, {"max", limits::parameters}});
  return shape;
}

}  // namespace gp
