/// The table of questions: everything that can be asked of a run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/question.h"

namespace gp {

const std::vector<Question>& questions();

/// Answers a question, a job from its first unit to its last.
/// @throws ExperimentError where there is no such question or an argument is refused; the run stays as it was
template <class T>
Value answerOf(Asked<T> asked, const std::string& id, const Value& arguments);

/// Begins a job. @throws ExperimentError, also where the question is none
template <class T>
std::unique_ptr<Job> startOf(Asked<T> asked, const std::string& id, const Value& arguments);

}  // namespace gp
