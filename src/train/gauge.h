/// The whole network looked at over the whole of both parts of the data: gradients and measures, dropout off.
#pragma once

#include <optional>
#include <vector>

#include "experiment/experiment.h"
#include "nn/pass.h"
#include "train/measure.h"

namespace gp {

/// The measures of the whole network at one moment.
struct Measures {
  PartMeasure train;
  PartMeasure test;
  std::vector<double> gradientNorms;  ///< one a layer: ∂(objective over the training set)
  double gradientNorm = 0;
  double objective = 0;
};

template <class T>
class Gauge {
 public:
  Gauge(const Experiment& experiment, const PreparedData& data, const NetworkPlan& plan);
  Gauge(const Gauge&) = delete;  // its pass points to its plan
  Gauge& operator=(const Gauge&) = delete;

  /// Takes over what may change without a new start: penalties, dropout.
  void configure(const Experiment& experiment, const NetworkPlan& plan);

  Measures measure(const T* parameters);
  /// ∂(objective)/∂(parameters) over the whole training set, flat with slack; lives until the next call.
  const std::vector<T>& gradients(const T* parameters);

  const Rows<T>& train() const { return train_; }
  const Rows<T>& test() const { return test_; }
  const Judge& judge() const { return judge_; }
  const Loss& loss() const { return *loss_; }
  Pass<T>& pass() { return pass_; }
  /// One with `Keep::everything`, made when it is first asked for.
  Pass<T>& wholePass();

 private:
  NetworkPlan plan_;
  double l1_ = 0;
  double l2_ = 0;
  const Loss* loss_;
  Judge judge_;
  Rows<T> train_;
  Rows<T> test_;
  Pass<T> pass_;
  std::optional<Pass<T>> wholePass_;
  std::vector<T> gradient_;
};

extern template class Gauge<float>;
extern template class Gauge<double>;

}  // namespace gp
