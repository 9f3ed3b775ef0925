// Principal components of the data, of other rows in data space, or of parameters along a run.
#include <algorithm>

#include "analysis/question.h"
#include "analysis/spectrum/principal_components.h"
#include "data/standardize.h"
#include "experiment/settings.h"

namespace gp {
namespace {

/// Rows, and what the caller calls them.
struct Subject {
  const char* path;
  Table rows;
};

template <class T>
Subject subjectOf(const Run<T>& run, const Arguments& given) {
  const std::vector<const char*> names = {"part", "points", "parameters"};
  const auto isGiven = [&](const char* name) { return given.has(name); };
  const auto count = std::count_if(names.begin(), names.end(), isGiven);
  if (count != 1)
    throw ExperimentError("arguments", Message::notExactlyOne,
                          {{"count", static_cast<double>(count)}, {"allowed", namesOf(names)}});
  if (given.has("part")) {
    const bool train = &rowsOf(run, given) == &run.trainRows();
    return {"part", train ? run.data().trainInputs : run.data().testInputs};
  }
  const char* path = given.has("points") ? "points" : "parameters";
  const int width = given.has("points") ? run.features().columns() : static_cast<int>(run.plan().trainable);
  return {path, {width, given.rows(path, width)}};
}

/// Centres the columns and divides them by their deviation. @return what was taken away and divided by
Scaling standardize(Table& rows) {
  Scaling scaling = scalingOf(rows);
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const std::size_t c = i % static_cast<std::size_t>(rows.columns);
    rows.values[i] = (rows.values[i] - scaling.mean[c]) / scaling.deviation[c];
  }
  return scaling;
}

template <class T>
Value componentsOf(const Run<T>& run, const Arguments& given) {
  Subject subject = subjectOf(run, given);
  Table& rows = subject.rows;
  if (rows.values.size() > limits::cells)
    throw ExperimentError(subject.path, Message::tooManyNumbers,
                          {{"count", counted(rows.values.size())}, {"max", limits::cells}});
  const int most = std::min(rows.rows() - 1, rows.columns);
  const bool scaled = given.has("standardize") && given.truth("standardize");
  const auto count = given.has("count") ? given.wholeNumber("count", 1, std::max(most, 1)) : std::clamp(most, 1, 2);
  const auto columns = static_cast<std::size_t>(rows.columns);
  Scaling scaling{std::vector<double>(columns, 0), std::vector<double>(columns, 1)};
  if (scaled && most > 0) scaling = standardize(rows);

  PrincipalComponents found = principalComponents(rows.values, rows.columns, count, subject.path);
  for (std::size_t c = 0; c < columns; ++c) scaling.mean[c] += scaling.deviation[c] * found.mean[c];
  return Value::object()
      .set("columns", rows.columns)
      .set("count", static_cast<double>(found.count))
      .set("mean", Value::typed(std::move(scaling.mean)))
      .set("scale", Value::typed(std::move(scaling.deviation)))
      .set("directions", Value::typed(std::move(found.components)))
      .set("variances", Value::typed(std::move(found.variances)))
      .set("shares", Value::typed(std::move(found.shares)))
      .set("projections", Value::typed(std::move(found.projections)));
}

}  // namespace

Question componentsQuestion() {
  return frameQuestion("components", {"part", "points", "parameters", "count", "standardize"},
                       [](auto asked, const Arguments& given) { return componentsOf(asked.run, given); });
}

}  // namespace gp
