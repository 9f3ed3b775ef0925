/// What a network's outputs are worth on a part of the data: loss, metric, and on demand the gradient.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "data/prepare.h"
#include "data/targets.h"
#include "nn/pass.h"

namespace gp {

/// How an output is turned into an answer, and answers into a metric.
struct Judge {
  enum class Kind { winner, threshold, values } kind = Kind::values;
  double threshold = 0;  ///< an output above it says class 1, or "label given"; kind threshold only

  /// One output for two classes or one a label: the middle between the targets; one a class: the largest;
  /// regression: none.
  static Judge of(const Experiment& experiment, const PreparedData& data) {
    if (experiment.task == Task::regression) return {Kind::values, 0};
    if (data.outputs > 1 && !data.multiLabel) return {Kind::winner, 0};
    const TargetCode code =
        targetCode(experiment.task, data.outputs, data.classes, experiment.network.outputActivation);
    return {Kind::threshold, (code.low + code.high) / 2};
  }

  /// The class that outputs speak for: the index of the largest (the first of equals), or 0/1 by the
  /// threshold.
  template <class T>
  int classOf(const T* outputs, std::ptrdiff_t stride, int count) const {
    if (kind == Kind::threshold) return static_cast<double>(outputs[0]) > threshold ? 1 : 0;
    int best = 0;
    for (int k = 1; k < count; ++k)
      if (outputs[k * stride] > outputs[best * stride]) best = k;
    return best;
  }
};

/// Loss (mean over the rows, without penalty); accuracy, or R² (mean over the outputs whose targets vary); mean
/// absolute error. NaN where a part has no rows, the error where answers are classes, and R² where no target varies or
/// where it is beyond a double.
struct PartMeasure {
  double loss = std::numeric_limits<double>::quiet_NaN();
  double metric = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::quiet_NaN();
};

/// Walks a part in tiles and hands every tile's pass, with outputs and losses, to `each(start, pass,
/// losses)`.
/// @param gradient  null, or flat with slack: receives ∂(mean loss)/∂(parameters)
template <class T, class Each>
void walk(Pass<T>& pass, const T* parameters, const Rows<T>& rows, T* gradient, Each each) {
  T tileLosses[Tile<T>::most + laneCount];
  const T scale = static_cast<T>(1 / static_cast<double>(rows.count));
  for (std::ptrdiff_t start = 0; start < rows.count; start += Tile<T>::most) {
    const std::ptrdiff_t count = rows.count - start < Tile<T>::most ? rows.count - start : Tile<T>::most;
    pass.forward(parameters, Tile<T>::of(rows, start, count), nullptr, gradient != nullptr);
    pass.evaluate(scale, tileLosses, gradient != nullptr);
    if (gradient) pass.backward(parameters, gradient, start > 0);
    each(start, pass, tileLosses);
  }
}

/// The measures of one part, in doubles summed row by row; dropout is off.
/// @param gradient  as for `walk`
template <class T>
PartMeasure measure(Pass<T>& pass, const T* parameters, const Rows<T>& rows, const Judge& judge, T* gradient) {
  PartMeasure result;
  if (rows.count == 0) return result;
  const auto outputs = static_cast<int>(rows.outputs);
  double loss = 0;
  double right = 0;
  double absolute = 0;
  std::vector<double> residual(static_cast<std::size_t>(outputs));
  std::vector<double> sum(residual.size());
  std::vector<double> squares(residual.size());
  const bool values = judge.kind == Judge::Kind::values;
  const std::vector<T>& targets = rows.targets;
  // Deviations are taken from the first row's target, so that the variance does not cancel.
  auto target = [&](std::ptrdiff_t row, int k) {
    return static_cast<double>(targets[static_cast<std::size_t>(k * rows.stride + row)]);
  };
  walk(pass, parameters, rows, gradient, [&](std::ptrdiff_t start, const Pass<T>& done, const T* losses) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) {
      loss += static_cast<double>(losses[s]);
      const T* out = done.outputs() + s;
      if (judge.kind == Judge::Kind::winner) {
        const int said = judge.classOf(out, done.stride(), outputs);
        const int wanted = judge.classOf(targets.data() + start + s, rows.stride, outputs);
        right += said == wanted && !std::isnan(static_cast<double>(out[0])) ? 1 : 0;
        continue;
      }
      for (int k = 0; k < outputs; ++k) {
        const auto said = static_cast<double>(out[k * done.stride()]);
        const double wanted = target(start + s, k);
        if (values) {
          const auto i = static_cast<std::size_t>(k);
          const double away = wanted - target(0, k);
          absolute += std::fabs(said - wanted);
          residual[i] += (said - wanted) * (said - wanted);
          sum[i] += away;
          squares[i] += away * away;
        } else {
          right += (said > judge.threshold) == (wanted > judge.threshold) && !std::isnan(said) ? 1 : 0;
        }
      }
    }
  });
  const auto n = static_cast<double>(rows.count);
  result.loss = loss / n;
  if (!values) {
    result.metric = right / (judge.kind == Judge::Kind::winner ? n : n * outputs);
    return result;
  }
  result.error = absolute / (n * outputs);
  double total = 0;
  int varying = 0;
  for (std::size_t i = 0; i < residual.size(); ++i) {
    const double spread = squares[i] - sum[i] * sum[i] / n;
    if (!(spread > 0)) continue;
    total += 1 - residual[i] / spread;
    ++varying;
  }
  if (varying > 0 && std::isfinite(total)) result.metric = total / varying;
  return result;
}

}  // namespace gp
