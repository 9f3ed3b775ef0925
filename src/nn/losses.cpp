#include "nn/losses.h"

#include <utility>

#include "base/math.h"
#include "base/precision.h"

namespace gp {
namespace {

// A loss of separate outputs is a type: `value` is what one output adds to the loss of its sample, from z, a and the
// target t; `slope` is its derivative, by a or, where `byZ`, by z; `mean` says whether outputs are averaged.

struct HalfSquaredError {
  static constexpr bool byZ = false, mean = false;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T>, Lanes<T> a, Lanes<T> t) {
    return T(0.5) * (a - t) * (a - t);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> a, Lanes<T> t) {
    return a - t;
  }
};

struct MeanSquaredError {
  static constexpr bool byZ = false, mean = true;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T>, Lanes<T> a, Lanes<T> t) {
    return (a - t) * (a - t);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> a, Lanes<T> t) {
    return 2 * (a - t);
  }
};

struct Huber {
  static constexpr bool byZ = false, mean = true;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T>, Lanes<T> a, Lanes<T> t) {  // e²/2 up to e = 1, then e − 1/2
    const Lanes<T> e = math::abs<T>(a - t);
    const Lanes<T> near = minimum<T>(spread<T>(1), e);
    return near * (e - T(0.5) * near);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> a, Lanes<T> t) {
    return math::clamp<T>(-1, 1, a - t);
  }
};

struct BinaryCrossEntropy {
  static constexpr bool byZ = true, mean = true;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z, Lanes<T>, Lanes<T> t) {
    // −t·log σ(z) − (1 − t)·log(1 − σ(z)), the two large terms first: for a sure and right output they cancel exactly.
    return ((1 - t) * z + maximum<T>(spread<T>(0), -z)) + math::softplusTail<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> a, Lanes<T> t) {
    return a - t;
  }
};

template <class L, class T>
void evaluate(const T* z, const T* a, std::ptrdiff_t stride, const T* targets, std::ptrdiff_t targetStride, int outputs,
              std::ptrdiff_t count, T scale, const ActivationKernels<T>* output, T* losses, T* delta,
              std::ptrdiff_t deltaStride) {
  const T divisor = L::mean ? static_cast<T>(outputs) : T{1};
  const T slopeScale = scale / divisor;
  for (std::ptrdiff_t s = 0; s < count; s += laneCount) {
    Lanes<T> sum = spread<T>(0);
    for (std::ptrdiff_t k = 0; k < outputs; ++k) {
      const Lanes<T> ak = load<T>(a + k * stride + s);
      const Lanes<T> tk = load<T>(targets + k * targetStride + s);
      if (losses) sum += L::template value<T>(L::byZ ? load<T>(z + k * stride + s) : ak, ak, tk);
      if (delta) store<T>(delta + k * deltaStride + s, L::template slope<T>(ak, tk) * slopeScale);
    }
    if (losses) store<T>(losses + s, sum / divisor);
  }
  if (!delta || L::byZ) return;
  for (std::ptrdiff_t k = 0; k < outputs; ++k)
    output->back(z + k * stride, a + k * stride, delta + k * deltaStride, count);
}

/// The largest of each column.
template <class T>
GP_INLINE Lanes<T> largest(const T* z, std::ptrdiff_t stride, int rows) {
  Lanes<T> top = load<T>(z);
  for (std::ptrdiff_t k = 1; k < rows; ++k) top = maximum<T>(top, load<T>(z + k * stride));
  return top;
}

template <class T>
void crossEntropy(const T* z, const T* a, std::ptrdiff_t stride, const T* targets, std::ptrdiff_t targetStride,
                  int outputs, std::ptrdiff_t count, T scale, const ActivationKernels<T>*, T* losses, T* delta,
                  std::ptrdiff_t deltaStride) {
  for (std::ptrdiff_t s = 0; s < count; s += laneCount) {
    if (losses) {
      const Lanes<T> top = largest<T>(z + s, stride, outputs);
      Lanes<T> sum = spread<T>(0);
      for (std::ptrdiff_t k = 0; k < outputs; ++k) sum += math::exp<T>(load<T>(z + k * stride + s) - top);
      const Lanes<T> logOfSum = math::log<T>(sum);
      Lanes<T> loss = spread<T>(0);
      for (std::ptrdiff_t k = 0; k < outputs; ++k) {
        const Lanes<T> logOfProbability = (load<T>(z + k * stride + s) - top) - logOfSum;
        loss -= load<T>(targets + k * targetStride + s) * logOfProbability;
      }
      store<T>(losses + s, loss);
    }
    if (!delta) continue;
    for (std::ptrdiff_t k = 0; k < outputs; ++k) {
      const Lanes<T> error = load<T>(a + k * stride + s) - load<T>(targets + k * targetStride + s);
      store<T>(delta + k * deltaStride + s, error * scale);
    }
  }
}

Loss row(RowInfo info, std::vector<const char*> outputs, std::vector<const char*> tasks, LossKernels<float> single,
         LossKernels<double> twice, std::vector<double> bends = {}) {
  return {std::move(info), std::move(outputs), std::move(tasks), single, ofFloat64(twice), std::move(bends)};
}

template <class L>
Loss row(RowInfo info, std::vector<const char*> outputs, std::vector<const char*> tasks,
         std::vector<double> bends = {}) {
  return row(std::move(info), std::move(outputs), std::move(tasks), {evaluate<L, float>}, {evaluate<L, double>},
             std::move(bends));
}

}  // namespace

template <class T>
void softmax(const T* z, T* a, std::ptrdiff_t stride, int outputs, std::ptrdiff_t count) {
  for (std::ptrdiff_t s = 0; s < count; s += laneCount) {
    const Lanes<T> top = largest<T>(z + s, stride, outputs);
    Lanes<T> sum = spread<T>(0);
    for (std::ptrdiff_t k = 0; k < outputs; ++k) {
      const Lanes<T> e = math::exp<T>(load<T>(z + k * stride + s) - top);
      store<T>(a + k * stride + s, e);
      sum += e;
    }
    for (std::ptrdiff_t k = 0; k < outputs; ++k) store<T>(a + k * stride + s, load<T>(a + k * stride + s) / sum);
  }
}

template void softmax<float>(const float*, float*, std::ptrdiff_t, int, std::ptrdiff_t);
template void softmax<double>(const double*, double*, std::ptrdiff_t, int, std::ptrdiff_t);

const std::vector<Loss>& losses() {
  const std::vector<const char*> separate = {"linear", "tanh", "sigmoid"};
  const std::vector<const char*> everyTask = {"classification", "regression"};
  static const std::vector<Loss> table = {
      row<HalfSquaredError>(
          {"half-squared-error",
           {"Half squared error", "半平方误差"},
           {"Half the squared distance between output and target, summed over the outputs.",
            "输出与目标之差的平方的一半，对各输出求和。"},
           R"(L = \frac{1}{2} \sum_k (a_k - t_k)^2)",
           "D. Rumelhart, G. Hinton, R. Williams, \"Learning representations by back-propagating errors\", Nature 323, "
           "1986, eq. 3"},
          separate, everyTask),
      row<MeanSquaredError>({"mse",
                             {"Mean squared error", "均方误差"},
                             {"The squared distance between output and target, averaged over the outputs.",
                              "输出与目标之差的平方，对各输出取平均。"},
                             R"(L = \frac{1}{K} \sum_k (a_k - t_k)^2)",
                             "PyTorch, torch.nn.MSELoss"},
                            separate, everyTask),
      row<Huber>(
          {"huber",
           {"Huber loss", "Huber 损失"},
           {"Squared for small errors and linear for large ones, so that outliers pull less.",
            "误差小时按平方、误差大时按线性增长，离群点的影响较小。"},
           R"(L = \frac{1}{K} \sum_k \begin{cases} \frac{1}{2} e_k^2 & |e_k| \le 1 \\ |e_k| - \frac{1}{2} & )"
           R"(|e_k| > 1 \end{cases},\quad e_k = a_k - t_k)",
           "P. Huber, \"Robust Estimation of a Location Parameter\", Annals of Mathematical Statistics 35, 1964; "
           "torch.nn.HuberLoss with δ = 1"},
          separate, everyTask, {-1, 1}),
      row<BinaryCrossEntropy>(
          {"binary-cross-entropy",
           {"Binary cross-entropy", "二元交叉熵"},
           {"How surprised the predicted probability is by the true yes or no, averaged over the outputs.",
            "预测概率对真实的“是或否”有多意外，对各输出取平均。"},
           R"(L = -\frac{1}{K} \sum_k \left[ t_k \ln a_k + (1 - t_k) \ln (1 - a_k) \right])",
           "PyTorch, torch.nn.BCEWithLogitsLoss: computed from Z without overflow"},
          {"sigmoid"}, {"classification"}),
      row({"cross-entropy",
           {"Cross-entropy", "交叉熵"},
           {"How surprised the predicted probabilities are by the true class.", "预测的各类概率对真实类别有多意外。"},
           R"(L = -\sum_k t_k \ln a_k = \ln \sum_k e^{z_k} - z_c)",
           "PyTorch, torch.nn.CrossEntropyLoss: computed from Z without overflow"},
          {"softmax"}, {"classification"}, {crossEntropy<float>}, {crossEntropy<double>}),
  };
  return table;
}

}  // namespace gp
