/// The rows of an experiment as a plain value.
#pragma once

#include "base/value.h"
#include "data/prepare.h"

namespace gp {

/// `DataPart` of web/engine/types.ts: rows in data space and in training order, flat, with what a picture of
/// them needs. Bounds, means and names are those of the columns of the data, not of the features.
Value dataPart(const PreparedData& data);
inline Value dataPart(const Experiment&, const PreparedData& data) { return dataPart(data); }

}  // namespace gp
