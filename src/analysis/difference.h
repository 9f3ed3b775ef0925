/// Derivatives of the objective by differences, one parameter after the other: what the gradient check compares with.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "experiment/experiment.h"
#include "nn/plan.h"
#include "nn/rows.h"

namespace gp {

class Difference {
 public:
  Difference() = default;
  Difference(const Difference&) = delete;
  Difference& operator=(const Difference&) = delete;
  virtual ~Difference() = default;

  /// The parameter whose turn it is, in the flat order.
  virtual std::ptrdiff_t next() const = 0;
  virtual std::ptrdiff_t count() const = 0;
  /// ∂(objective)/∂(the next parameter), or nothing where a kink lies in the way. To be called while `next() <
  /// count()`.
  virtual std::optional<double> take() = 0;
  /// The layer whose activation has the kink that was in the way last, counted from 1; 0: the penalty of the weight.
  virtual std::uint32_t kinkLayer() const = 0;
};

/// On the network of nn/textbook.h. @param plan  `allDense`
std::unique_ptr<Difference> textbookDifference(const Experiment& experiment, const NetworkPlan& plan,
                                               const Rows<double>& rows, const std::vector<double>& parameters);

/// On `Pass<double>`, whatever the layers are: forward passes alone.
std::unique_ptr<Difference> passDifference(const Experiment& experiment, const NetworkPlan& plan,
                                           const Rows<double>& rows, const std::vector<double>& parameters);

}  // namespace gp
