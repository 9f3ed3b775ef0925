#include "train/largest_weight.h"

#include <algorithm>

#include "base/lanes.h"

namespace gp {
namespace {

/// The highest and the lowest of what was seen, zero among it; what is not a number is passed over.
template <class T>
struct Range {
  Lanes<T> high = spread(T{0});
  Lanes<T> low = spread(T{0});

  GP_INLINE void see(Lanes<T> w) {
    high = maximum<T>(w, high);
    low = minimum<T>(w, low);
  }
};

}  // namespace

/// Built for speed: it is part of the last updates of every call.
template <class T>
double largestWeight(const NetworkPlan& plan, const std::vector<T>& parameters) {
  Range<T> even;
  Range<T> odd;  // so that none waits for the one before
  for (const Block& block : plan.blocks) {
    if (!block.penalised) continue;
    const T* w = parameters.data() + block.offset;
    const T* const end = w + block.size();
    for (; end - w >= 2 * laneCount; w += 2 * laneCount) {
      even.see(load(w));
      odd.see(load(w + laneCount));
    }
    for (; w < end; ++w) even.see(spread(*w));
  }
  const Lanes<T> high = maximum<T>(even.high, odd.high);
  const Lanes<T> largest = maximum<T>(-minimum<T>(even.low, odd.low), high);
  return static_cast<double>(std::max({largest[0], largest[1], largest[2], largest[3]}));
}

template double largestWeight(const NetworkPlan&, const std::vector<float>&);
template double largestWeight(const NetworkPlan&, const std::vector<double>&);

}  // namespace gp
