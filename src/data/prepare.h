/// From an experiment to the numbers that train: rows made or taken over, split, standardised, mapped to
/// features, targets coded as outputs.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "data/features.h"
#include "data/targets.h"
#include "experiment/experiment.h"

namespace gp {

/// Everything a trainer needs, in doubles. "Training order" is the order of the rows here: what batches
/// without shuffling run through, and what every index of a training row means.
///
/// Generated and measured data are shuffled (Fisher–Yates, from `data.seed`'s stream for splits) and the
/// first floor(n · trainFraction) rows train. Own rows are shuffled and split likewise where trainFraction is
/// below 1; with trainFraction 1 or with test rows of their own they keep the order they were given in. Where chance
/// leaves a class without a training row, or one of two rows or more without a test row, a row of it changes places
/// with one of the class that the other part has most of: what eight rows teach is every class. A split in which
/// chance has left none out is the plain one, so that runs and links made before train on to the same bits.
struct PreparedData {
  Table trainInputs, testInputs;      ///< data space [rows × columns]
  Table trainTargets, testTargets;    ///< class index, labels 0/1, or values [rows × target columns]
  Table trainFeatures, testFeatures;  ///< network inputs [rows × features]
  Table trainOutputs, testOutputs;    ///< what the network is trained towards [rows × outputs]
  int outputs = 0;
  int classes = 0;  ///< 0 for regression and labels
  bool multiLabel = false;
  std::vector<std::string> columnNames;
  std::vector<std::string> featureNames;          ///< one a network input
  std::vector<std::string> classNames;            ///< one a class or label; empty for regression
  std::vector<std::pair<double, double>> domain;  ///< bounds of the picture, one [low, high] a column
  std::vector<double> columnMeans;                ///< data space, over the training part
  int dropped = 0;                                ///< rows left out because a cell was missing
  std::vector<double> mean, deviation;            ///< of the standardisation, over the training part; empty when off
};

/// How many of `rows` rows train: floor(rows · trainFraction), as in TensorFlow Playground (whose per cent
/// are whole, so that a product within 1e-9 of a whole number counts as that number).
int trainingRows(int rows, double trainFraction);

/// @param experiment  as `decodeExperiment` gives it
PreparedData prepareData(const Experiment& experiment);

/// From rows in data space to network inputs: standardise, then features.
class FeatureMap {
 public:
  FeatureMap(const Experiment& experiment, const PreparedData& data);
  /// @param mean, deviation  one a column, or both empty for no standardisation
  FeatureMap(const std::vector<std::string>& ids, int columns, std::vector<double> mean, std::vector<double> deviation);

  int columns() const { return columns_; }
  int count() const { return count_; }

  /// @param row       [columns], in data space
  /// @param features  [count], written
  void map(const double* row, double* features) const;
  /// @param rows      [count of rows × columns], in data space
  /// @param features  [count of rows × count()], written
  void mapRows(const double* rows, int rowCount, double* features) const;

 private:
  std::vector<const Feature*> features_;
  int columns_;
  int count_;
  std::vector<double> mean_;
  std::vector<double> deviation_;
};

}  // namespace gp
