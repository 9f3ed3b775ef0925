#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/difference.h"
#include "nn/activations.h"
#include "train/measure.h"

namespace gp {
namespace {

/// What a forward pass over all rows comes to.
struct Seen {
  double loss = 0;                     ///< mean over the rows
  std::vector<std::vector<double>> Z;  ///< of each layer, in the order of the pass
  std::vector<double> errors;          ///< outputs − targets
};

class PassDifference final : public Difference {
 public:
  PassDifference(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                 const std::vector<double>& parameters)
      : l1_(experiment.l1),
        l2_(experiment.l2),
        loss_(find(losses(), experiment.loss, "loss")),
        plan_(plan),
        rows_(rows),
        parameters_(parameters),
        pass_(plan_, loss_, Pass<double>::Keep::everything) {}

  std::ptrdiff_t next() const override { return next_; }
  std::ptrdiff_t count() const override { return plan_.trainable; }
  std::uint32_t kinkLayer() const override { return kinkLayer_; }

  std::optional<double> take() override {
    const auto i = static_cast<std::size_t>(next_++);
    while (static_cast<std::ptrdiff_t>(i) >= plan_.blocks[block_].end()) ++block_;
    const bool penalised = plan_.blocks[block_].penalised;
    const double w = parameters_[i];
    const auto penalty = [&](double at) { return penalised ? l1_ * std::fabs(at) + l2_ / 2 * at * at : 0; };
    const auto rise = [&](const Seen& down, const Seen& up, double h) {
      return up.loss - down.loss + penalty(w + h) - penalty(w - h);
    };
    for (const double h : {1e-4, 1e-5, 1e-6}) {
      if (penalised && l1_ > 0 && std::fabs(w) <= 2 * h) {
        kinkLayer_ = 0;
        continue;
      }
      const Seen farDown = at(i, w - 2 * h);
      const Seen farUp = at(i, w + 2 * h);
      if (somethingPasses(farDown, farUp, h > 5e-6)) continue;
      return (8 * rise(at(i, w - h), at(i, w + h), h) - rise(farDown, farUp, 2 * h)) / (12 * h);
    }
    return std::nullopt;
  }

 private:
  /// With one parameter at another value.
  Seen at(std::size_t parameter, double value) {
    const double before = std::exchange(parameters_[parameter], value);
    Seen seen;
    seen.Z.resize(plan_.layers.size());
    walk(pass_, parameters_.data(), rows_, static_cast<double*>(nullptr),
         [&](std::ptrdiff_t start, const Pass<double>& done, const double* losses) {
           for (std::ptrdiff_t s = 0; s < done.count(); ++s) {
             seen.loss += losses[s];
             for (std::size_t l = 0; l < plan_.layers.size(); ++l)
               for (int u = 0; u < plan_.unitsOf(l); ++u)
                 seen.Z[l].push_back(done.preActivations(l)[u * done.stride() + s]);
             for (std::ptrdiff_t k = 0; k < rows_.outputs; ++k)
               seen.errors.push_back(done.outputs()[k * done.stride() + s] -
                                     rows_.targets[static_cast<std::size_t>(k * rows_.stride + start + s)]);
           }
         });
    seen.loss /= static_cast<double>(rows_.count);
    parameters_[parameter] = before;
    return seen;
  }

  /// Whether a quantity lies on different sides of a place where its first derivative jumps, or, `bends`, its second.
  bool somethingPasses(const Seen& down, const Seen& up, bool bends) {
    for (std::size_t l = 0; l < plan_.layers.size(); ++l) {
      const Activation& g = plan_.activationOf(l);
      kinkLayer_ = static_cast<std::uint32_t>(l + 1);
      if (passes(g.kinks, down.Z[l], up.Z[l]) || (bends && passes(g.bends, down.Z[l], up.Z[l]))) return true;
    }
    return bends && passes(loss_.bends, down.errors, up.errors);
  }

  static bool passes(const std::vector<double>& places, const std::vector<double>& a, const std::vector<double>& b) {
    return std::any_of(places.begin(), places.end(), [&](double place) {
      for (std::size_t i = 0; i < a.size(); ++i)
        if ((a[i] < place) != (b[i] < place)) return true;
      return false;
    });
  }

  double l1_, l2_;
  const Loss& loss_;
  NetworkPlan plan_;
  Rows<double> rows_;
  std::vector<double> parameters_;
  Pass<double> pass_;
  std::ptrdiff_t next_ = 0;
  std::size_t block_ = 0;
  std::uint32_t kinkLayer_ = 0;
};

}  // namespace

std::unique_ptr<Difference> passDifference(const Experiment& experiment, const NetworkPlan& plan,
                                           const Rows<double>& rows, const std::vector<double>& parameters) {
  return std::make_unique<PassDifference>(experiment, plan, rows, parameters);
}

}  // namespace gp
