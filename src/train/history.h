/// What is recorded of every epoch, in bounded memory.
#pragma once

#include <cstddef>
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

  /// Whether it cannot lie on the way to `moment`: it has more updates or more epochs behind it.
  bool isAfter(const HistoryEntry& moment) const { return step > moment.step || epoch > moment.epoch; }
};

/// Columns of equal length, oldest first. Kept are epochs that are multiples of the stride, and always the newest
/// entry. When `capacity` entries are kept and one more comes, the stride doubles and every second entry goes: first
/// and last are always there, evenly spaced between. Which epochs are kept depends on nothing but how far the run went.
class History {
 public:
  static constexpr int defaultCapacity = 512;

  /// Allocates all it will ever need. @param layers at least 1 @param capacity at least 3
  explicit History(int layers, int capacity = defaultCapacity);

  /// Whether the end of this epoch would be kept: the others need not be measured.
  bool wants(double epoch) const;
  /// Records one moment, later than the last one; allocates nothing.
  /// @param gradientNorms one a layer, first hidden layer first; null where they are not known yet
  void add(const HistoryEntry& entry, const double* gradientNorms);
  /// Writes the measures of a moment recorded before them. @return false where that entry is no longer kept
  bool fill(const HistoryEntry& entry, const double* gradientNorms);
  /// Forgets what came after a moment: the run went back and takes another way.
  void dropAfter(const HistoryEntry& moment);
  void clear();

  int size() const { return size_; }
  int layers() const { return layers_; }
  std::int64_t stride() const { return stride_; }
  /// The i-th kept entry, oldest first.
  HistoryEntry entry(int i) const;
  double gradientNorm(int i, int layer) const;

  /// `History` of web/engine/types.ts. @param regression whether to hand out the mean absolute errors
  /// @param hasTest whether there is a test part; without, the test columns hold null
  /// @param fromEpoch only entries of this epoch or later
  Value toValue(bool regression, bool hasTest, double fromEpoch = 0) const;

  /// Everything as flat numbers, for checkpoints and snapshots.
  std::vector<double> save() const;
  /// Takes back what `save` gave. @throws ExperimentError at `path` where the numbers are no history of as
  /// many layers, leaving this one as it was
  void restore(const std::vector<double>& saved, const std::string& path);

 private:
  std::size_t width() const;  ///< numbers in a row: the entry's, then one norm a layer
  double* row(int i);
  const double* row(int i) const;
  std::vector<double> column(std::size_t index, int first) const;

  int layers_;
  int capacity_;
  int size_ = 0;
  std::int64_t stride_ = 1;
  std::vector<double> rows_;  ///< [capacity × width], of which `size_` rows are used
};

}  // namespace gp
