/// The end of a run whose numbers have become infinite or NaN, and what can be said about its cause.
#pragma once

#include <array>

#include "train/reason.h"

namespace gp {

/// The largest absolute weight after each of the last steps: plain data.
struct WeightGrowth {
  static constexpr int window = 16;
  std::array<double, window> largest{};  ///< oldest first
  int count = 0;                         ///< how many entries are filled

  /// Appends the largest |w| after one more step, forgetting the oldest when full.
  void note(double largestWeight);

  /// A growth of the last steps, in the words "grew `factor`-fold in `steps` steps".
  struct Spurt {
    double factor = 1;
    int steps = 0;  ///< 0: nothing grew
  };
  /// The shortest run of last steps over which the largest weight grew at least tenfold, or else the run with
  /// the largest growth if that is at least twofold, or else none. Entries that are not finite are left out.
  Spurt spurt() const;
};

/// What became non-finite, where.
struct Divergence {
  enum class Quantity { loss, parameters } quantity = Quantity::loss;
  double value = 0;         ///< NaN or ±Infinity: the loss, or the first such parameter
  double step = 0;          ///< the update after which it was seen, counted from 1
  double learningRate = 0;  ///< of that update
};

/// "loss became NaN at step 312; the largest weight grew 40-fold in 2 steps; learning rate 3", rule
/// "diverged". `values`: quantity, value, step, learningRate, and growth, growthSteps where there was a
/// spurt.
Reason divergenceReason(const Divergence&, const WeightGrowth&);

}  // namespace gp
