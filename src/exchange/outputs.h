/// How loss and output activation are chosen and fit together.
#pragma once

#include "exchange/experiment.h"

namespace gp {

/// Reads loss and output activation into an experiment whose task and data are read.
///
/// Left out, the two are half-squared-error with tanh for two classes and with linear for regression
/// (TensorFlow Playground's), cross-entropy with softmax for more classes, and binary-cross-entropy with
/// sigmoid for labels. Where only one is given, the other is this default if it fits, otherwise the first in
/// its table that does. Under softmax, rows of labels must have exactly one 1 and are taken as classes.
/// @param outputActivation, loss  null where left out
/// @throws ExperimentError naming both where they do not go together, or the loss where it is not for the
/// task
void readOutputs(const Value* outputActivation, const Value* loss, Experiment& experiment);

}  // namespace gp
