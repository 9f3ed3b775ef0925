#include "train/gauge.h"

#include "train/clipping.h"
#include "train/descent.h"

namespace gp {
namespace {

template <class T>
Rows<T> rowsOf(const Table& features, const Table& outputs, const Shape& shape) {
  return Rows<T>(features.values.data(), outputs.values.data(), features.rows(), shape.inputs(), shape.outputs());
}

}  // namespace

template <class T>
Gauge<T>::Gauge(const Experiment& experiment, const PreparedData& data, const Shape& shape)
    : shape_(shape),
      l1_(experiment.l1),
      l2_(experiment.l2),
      loss_(&find(losses(), experiment.loss, "loss")),
      judge_(Judge::of(experiment, data)),
      train_(rowsOf<T>(data.trainFeatures, data.trainOutputs, shape)),
      test_(rowsOf<T>(data.testFeatures, data.testOutputs, shape)),
      pass_(shape, *loss_),
      gradient_(static_cast<std::size_t>(roundUpToLanes(shape.parameterCount) + slack)) {}

template <class T>
void Gauge<T>::configure(const Experiment& experiment, const Shape& shape) {
  shape_ = shape;
  l1_ = experiment.l1;
  l2_ = experiment.l2;
  pass_ = Pass<T>(shape_, *loss_);
}

template <class T>
const std::vector<T>& Gauge<T>::gradients(const T* parameters) {
  walk(pass_, parameters, train_, gradient_.data(), [](std::ptrdiff_t, const Pass<T>&, const T*) {});
  addPenalties(shape_, parameters, gradient_.data(), l1_, l2_);
  return gradient_;
}

template <class T>
Measures Gauge<T>::measure(const T* parameters) {
  Measures now;
  now.train = gp::measure(pass_, parameters, train_, judge_, gradient_.data());
  now.test = gp::measure<T>(pass_, parameters, test_, judge_, nullptr);
  now.objective = now.train.loss + totalPenalty(shape_, parameters, l1_, l2_);
  if (l1_ > 0 || l2_ > 0) addPenalties(shape_, parameters, gradient_.data(), l1_, l2_);
  for (const Layer& layer : shape_.layers)
    now.gradientNorms.push_back(norm2(gradient_.data() + layer.weights, layer.biases + layer.units - layer.weights));
  now.gradientNorm = norm2(gradient_.data(), shape_.parameterCount);
  return now;
}

template class Gauge<float>;
template class Gauge<double>;

}  // namespace gp
