/// The datasets that are files of their own.
#pragma once

#include <string>

#include "data/datasets.h"

namespace gp::testing {

/// The text of a file of data/.
std::string tableFile(const std::string& name);

}  // namespace gp::testing
