/// Where in the network numbers first were not finite, looked for once a run has diverged.
#pragma once

#include <optional>

#include "train/descent.h"
#include "train/divergence.h"

namespace gp {

/// The first parameter that is not finite, in the flat order. Fills in quantity, value and place.
/// @return whether there is one
template <class T>
bool locateParameter(const NetworkPlan& plan, const std::vector<T>& parameters, Divergence& divergence);

/// The same of a gradient, from the last layer to the first: the order in which it is computed.
template <class T>
bool locateGradient(const NetworkPlan& plan, const std::vector<T>& gradient, Divergence& divergence);

/// Works the batch of the next update out again: the first unit that is not finite where the loss is what broke, the
/// gradient before clipping where it is that. Nothing of the descent moves.
template <class T>
void locateInNextBatch(Descent<T>& descent, const NetworkPlan& plan, const Loss& loss, Divergence& divergence);

/// The first unit whose A, in the output layer also Z, is not finite for some of the rows.
template <class T>
std::optional<Place> locateUnit(const NetworkPlan& plan, const Loss& loss, const T* parameters, const Rows<T>& rows);

}  // namespace gp
