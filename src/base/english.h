/// Messages in English, for native programs. Who calls the engine from JavaScript gets them from
/// web/engine/messages.ts, which writes them from the same table, so that the module that pages load need not know how.
/// Only long texts end elsewhere: here after 40 bytes, there after 40 letters.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/messages.h"

namespace gp {

/// The sentence. Numbers are written by `plainNumber`, lists with commas; a text called `given` is quoted and cut off
/// after 40 bytes.
std::string english(Message, const MessageValues&);
/// Clauses of one sentence, one after the other.
std::string english(const std::vector<Message>& clauses, const MessageValues&);
/// The place, and what is wrong there.
std::string english(const ExperimentError&);

/// A number for messages: the shortest of up to nine significant digits, `1e-05`, `NaN`, `Infinity`; in full where it
/// is whole and that would round it.
std::string plainNumber(double value);

}  // namespace gp
