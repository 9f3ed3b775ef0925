/// Everything between the input and the update, as plain values, from the code that trains.
#pragma once

#include "base/value.h"
#include "train/run.h"

namespace gp {

/// `Trace` of web/engine/types.ts. Columns of matrices are samples. Nothing of the run moves.
/// @param sample  a training row: forward, backward and update as if it were the whole batch, dropout off; −1: the
///                batch that the next update will use, with the masks that it will draw
template <class T>
Value traceOf(Run<T>& run, std::ptrdiff_t sample);

}  // namespace gp
