/// The product's own random numbers: the same from one seed on every compiler, engine and machine.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace gp {

/// PCG32 (XSH-RR 64/32): 64 bits of state, 2^63 independent streams.
/// Source: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
/// Number Generation", HMC-CS-2014-0905, section 6.3.
/// Draw once a statement: the order in which arguments are evaluated is not fixed.
class Random {
 public:
  /// What a stream of numbers is for; different purposes never share numbers, even with equal seeds.
  enum class Purpose : std::uint64_t { data = 1, split = 2, weights = 3, batches = 4, dropout = 5, analysis = 6 };

  struct State {
    std::uint64_t state;
    std::uint64_t increment;  ///< odd
    bool operator==(const State&) const = default;
  };

  Random(std::uint64_t seed, Purpose purpose);
  explicit Random(State state) : state_(state) {}

  /// 32 random bits.
  std::uint32_t bits() {
    const std::uint64_t old = state_.state;
    state_.state = old * 6364136223846793005ULL + state_.increment;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
  }

  /// An even choice from 0 … bound − 1, without bias (rejection). @param bound at least 1
  std::uint32_t below(std::uint32_t bound);

  /// Uniform in [0, 1), a multiple of 2^-53 (two draws of bits).
  double uniform();

  /// Uniform in [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Normal with mean 0 and variance 1: Marsaglia's polar method, second deviate discarded, the product's own log.
  double normal();

  /// Fisher–Yates, from the last place down: every order equally likely.
  template <class Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      const std::uint32_t j = below(static_cast<std::uint32_t>(i));
      std::swap(items[i - 1], items[j]);
    }
  }

  State state() const { return state_; }

 private:
  State state_;
};

}  // namespace gp
