/// What the tests of sessions share.
#pragma once

#include <vector>

#include "json.h"
#include "session/session.h"

namespace gp::testing {

/// The numbers of a session as doubles of the test's own.
inline std::vector<double> copy(const Numbers& numbers) {
  if (numbers.twice) return {numbers.twice, numbers.twice + numbers.count};
  return {numbers.single, numbers.single + numbers.count};
}

/// 30 training rows in batches of 7: the last one is short.
inline const char* const small = R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7}})";

}  // namespace gp::testing
