/// From an experiment to the network it asks for.
#pragma once

#include "experiment/experiment.h"
#include "nn/shape.h"

namespace gp {

/// The network an experiment and its data ask for. @throws ExperimentError where it would have too many
/// parameters
Shape shapeOf(const Experiment& experiment, int inputs, int outputs);

}  // namespace gp
