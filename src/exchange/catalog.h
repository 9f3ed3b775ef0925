/// The catalog as a plain value.
#pragma once

#include "base/value.h"

namespace gp {

/// Every table with its rows, the settings, and the default experiment: `Catalog` of web/engine/types.ts.
/// Built from the tables themselves, so that nothing listed here can drift from what the engine does.
Value catalog();

}  // namespace gp
