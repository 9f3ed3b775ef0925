/// The rows of an experiment as a plain value.
#pragma once

#include "base/value.h"
#include "data/prepare.h"
#include "experiment/experiment.h"

namespace gp {

/// `DataPart` of web/engine/types.ts: rows in data space and in training order, flat, with what a picture of
/// them needs. Bounds, means and names are those of the columns of the data, not of the features. The tables are typed
/// arrays of that precision.
Value dataPart(const PreparedData& data, Precision precision = Precision::float64);

}  // namespace gp
