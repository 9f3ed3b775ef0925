/// What is recorded of every epoch, in bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/value.h"

namespace gp {

/// One epoch's record. NaN stands for "there is none" (no test part, no regression).
struct HistoryEntry {
  double epoch = 0;
  double step = 0;
  double trainLoss = 0;
  double testLoss = 0;
  double trainMetric = 0;
  double testMetric = 0;
  double trainError = 0;  ///< mean absolute error
  double testError = 0;
  double learningRate = 0;
};

/// Columns of equal length, oldest first. Entries are numbered 0, 1, … as they come; kept are those whose
/// number is a multiple of the stride, and always the newest. When `capacity` entries are kept and one more
/// comes, the stride doubles and every second entry goes: first and last are always there, evenly spaced
/// between.
class History {
 public:
  static constexpr int defaultCapacity = 4096;

  /// Allocates all it will ever need. @param layers at least 1 @param capacity at least 3
  explicit History(int layers, int capacity = defaultCapacity);

  /// Records one epoch; allocates nothing. @param gradientNorms one a layer, first hidden layer first
  void add(const HistoryEntry& entry, const double* gradientNorms);
  void clear();

  int size() const { return size_; }
  int layers() const { return layers_; }
  std::int64_t stride() const { return stride_; }
  /// The i-th kept entry, oldest first.
  HistoryEntry entry(int i) const;
  double gradientNorm(int i, int layer) const;

  /// `History` of web/engine/types.ts. @param regression whether to hand out the mean absolute errors
  /// @param hasTest whether there is a test part; without, the test columns hold null
  Value toValue(bool regression, bool hasTest) const;

  /// Everything as flat numbers, for checkpoints and snapshots.
  std::vector<double> save() const;
  /// Takes back what `save` gave. @throws ExperimentError at `path` where the numbers are no history of as
  /// many layers, leaving this one as it was
  void restore(const std::vector<double>& saved, const std::string& path);

 private:
  int width() const;

  int layers_;
  int capacity_;
  int size_ = 0;
  std::int64_t stride_ = 1;
  std::int64_t added_ = 0;    ///< entries ever added
  std::vector<double> rows_;  ///< [capacity × width], of which `size_` rows are used
};

}  // namespace gp
