// Rows of one's own, made of the bytes: refused with a place, or prepared to finite numbers, none lost.
#include <cmath>

#include "base/error.h"
#include "data/prepare.h"
#include "exchange/experiment.h"
#include "targets.h"

namespace gp::fuzz {
namespace {

/// A row, as numbers or, where a cell is missing, as a list.
Value row(Source& source, int columns) {
  std::vector<double> numbers;
  for (int c = 0; c < columns; ++c) numbers.push_back(source.number());
  if (source.upTo(30) > 0) return numbers;
  Value list = Value::list();
  for (const double number : numbers) list.push(number);
  list.push(source.bit() ? Value() : Value("a text"));
  return list;
}

Value table(Source& source, int rows, int columns) {
  if (source.bit()) {
    std::vector<double> flat;
    for (int i = 0; i < rows * columns + (source.upTo(20) == 0 ? 1 : 0); ++i) flat.push_back(source.number());
    return flat;
  }
  Value list = Value::list();
  for (int r = 0; r < rows; ++r) list.push(row(source, source.upTo(40) == 0 ? columns + 1 : columns));
  return list;
}

Value names(Source& source, int count) {
  Value list = Value::list();
  for (int i = 0; i < count; ++i) list.push(std::string(static_cast<std::size_t>(source.upTo(3)), 'a'));
  return list;
}

Value experimentOf(Source& source) {
  const int columns = 1 + source.upTo(4);
  const int targetColumns = 1 + source.upTo(2) / 2 * 2;
  const int rows = source.upTo(12);
  Value data = Value::object();
  data.set("inputs", table(source, rows, columns)).set("targets", table(source, rows, targetColumns));
  if (source.bit()) data.set("columns", columns);
  if (source.upTo(3) == 0)
    data.set("testInputs", table(source, 3, columns)).set("testTargets", table(source, 3, targetColumns));
  if (source.upTo(3) == 0) data.set("classes", source.upTo(9));
  if (source.upTo(3) == 0) data.set("missing", source.bit() ? "drop" : "refuse");
  if (source.upTo(3) == 0) data.set("trainFraction", source.upTo(10) / 10.0);
  if (source.upTo(3) == 0) data.set("standardize", source.bit());
  if (source.upTo(5) == 0) data.set("columnNames", names(source, columns));
  if (source.upTo(5) == 0) data.set("classNames", names(source, source.upTo(4)));
  if (source.upTo(5) == 0) data.set("domain", table(source, columns, 2));
  Value experiment = Value::object();
  experiment.set("data", std::move(data));
  if (source.bit()) experiment.set("task", source.bit() ? "regression" : "classification");
  if (source.upTo(5) == 0) experiment.set("network", Value::object().set("outputActivation", "softmax"));
  return experiment;
}

void requireFinite(const Table& table) {
  for (const double number : table.values) require(std::isfinite(number), "what trains is finite");
}

}  // namespace

void ownRowsTarget(const Bytes& bytes) {
  Source source(bytes);
  try {
    const Experiment experiment = decodeExperiment(experimentOf(source));
    require(decodeExperiment(encodeExperiment(experiment)) == experiment, "own rows are read back as they were");
    const PreparedData data = prepareData(experiment);
    const OwnRows& own = *experiment.data.own;
    const int given = own.inputs.rows() + (own.testInputs ? own.testInputs->rows() : 0);
    require(data.trainInputs.rows() + data.testInputs.rows() + data.dropped == given, "no row is lost");
    require(data.trainInputs.rows() > 0, "something is left to train on");
    for (const Table* part : {&data.trainFeatures, &data.testFeatures, &data.trainOutputs, &data.testOutputs})
      requireFinite(*part);
  } catch (const ExperimentError& error) {
    require(!error.path().empty(), "a refusal names a place");
  }
}

}  // namespace gp::fuzz
