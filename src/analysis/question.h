/// What a row of the table of questions is made of.
#pragma once

#include <memory>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/job.h"
#include "analysis/pictures.h"
#include "base/precision.h"
#include "base/value.h"
#include "train/run.h"

namespace gp {

/// What a question may look at: the run, and what is kept from one picture to the next.
template <class T>
struct Asked {
  using Number = T;
  Run<T>& run;
  Pictures<T>& pictures;
};

/// How long the answer may take: less than a picture's frame, or so long that it is worked out a slice at a time.
enum class Cost { frame, job };

/// One thing that can be asked of a run. It changes nothing of it.
///
/// `Questions` of web/engine/questions.ts says for the same id what goes in and what comes out.
struct Question {
  template <class Result, class T>
  using Function = Result (*)(Asked<T>, const Arguments&);

  const char* id;
  std::vector<const char*> arguments;  ///< names of the members that it takes
  Cost cost;
  // By the run's precision. Of a frame the first two are set, of a job the last two.
  Function<Value, float> answer32 = nullptr;
  Function<Value, double> answer64 = nullptr;
  Function<std::unique_ptr<Job>, float> start32 = nullptr;
  Function<std::unique_ptr<Job>, double> start64 = nullptr;
};

/// A question answered at once. @param answer a lambda `(auto asked, const Arguments& given) -> Value`
template <class Answer>
Question frameQuestion(const char* id, std::vector<const char*> arguments, Answer answer) {
  return {id, std::move(arguments), Cost::frame, answer, ofFloat64<Question::Function<Value, double>>(answer)};
}

/// A question answered by a job. @param start a lambda `(auto asked, const Arguments& given) -> std::unique_ptr<Job>`
template <class Start>
Question jobQuestion(const char* id, std::vector<const char*> arguments, Start start) {
  return {id,
          std::move(arguments),
          Cost::job,
          nullptr,
          nullptr,
          start,
          ofFloat64<Question::Function<std::unique_ptr<Job>, double>>(start)};
}

/// The first `count` numbers as a typed array of their own precision.
template <class T>
Value typedNumbers(const std::vector<T>& numbers, std::size_t count) {
  return Value::typed(std::vector<T>(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count)));
}

/// `train` or `test`. @throws ExperimentError
template <class T>
const Rows<T>& rowsOf(const Run<T>& run, const Arguments& given) {
  const std::string& part = given.text("part");
  if (part == "train") return run.trainRows();
  if (part == "test") return run.testRows();
  throw ExperimentError("part", Message::notOneOf,
                        {{"given", part}, {"allowed", namesOf(std::vector<const char*>{"train", "test"})}});
}

}  // namespace gp
