/// Why a run ended, as bytes of a checkpoint: ids and values, no words.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "train/reason.h"

namespace gp {

void writeReason(const std::optional<Reason>& reason, ByteWriter& out);
/// @throws ExperimentError where it is no reason that a run can end for
std::optional<Reason> readReason(ByteReader& in);
/// Names with a number or a text each.
MessageValues readReasonValues(ByteReader& in);

}  // namespace gp
