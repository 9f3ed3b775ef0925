/// Why training ended: clauses that follow one another, and the values they speak of. Nothing here is in words.
#pragma once

#include <string>
#include <vector>

#include "base/messages.h"

namespace gp {

struct Reason {
  std::string rule;              ///< path of the rule that held (`stop.maxEpochs`), or "diverged"
  std::vector<Message> clauses;  ///< of one sentence, in their order
  MessageValues values;          ///< for all clauses together
};

/// "NaN", "Infinity" or "-Infinity".
std::string nameOf(double notFinite);

/// Whether it says something, and its values are all that its clauses name.
bool isWhole(const Reason& reason);

/// `{ rule, ids, values }`: `Reason` of web/engine/types.ts, `ids` those of the clauses; its `message` is written
/// there. Numbers that are not finite become the texts "NaN", "Infinity" and "-Infinity".
Value toValue(const Reason& reason);

}  // namespace gp
