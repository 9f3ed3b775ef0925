/// The experiment: everything that decides a training run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gp {

enum class Task { classification, regression };
enum class Precision { float32, float64 };
/// What happens to own rows with a missing cell.
enum class Missing { refuse, drop };

/// A row of a table, by name, with a value for each of the row's parameters in the row's order.
struct Choice {
  std::string name;
  std::vector<double> values;
  bool operator==(const Choice&) const = default;
};

/// Rows of numbers, flat, row by row. A missing cell is NaN (and refused or dropped before anything is
/// computed).
struct Table {
  int columns = 0;
  std::vector<double> values;
  int rows() const { return columns == 0 ? 0 : static_cast<int>(values.size()) / columns; }
  bool operator==(const Table&) const;  ///< missing cells equal each other
};

struct OwnRows {
  Table inputs;
  Table targets;                    ///< one column of class indices, or 0/1 labels, or real values
  std::optional<Table> testInputs;  ///< given together with testTargets, or split by trainFraction
  std::optional<Table> testTargets;
  std::vector<std::string> columnNames;  ///< empty, or one a column of inputs
  std::vector<std::string> classNames;   ///< empty, or one a class
  /// Bounds of the picture, [low, high] a column; empty where the rows themselves set them.
  std::vector<std::pair<double, double>> domain;
  bool operator==(const OwnRows&) const = default;
};

struct DataSpec {
  std::string dataset;         ///< id of a dataset; empty for own rows
  std::optional<OwnRows> own;  ///< set exactly where `dataset` is empty
  int samples = 0;
  double noise = 0;
  int classes = 0;  ///< 0 for regression and multi-label
  double trainFraction = 0.5;
  std::uint32_t seed = 1;
  bool standardize = false;
  Missing missing = Missing::refuse;
  bool operator==(const DataSpec&) const = default;
};

struct LayerSpec {
  int units = 1;
  std::string activation;
  double dropout = 0;          ///< probability of dropping a unit's activation while training
  std::string kind = "dense";  ///< id of a layer kind
  bool operator==(const LayerSpec&) const = default;
};

struct NetworkSpec {
  std::vector<LayerSpec> hidden;
  std::string outputActivation;
  Choice initializer;
  std::uint32_t seed = 2;
  bool operator==(const NetworkSpec&) const = default;
};

/// Limits of a gradient; at most one of the two.
struct ClippingSpec {
  enum class Kind { none, norm, value } kind = Kind::none;
  double limit = 0;
  bool operator==(const ClippingSpec&) const = default;
};

struct BatchSpec {
  int size = 10;  ///< 0 stands for "full"
  bool shuffle = true;
  std::uint32_t seed = 3;
  bool operator==(const BatchSpec&) const = default;
};

struct StopSpec {
  std::optional<double> maxEpochs;
  std::optional<double> trainLoss;
  std::optional<double> gradientNorm;
  std::optional<double> patience;
  double minDelta = 0;
  bool operator==(const StopSpec&) const = default;
};

struct Experiment {
  Task task = Task::classification;
  DataSpec data;
  std::vector<std::string> features;
  NetworkSpec network;
  std::string loss;
  double l1 = 0;
  double l2 = 0;
  double learningRate = 0.03;
  Choice optimizer;  ///< its own parameters, without the learning rate
  Choice schedule;
  ClippingSpec clipping;
  BatchSpec batch;
  StopSpec stop;
  Precision precision = Precision::float32;
  bool operator==(const Experiment&) const = default;
};

}  // namespace gp
