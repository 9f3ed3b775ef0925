#include "analysis/samples.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/clipping.h"

namespace gp {

template <class T>
std::vector<T> sampleLosses(Pass<T>& pass, const T* parameters, const Rows<T>& rows) {
  std::vector<T> result(static_cast<std::size_t>(rows.count));
  walk<T>(pass, parameters, rows, nullptr, [&](std::ptrdiff_t start, const Pass<T>& done, const T* losses) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) result[static_cast<std::size_t>(start + s)] = losses[s];
  });
  return result;
}

namespace {

/// The gradients of single rows in a plan of dense layers: δ of a unit times what it reads, so that one backward pass
/// over a tile serves all of its rows.
template <class T>
class DenseGradients {
 public:
  /// @param m  what 1/m in δ is taken out again by
  DenseGradients(const NetworkPlan& plan, const Pass<T>& pass, double m) : plan_(&plan), pass_(&pass), m_(m) {}

  void of(const ParameterPlace& place, T* result) const {
    const auto l = static_cast<std::size_t>(place.layer);
    const std::ptrdiff_t count = pass_->count();
    const T* const delta = row(deltas(l), place.unit);
    const T* const input = place.input < 0 ? nullptr : row(pass_->inputs(l), place.input);
    for (std::ptrdiff_t s = 0; s < count; ++s) {
      const double ofBias = static_cast<double>(delta[s]) * m_;
      result[s] = static_cast<T>(input ? ofBias * static_cast<double>(input[s]) : ofBias);
    }
  }
  /// ‖δ‖·‖(x, 1)‖ of each layer is the norm of its weights' and biases' gradient.
  void norms(T* result) const {
    Numbers squares{};
    for (std::size_t l = 0; l < plan_->layers.size(); ++l) {
      Numbers ofDelta{};
      Numbers ofInputs;
      ofInputs.fill(1);
      addSquares(deltas(l), plan_->unitsOf(l), m_, ofDelta);
      addSquares(pass_->inputs(l), plan_->inputsOf(l), 1, ofInputs);
      for (std::size_t s = 0; s < squares.size(); ++s) squares[s] += ofDelta[s] * ofInputs[s];
    }
    for (std::ptrdiff_t s = 0; s < pass_->count(); ++s)
      result[s] = static_cast<T>(std::sqrt(squares[static_cast<std::size_t>(s)]));
  }

 private:
  /// One a sample of a tile.
  using Numbers = std::array<double, static_cast<std::size_t>(Tile<T>::most)>;

  Panel<const T> deltas(std::size_t l) const { return {pass_->delta(l), pass_->stride()}; }
  static const T* row(Panel<const T> of, std::ptrdiff_t index) { return of.rows + index * of.stride; }
  void addSquares(Panel<const T> of, std::ptrdiff_t rows, double scale, Numbers& sums) const {
    const std::ptrdiff_t count = pass_->stride();
    for (std::ptrdiff_t r = 0; r < rows; ++r) {
      const T* row = of.rows + r * of.stride;
      for (std::ptrdiff_t s = 0; s < count; s += laneCount) {
        const Lanes<double> scaled = __builtin_convertvector(load(row + s), Lanes<double>) * spread(scale);
        double* const sum = sums.data() + s;
        store(sum, load(sum) + scaled * scaled);
      }
    }
  }

  const NetworkPlan* plan_;
  const Pass<T>* pass_;
  double m_;
};

}  // namespace

template <class T>
std::vector<T> sampleGradients(const NetworkPlan& plan, Pass<T>& pass, const T* parameters, const Rows<T>& rows,
                               std::ptrdiff_t parameter) {
  if (plan.mixesSamples()) throw ExperimentError("parameter", Message::mixedRows);
  std::vector<T> result(static_cast<std::size_t>(rows.count));
  if (plan.allDense()) {
    const auto m = static_cast<double>(rows.count);
    const DenseGradients<T> gradients(plan, pass, m);
    const ParameterPlace place = parameter < 0 ? ParameterPlace{} : plan.placeOf(parameter);
    for (std::ptrdiff_t start = 0; start < rows.count; start += Tile<T>::most) {
      pass.forward(parameters, Tile<T>::of(rows, start, std::min(Tile<T>::most, rows.count - start)));
      pass.evaluate(static_cast<T>(1 / m), nullptr, true);
      pass.backward(parameters, nullptr, false);
      if (parameter < 0) {
        gradients.norms(result.data() + start);
      } else {
        gradients.of(place, result.data() + start);
      }
    }
    return result;
  }
  std::vector<T> gradient(static_cast<std::size_t>(plan.trainable + slack));
  for (std::ptrdiff_t row = 0; row < rows.count; ++row) {
    pass.forward(parameters, Tile<T>::of(rows, row, 1));
    pass.evaluate(T{1}, nullptr, true);
    pass.backward(parameters, gradient.data(), false);
    result[static_cast<std::size_t>(row)] = parameter < 0 ? static_cast<T>(norm2(gradient.data(), plan.trainable))
                                                          : gradient[static_cast<std::size_t>(parameter)];
  }
  return result;
}

template <class T>
Value confusion(Pass<T>& pass, const T* parameters, const Rows<T>& rows, const Judge& judge, int classes) {
  const auto size = static_cast<std::size_t>(classes);
  std::vector<std::vector<double>> counts(size, std::vector<double>(size, 0));
  const auto outputs = static_cast<int>(rows.outputs);
  walk<T>(pass, parameters, rows, nullptr, [&](std::ptrdiff_t start, const Pass<T>& done, const T*) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) {
      const int said = judge.classOf(done.outputs() + s, done.stride(), outputs);
      const int wanted = judge.classOf(rows.targets.data() + start + s, rows.stride, outputs);
      counts[static_cast<std::size_t>(wanted)][static_cast<std::size_t>(said)] += 1;
    }
  });
  Value table = Value::list();
  Value precision = Value::list();
  Value recall = Value::list();
  for (std::size_t c = 0; c < size; ++c) {
    double said = 0;
    double there = 0;
    for (std::size_t other = 0; other < size; ++other) {
      said += counts[other][c];
      there += counts[c][other];
    }
    precision.push(said > 0 ? Value(counts[c][c] / said) : Value());
    recall.push(there > 0 ? Value(counts[c][c] / there) : Value());
    Value row = Value::list();
    for (const double count : counts[c]) row.push(count);
    table.push(std::move(row));
  }
  return Value::object()
      .set("counts", std::move(table))
      .set("precision", std::move(precision))
      .set("recall", std::move(recall));
}

template std::vector<float> sampleLosses(Pass<float>&, const float*, const Rows<float>&);
template std::vector<double> sampleLosses(Pass<double>&, const double*, const Rows<double>&);
template std::vector<float> sampleGradients(const NetworkPlan&, Pass<float>&, const float*, const Rows<float>&,
                                            std::ptrdiff_t);
template std::vector<double> sampleGradients(const NetworkPlan&, Pass<double>&, const double*, const Rows<double>&,
                                             std::ptrdiff_t);
template Value confusion(Pass<float>&, const float*, const Rows<float>&, const Judge&, int);
template Value confusion(Pass<double>&, const double*, const Rows<double>&, const Judge&, int);

}  // namespace gp
