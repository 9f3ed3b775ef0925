/// Reasons as checkpoints held them before they had a header: in sentences, with the values beside them.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "train/reason.h"

namespace gp {

/// The reason in ids, found by its rule and values; its sentences are left out.
/// @throws ExperimentError where there is no such reason
std::optional<Reason> readUnsealedReason(ByteReader& in);

}  // namespace gp
