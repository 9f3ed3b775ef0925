#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "exchange/data_reader.h"
#include "exchange/rows_reader.h"
#include "experiment/settings.h"

namespace gp {
namespace {

/// Reads inputs with their targets and cuts flat arrays into rows.
/// @param columns        of the inputs; 0 where a flat array is to be cut by the number of its targets
/// @param targetColumns  0 where any number will do
void readPair(const Value& inputs, const Value& targets, const std::string& inputsPath, const std::string& targetsPath,
              int columns, int targetColumns, GivenRows& x, GivenRows& t) {
  x = readRows(inputs, inputsPath);
  t = readRows(targets, targetsPath);
  if (columns == 0 && x.flat) {
    cutIntoRows(x, static_cast<int>(t.count()), targetsPath);
  } else {
    cutInto(x, columns == 0 ? x.table.columns : columns);
  }
  cutIntoRows(t, x.table.rows(), inputsPath);
  if (targetColumns == 0 || t.table.columns == targetColumns) return;
  // A flat list, cut into as many rows of another width, would be cut anew into other rows.
  if (t.flat)
    throw ExperimentError(targetsPath, Message::numberCount,
                          {{"count", counted(t.count())}, {"expected", x.table.rows() * targetColumns}});
  cutInto(t, targetColumns);
}

void refuseMissing(const GivenRows& given) {
  for (std::size_t i = 0; i < given.table.values.size(); ++i) {
    if (std::isnan(given.table.values[i])) throw ExperimentError(given.pathOf(i), Message::missingCell);
  }
}

/// Checks class indices or labels cell by cell. @return the highest class index (or label value) that occurs
int requireClasses(const GivenRows& given, bool labels, int classes) {
  double highest = 0;
  for (std::size_t i = 0; i < given.table.values.size(); ++i) {
    const double target = given.table.values[i];
    if (std::isnan(target)) continue;
    const double last = labels ? 1 : classes - 1;
    if (target < 0 || target > last || target != std::floor(target)) {
      throw ExperimentError(given.pathOf(i), labels ? Message::notLabel : Message::notClass,
                            {{"given", target}, {"max", last}});
    }
    highest = std::max(highest, target);
  }
  return static_cast<int>(highest);
}

std::vector<std::string> readNames(const Value* value, const std::string& path, int count, Message refused) {
  std::vector<std::string> names;
  if (!value) return names;
  if (!value->is(Value::Kind::list)) throw ExperimentError(path, Message::notTexts, {{"given", shown(*value)}});
  for (std::size_t i = 0; i < value->items().size(); ++i) names.push_back(readText(value->items()[i], at(path, i)));
  if (static_cast<int>(names.size()) != count)
    throw ExperimentError(path, refused, {{"count", counted(names.size())}, {"expected", count}});
  return names;
}

/// Bounds of the picture: a pair [low, high] for each column of the inputs.
std::vector<std::pair<double, double>> readDomain(const Value* value, const std::string& path, int columns) {
  std::vector<std::pair<double, double>> domain;
  if (!value) return domain;
  GivenRows given = readRows(*value, path);
  if (given.table.columns != 2 || given.table.rows() != columns)
    throw ExperimentError(path, Message::domainShape, {{"columns", columns}});
  for (std::size_t c = 0; c < static_cast<std::size_t>(columns); ++c) {
    const double low = given.table.values[2 * c];
    const double high = given.table.values[2 * c + 1];
    if (!(low < high))  // also where one of them is missing
      throw ExperimentError(at(path, c), Message::domainPair);
    domain.emplace_back(low, high);
  }
  return domain;
}

/// How many classes there are: as `classes` says, or as many as have names, or as the rows show.
int countClasses(ObjectReader& data, const OwnRows& own, const GivenRows& train, const GivenRows* test) {
  const Parameter& parameter = setting("data.classes").parameter;
  const Value* given = data.take("classes");
  const bool labels = own.targets.columns > 1;
  const int classes = given ? static_cast<int>(readNumber(*given, data.path("classes"), parameter)) : 0;
  const int most = classes > 0 ? classes : static_cast<int>(parameter.max);
  int highest = requireClasses(train, labels, most);
  if (test) highest = std::max(highest, requireClasses(*test, labels, most));
  if (labels) {
    if (given && classes != own.targets.columns)
      throw ExperimentError(data.path("classes"), Message::classesAndLabels,
                            {{"given", classes}, {"labels", own.targets.columns}});
    return 0;
  }
  const Value* names = data.take("classNames");
  const int named = names && names->is(Value::Kind::list) ? static_cast<int>(names->items().size()) : 0;
  const int shown = std::max(2, highest + 1);
  return classes > 0 ? classes : std::min(std::max(shown, named), static_cast<int>(parameter.max));
}

}  // namespace

void readOwnRows(ObjectReader& data, Task task, DataSpec& spec) {
  OwnRows& own = spec.own.emplace();
  const Value* inputs = data.take("inputs");
  const Value* targets = data.take("targets");
  if (!inputs) throw ExperimentError(data.path("inputs"), Message::leftOut, {{"other", "data.targets"}});
  if (!targets) throw ExperimentError(data.path("targets"), Message::leftOut, {{"other", "data.inputs"}});
  const Parameter columnParameter{"data.columns", {}, {}, 0, 1, limits::columns, Scale::integer};
  const int columns = static_cast<int>(data.number("columns", columnParameter));

  GivenRows x, t, testX, testT;
  readPair(*inputs, *targets, data.path("inputs"), data.path("targets"), columns, 0, x, t);
  const Value* testInputs = data.take("testInputs");
  const Value* testTargets = data.take("testTargets");
  if (!testInputs != !testTargets)
    throw ExperimentError(data.path(testInputs ? "testTargets" : "testInputs"), Message::leftOut,
                          {{"other", data.path(testInputs ? "testInputs" : "testTargets")}});
  if (testInputs)
    readPair(*testInputs, *testTargets, data.path("testInputs"), data.path("testTargets"), x.table.columns,
             t.table.columns, testX, testT);

  if (const Value* missing = data.take("missing"))
    spec.missing = readWord(*missing, data.path("missing"), {"refuse", "drop"}) == 0 ? Missing::refuse : Missing::drop;
  if (spec.missing == Missing::refuse)
    for (const GivenRows* given : {&x, &t, &testX, &testT}) refuseMissing(*given);

  own.inputs = x.table;
  own.targets = t.table;
  if (testInputs) {
    own.testInputs = testX.table;
    own.testTargets = testT.table;
  }
  own.columnNames =
      readNames(data.take("columnNames"), data.path("columnNames"), own.inputs.columns, Message::namesOfColumns);
  own.domain = readDomain(data.take("domain"), data.path("domain"), own.inputs.columns);
  if (task == Task::regression) {
    for (const char* key : {"classes", "classNames"})
      if (data.take(key)) throw ExperimentError(data.path(key), Message::givenInRegression);
    return;
  }
  spec.classes = countClasses(data, own, t, testInputs ? &testT : nullptr);
  own.classNames =
      readNames(data.take("classNames"), data.path("classNames"), spec.classes > 0 ? spec.classes : own.targets.columns,
                spec.classes > 0 ? Message::namesOfClasses : Message::namesOfLabels);
}

void requireOneHot(const DataSpec& spec) {
  const auto check = [](const Table& targets, const char* path) {
    const auto columns = static_cast<std::size_t>(targets.columns);
    for (std::size_t r = 0; r < static_cast<std::size_t>(targets.rows()); ++r) {
      double ones = 0;
      for (std::size_t c = 0; c < columns; ++c) ones += targets.values[r * columns + c];  // NaN for a missing cell
      if (ones != 1 && !std::isnan(ones))
        throw ExperimentError(at(path, r), Message::labelsSet, {{"count", ones}, {"output", "softmax"}});
    }
  };
  check(spec.own->targets, "data.targets");
  if (spec.own->testTargets) check(*spec.own->testTargets, "data.testTargets");
}

int completeRows(const Table& inputs, const Table& targets) {
  const auto complete = [](const Table& table, int row) {
    for (int c = 0; c < table.columns; ++c)
      if (std::isnan(table.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                                  static_cast<std::size_t>(c)]))
        return false;
    return true;
  };
  int count = 0;
  for (int r = 0; r < inputs.rows(); ++r) count += complete(inputs, r) && complete(targets, r) ? 1 : 0;
  return count;
}

}  // namespace gp
