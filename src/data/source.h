/// Where the generators of data get their random numbers from.
#pragma once

#include "base/random.h"

namespace gp {

/// A stream of uniform numbers and what is drawn from it. Generators ask for one number a statement and in a
/// stated order, so that the same formulas can be fed by another program's numbers.
class Source {
 public:
  virtual ~Source() = default;
  /// Uniform in [0, 1).
  virtual double uniform() = 0;
  /// Uniform in [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Normal with mean 0 and variance 1: Marsaglia's polar method, second deviate discarded.
  double normal();
};

/// The product's own numbers.
class RandomSource final : public Source {
 public:
  using Source::uniform;
  explicit RandomSource(Random& random) : random_(random) {}
  double uniform() override { return random_.uniform(); }

 private:
  Random& random_;
};

}  // namespace gp
