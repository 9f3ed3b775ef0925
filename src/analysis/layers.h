/// What a network is made of, for who draws, exports or edits it.
#pragma once

#include "base/value.h"
#include "nn/plan.h"

namespace gp {

/// `LayerShape` of web/engine/answers.ts: one layer with its kind, its size and its named blocks of parameters.
Value describeLayer(const NetworkPlan& plan, std::size_t layer);

}  // namespace gp
