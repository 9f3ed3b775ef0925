/// The end of a run whose numbers have become infinite or NaN, and what can be said about its cause.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "train/reason.h"

namespace gp {

/// The largest absolute weight after each of the last steps: plain data.
struct WeightGrowth {
  static constexpr int window = 16;
  std::array<double, window> largest{};  ///< in a ring
  int oldest = 0;                        ///< where it begins
  int count = 0;                         ///< how many entries are filled
  std::int64_t step = -1;                ///< after which the newest was noted, where that is known

  /// Oldest first.
  double at(int i) const { return largest[static_cast<std::size_t>((oldest + i) % window)]; }
  /// Appends the largest |w| after one more step, forgetting the oldest when full.
  void note(double largestWeight);
  /// The same after the update `step`; what was noted before is forgotten if updates lie between that were not.
  void noteAfter(std::int64_t step, double largestWeight);
  /// All but the last two, oldest first; none where the newest is not of `step`.
  std::vector<double> earlier(std::int64_t step) const;

  /// A growth of the last steps, in the words "grew `factor`-fold in `steps` steps".
  struct Spurt {
    double factor = 1;
    int steps = 0;  ///< 0: nothing grew
  };
  /// The shortest run of last steps over which the largest weight grew at least tenfold, or else the run with
  /// the largest growth if that is at least twofold, or else none. Entries that are not finite are left out.
  Spurt spurt() const;
};

/// A place in the network, counted from 1 as a reader counts; the output layer is the last.
struct Place {
  static constexpr int bias = 0;
  static constexpr int wholeUnit = -1;

  int layer = 0;
  int unit = 0;
  int input = wholeUnit;  ///< of the weight: 1 …; or `bias`, or `wholeUnit`
};

/// What became non-finite first, where.
struct Divergence {
  /// In the order in which an update computes them.
  enum class Quantity { loss, gradient, parameter } quantity = Quantity::loss;
  double value = 0;         ///< NaN or ±Infinity: the loss, or the first such entry of the gradient or parameter
  double step = 0;          ///< the update in which or after which it was seen, counted from 1
  double learningRate = 0;  ///< of that update
  std::optional<Place> place = std::nullopt;  ///< of that entry; for a loss the first unit that was not finite
};

/// "a gradient became Infinity at step 312 (layer 2, neuron 1, weight of input 3); the largest weight grew 40-fold in 2
/// steps; learning rate 3", rule "diverged". `values`: quantity (loss, gradient, parameter), value, step, learningRate;
/// where the place is known layer, unit and, for a weight, input, all counted from 1; growth, growthSteps where there
/// was a spurt.
Reason divergenceReason(const Divergence&, const WeightGrowth&);

}  // namespace gp
