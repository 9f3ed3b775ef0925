/// The datasets: one row each, beside its generator in data/datasets_*.cpp.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/catalog.h"
#include "data/source.h"
#include "experiment/experiment.h"

namespace gp {

/// One column of a row of inputs.
struct ColumnInfo {
  const char* id;
  Text label;
};

/// How many classes can be asked for; min = max where the number is fixed.
struct ClassRange {
  int min;
  int max;
  int fallback;
  std::vector<Text> names;  ///< `max` of them
};

struct SampleRange {
  int min;
  int max;
  int fallback;
};

struct NoiseRange {
  double min;
  double max;
  double fallback;
};

/// What a dataset is asked for; every number already checked against the row's ranges.
struct DataRequest {
  int samples = 0;
  double noise = 0;  ///< TensorFlow Playground's per cent / 100
  int classes = 0;   ///< 0 for regression
};

/// Rows of inputs and, side by side, of targets: a class index or a value.
struct LabelledRows {
  Table inputs;     ///< [samples × columns]
  Table targets;    ///< [samples × 1]
  int dropped = 0;  ///< rows of the file left out because a measurement is missing
};

struct Dataset : RowInfo {
  Task task;
  std::vector<ColumnInfo> columns;
  std::vector<std::pair<double, double>> domain;  ///< bounds of the picture, one [low, high] a column
  SampleRange samples;
  std::optional<ClassRange> classes;  ///< exactly for classification
  std::optional<NoiseRange> noise;    ///< empty for measured data, which have noise of their own
  /// Appends exactly `samples` rows, in an order that shuffling is still to undo.
  void (*make)(const DataRequest& request, Source& source, LabelledRows& rows);
  bool standardize = false;  ///< the default of `data.standardize`
  int imageWidth = 0;        ///< pixels across where a row is an image, otherwise 0
  /// The file that holds the rows where they are not built in; see data/table_files.h.
  const char* file = nullptr;
};

/// TensorFlow Playground's six, further shapes, curves, surfaces, and measured data.
const std::vector<Dataset>& datasets();

/// The rows an experiment asks a dataset for, before the split: from `seed`'s stream for data, and from
/// nothing else.
LabelledRows makeRows(const Dataset& dataset, const DataRequest& request, std::uint32_t seed);

}  // namespace gp
