/// Why training ended, as a sentence in each language and as the numbers in it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/catalog.h"
#include "base/value.h"

namespace gp {

struct Reason {
  std::string rule;                                   ///< path of the rule that held (`stop.maxEpochs`), or "diverged"
  std::string en;                                     ///< the sentence in English
  std::string zh;                                     ///< the sentence in Chinese
  std::vector<std::pair<std::string, Value>> values;  ///< its numbers and words, by name
};

/// Writes a reason: every `{name}` in the sentences is replaced by the value of that name, numbers as
/// `formatNumber` writes them.
Reason makeReason(std::string rule, const std::string& en, const std::string& zh,
                  std::vector<std::pair<std::string, Value>> values);

/// `{ rule, message, messages: { en, zh }, values }`: `Reason` of web/engine/types.ts, `message` in English.
/// Numbers that are not finite become the texts "NaN", "Infinity" and "-Infinity".
Value toValue(const Reason& reason);

}  // namespace gp
