#include "data/prepare.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/sizes.h"
#include "data/datasets.h"
#include "data/standardize.h"

namespace gp {
namespace {

std::size_t size(int count) { return static_cast<std::size_t>(count); }

/// Some rows of a table, in the order given.
Table rowsOf(const Table& from, std::span<const std::size_t> rows) {
  const std::size_t width = size(from.columns);
  Table to;
  to.columns = from.columns;
  to.values.resize(rows.size() * width);
  double* cell = to.values.data();
  for (const std::size_t row : rows)
    for (std::size_t c = 0; c < width; ++c) *cell++ = from.values[row * width + c];
  return to;
}

bool complete(const Table& table, std::size_t row) {
  for (std::size_t c = 0; c < size(table.columns); ++c)
    if (std::isnan(table.values[row * size(table.columns) + c])) return false;
  return true;
}

/// Rows whose every cell is there; `dropped` counts the others.
LabelledRows withoutMissing(const Table& inputs, const Table& targets) {
  std::vector<std::size_t> kept;
  kept.reserve(size(inputs.rows()));
  for (std::size_t r = 0; r < size(inputs.rows()); ++r)
    if (complete(inputs, r) && complete(targets, r)) kept.push_back(r);
  return {rowsOf(inputs, kept), rowsOf(targets, kept), inputs.rows() - static_cast<int>(kept.size())};
}

/// The class of each row; empty where rows have values or several labels.
std::vector<std::size_t> classesOf(const Table& targets, int classes) {
  if (classes > 0 && targets.columns > 1) return classesOf(classesOfOneHot(targets), classes);
  std::vector<std::size_t> labels;
  if (classes == 0) return labels;
  labels.reserve(targets.values.size());
  for (const double label : targets.values) labels.push_back(static_cast<std::size_t>(label));
  return labels;
}

/// One part of a split: rows `from` to `to` of the order, and how many of each class are among them.
struct Share {
  std::size_t from, to;
  std::vector<std::size_t> counts;
};

/// Swaps a row of `label` from one part for one of the class that the other has most of, where that keeps one.
void exchange(std::vector<std::size_t>& order, const std::vector<std::size_t>& labels, std::size_t label, Share& from,
              Share& to) {
  const auto most = std::max_element(to.counts.begin(), to.counts.end());
  if (most == to.counts.end() || *most < 2) return;
  const auto other = static_cast<std::size_t>(most - to.counts.begin());
  const auto placeOf = [&](const Share& share, std::size_t wanted) {
    std::size_t at = share.from;
    while (labels[order[at]] != wanted) ++at;
    return at;
  };
  std::swap(order[placeOf(from, label)], order[placeOf(to, other)]);
  --from.counts[label], ++to.counts[label];
  --to.counts[other], ++from.counts[other];
}

/// Sees to it that no class is missing among the first `training` rows of the order, nor among the others if it has
/// two rows. An order in which none is missing stays as it is.
void keepClasses(std::vector<std::size_t>& order, std::size_t training, const std::vector<std::size_t>& labels) {
  if (labels.empty() || training == 0 || training == order.size()) return;
  const std::size_t classes = *std::max_element(labels.begin(), labels.end()) + 1;
  Share train{0, training, std::vector<std::size_t>(classes)};
  Share test{training, order.size(), std::vector<std::size_t>(classes)};
  for (std::size_t i = 0; i < order.size(); ++i) ++(i < training ? train : test).counts[labels[order[i]]];
  for (std::size_t label = 0; label < classes; ++label)
    if (train.counts[label] == 0 && test.counts[label] > 0) exchange(order, labels, label, test, train);
  for (std::size_t label = 0; label < classes; ++label)
    if (test.counts[label] == 0 && train.counts[label] > 1) exchange(order, labels, label, train, test);
}

/// Shuffles, and gives the first floor(n · trainFraction) rows to training; no class is lost by that.
void split(const LabelledRows& rows, const DataSpec& spec, LabelledRows& train, LabelledRows& test) {
  std::vector<std::size_t> order(size(rows.inputs.rows()));
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(spec.seed, Random::Purpose::split);
  random.shuffle(order);
  const std::size_t training = size(trainingRows(rows.inputs.rows(), spec.trainFraction));
  keepClasses(order, training, classesOf(rows.targets, spec.classes));
  const std::span<const std::size_t> shuffled = order;
  const auto take = [&](std::span<const std::size_t> part) {
    return LabelledRows{rowsOf(rows.inputs, part), rowsOf(rows.targets, part)};
  };
  train = take(shuffled.first(training));
  test = take(shuffled.subspan(training));
}

/// Bounds of each column over all rows, a twentieth wider on either side; one unit about a constant.
std::vector<std::pair<double, double>> boundsOf(const Table& train, const Table& test) {
  std::vector<std::pair<double, double>> bounds(size(train.columns));
  for (std::size_t c = 0; c < bounds.size(); ++c) {
    double low = train.values[c];
    double high = low;
    for (const Table* table : {&train, &test}) {
      for (std::size_t i = c; i < table->values.size(); i += bounds.size()) {
        low = std::min(low, table->values[i]);
        high = std::max(high, table->values[i]);
      }
    }
    const double margin = high > low ? (high - low) / 20 : 1;
    bounds[c] = {low - margin, high + margin};
  }
  return bounds;
}

void fillGenerated(const DataSpec& spec, PreparedData& data, LabelledRows& train, LabelledRows& test) {
  const Dataset& dataset = find(datasets(), spec.dataset, "data.dataset");
  const LabelledRows rows = makeRows(dataset, {spec.samples, spec.noise, spec.classes}, spec.seed);
  split(rows, spec, train, test);
  data.dropped = rows.dropped;
  data.domain = dataset.domain;
  for (const ColumnInfo& column : dataset.columns) data.columnNames.emplace_back(column.label.en);
  for (std::size_t k = 0; k < size(spec.classes); ++k) data.classNames.emplace_back(dataset.classes->names[k].en);
}

void fillOwn(const DataSpec& spec, PreparedData& data, LabelledRows& train, LabelledRows& test) {
  const OwnRows& own = *spec.own;
  train = withoutMissing(own.inputs, own.targets);
  data.dropped = train.dropped;
  if (own.testInputs) {
    test = withoutMissing(*own.testInputs, *own.testTargets);
    data.dropped += test.dropped;
  } else if (spec.trainFraction < 1) {
    const LabelledRows all = std::move(train);
    train = {};
    split(all, spec, train, test);
  } else {
    test.inputs.columns = train.inputs.columns;
    test.targets.columns = train.targets.columns;
  }
  data.domain = own.domain.empty() ? boundsOf(train.inputs, test.inputs) : own.domain;
  data.columnNames = own.columnNames;
  for (int c = static_cast<int>(data.columnNames.size()); c < own.inputs.columns; ++c)
    data.columnNames.push_back(own.inputs.columns <= 2 ? (c == 0 ? "x" : "y") : "x" + std::to_string(c + 1));
  data.classNames = own.classNames;
}

std::vector<std::string> namesOfFeatures(const std::vector<std::string>& ids, const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    if (find(features(), id, "features").value) {
      names.push_back(id);
    } else {
      names.insert(names.end(), columns.begin(), columns.end());
    }
  }
  return names;
}

Table mapTable(const FeatureMap& map, const Table& inputs) {
  Table features;
  features.columns = map.count();
  features.values.resize(lengthOf({size(inputs.rows()), size(map.count())}, sizeof(double), "features"));
  map.mapRows(inputs.values.data(), inputs.rows(), features.values.data());
  return features;
}

}  // namespace

int trainingRows(int rows, double trainFraction) {
  const double share = rows * trainFraction;
  const double nearest = std::round(share);  // 100 · 0.29 falls just short of 29
  return static_cast<int>(std::abs(share - nearest) < 1e-9 ? nearest : std::floor(share));
}

PreparedData prepareData(const Experiment& experiment) {
  const DataSpec& spec = experiment.data;
  PreparedData data;
  LabelledRows train;
  LabelledRows test;
  if (spec.own) {
    fillOwn(spec, data, train, test);
  } else {
    fillGenerated(spec, data, train, test);
  }
  if (spec.classes > 0 && train.targets.columns > 1) {
    train.targets = classesOfOneHot(train.targets);
    test.targets = classesOfOneHot(test.targets);
  }
  const TargetCode code =
      targetCode(experiment.task, train.targets.columns, spec.classes, experiment.network.outputActivation);
  data.outputs = code.outputs;
  data.classes = code.classes;
  data.multiLabel = code.multiLabel;
  const int named = experiment.task == Task::regression ? 0 : code.multiLabel ? code.outputs : code.classes;
  for (int k = static_cast<int>(data.classNames.size()); k < named; ++k) data.classNames.push_back(std::to_string(k));
  data.trainOutputs = encodeTargets(code, train.targets);
  data.testOutputs = encodeTargets(code, test.targets);
  data.trainTargets = std::move(train.targets);
  data.testTargets = std::move(test.targets);

  const Scaling scaling = scalingOf(train.inputs);
  data.columnMeans = scaling.mean;
  if (spec.standardize) {
    data.mean = scaling.mean;
    data.deviation = scaling.deviation;
  }
  data.trainInputs = std::move(train.inputs);
  data.testInputs = std::move(test.inputs);
  const FeatureMap map(experiment, data);
  data.trainFeatures = mapTable(map, data.trainInputs);
  data.testFeatures = mapTable(map, data.testInputs);
  data.featureNames = namesOfFeatures(experiment.features, data.columnNames);
  return data;
}

}  // namespace gp
