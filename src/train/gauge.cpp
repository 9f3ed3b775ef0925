#include "train/gauge.h"

#include "train/clipping.h"
#include "train/descent.h"

namespace gp {
namespace {

template <class T>
Rows<T> rowsOf(const Table& features, const Table& outputs, const NetworkPlan& plan) {
  return Rows<T>(features.values.data(), outputs.values.data(), features.rows(), plan.inputs(), plan.outputs());
}

}  // namespace

template <class T>
Gauge<T>::Gauge(const Experiment& experiment, const PreparedData& data, const NetworkPlan& plan)
    : plan_(plan),
      l1_(experiment.l1),
      l2_(experiment.l2),
      loss_(&find(losses(), experiment.loss, "loss")),
      judge_(Judge::of(experiment, data)),
      train_(rowsOf<T>(data.trainFeatures, data.trainOutputs, plan)),
      test_(rowsOf<T>(data.testFeatures, data.testOutputs, plan)),
      pass_(plan_, *loss_),
      gradient_(static_cast<std::size_t>(roundUpToLanes(plan.trainable) + slack)) {}

template <class T>
void Gauge<T>::configure(const Experiment& experiment, const NetworkPlan& plan) {
  plan_ = plan;
  l1_ = experiment.l1;
  l2_ = experiment.l2;
  pass_ = Pass<T>(plan_, *loss_);
  wholePass_.reset();
}

template <class T>
Pass<T>& Gauge<T>::wholePass() {
  if (!wholePass_) wholePass_.emplace(plan_, *loss_, Pass<T>::Keep::everything);
  return *wholePass_;
}

template <class T>
const std::vector<T>& Gauge<T>::gradients(const T* parameters) {
  walk(pass_, parameters, train_, gradient_.data(), [](std::ptrdiff_t, const Pass<T>&, const T*) {});
  addPenalties(plan_, parameters, gradient_.data(), l1_, l2_);
  return gradient_;
}

template <class T>
Measures Gauge<T>::measure(const T* parameters) {
  Measures now;
  now.train = gp::measure(pass_, parameters, train_, judge_, gradient_.data());
  now.test = gp::measure<T>(pass_, parameters, test_, judge_, nullptr);
  now.objective = now.train.loss + totalPenalty(plan_, parameters, l1_, l2_);
  if (l1_ > 0 || l2_ > 0) addPenalties(plan_, parameters, gradient_.data(), l1_, l2_);
  for (const LayerPlan& layer : plan_.layers)
    now.gradientNorms.push_back(norm2(gradient_.data() + layer.begin, layer.end - layer.begin));
  now.gradientNorm = norm2(gradient_.data(), plan_.trainable);
  return now;
}

template class Gauge<float>;
template class Gauge<double>;

}  // namespace gp
