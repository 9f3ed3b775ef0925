#include "nn/activations.h"

#include <limits>
#include <utility>

#include "base/precision.h"
#include "nn/activation_formulas.h"
#include "nn/kernels/multiply.h"

namespace gp {
namespace {

template <class G, class T>
void apply(const T* z, T* a, std::ptrdiff_t count) {
  std::ptrdiff_t i = 0;
  for (; i + 2 * laneCount <= count; i += 2 * laneCount) {  // two at a time share the constants
    const Lanes<T> first = G::template value<T>(load<T>(z + i));
    const Lanes<T> second = G::template value<T>(load<T>(z + i + laneCount));
    store<T>(a + i, first);
    store<T>(a + i + laneCount, second);
  }
  if (i < count) store<T>(a + i, G::template value<T>(load<T>(z + i)));
}

/// The same in less code, for the curves of the catalog where nothing else runs in float64.
template <class G>
void applyForCurve(const double* z, double* a, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += laneCount)
    store<double>(a + i, G::template value<double>(load<double>(z + i)));
}

template <class G, class T>
GP_INLINE Lanes<T> slopeAt(const T* z, const T* a, std::ptrdiff_t i) {
  return G::template slope<T>(G::readsZ ? load<T>(z + i) : Lanes<T>{}, load<T>(a + i));
}

template <class G, class T>
void derivative(const T* z, const T* a, T* d, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += laneCount) store<T>(d + i, slopeAt<G, T>(z, a, i));
}

template <class G, class T>
void applyWithDerivative(const T* z, T* a, T* d, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += laneCount) {
    const Lanes<T> input = load<T>(z + i);
    const Lanes<T> value = G::template value<T>(input);
    const Lanes<T> slope = G::template slope<T>(input, value);
    store<T>(a + i, value);
    store<T>(d + i, slope);
  }
}

template <class G, class T>
void back(const T* z, const T* a, T* delta, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += laneCount) {
    store<T>(delta + i, load<T>(delta + i) * slopeAt<G, T>(z, a, i));
  }
}

template <class G>
void multiply(const float* w, const float* bias, std::ptrdiff_t units, std::ptrdiff_t inputs, const float* x,
              std::ptrdiff_t xStride, float* a, std::ptrdiff_t aStride, std::ptrdiff_t samples) {
  kernels::multiplyAndFinish<float, G::rowsAtOnce>(
      w, inputs, 1, bias, units, inputs, x, xStride, a, aStride, samples,
      [](Lanes<float> z, std::ptrdiff_t) { return G::template value<float>(z); });
}

template <class G>
void multiplyBack(const float* w, std::ptrdiff_t units, std::ptrdiff_t inputs, const float* above, const float* a,
                  float* delta, std::ptrdiff_t stride) {
  kernels::multiplyAndFinish<float, 2>(
      w, 1, inputs, nullptr, inputs, units, above, stride, delta, stride, stride,
      [a](Lanes<float> sum, std::ptrdiff_t at) { return sum * slopeAt<G, float>(nullptr, a, at); });
}

template <class G, class T>
constexpr ActivationKernels<T> kernelsOf() {
  if constexpr (std::is_same_v<T, double> && !hasFloat64) return {.apply = applyForCurve<G>};
  ActivationKernels<T> kernels{apply<G, T>, derivative<G, T>, applyWithDerivative<G, T>, back<G, T>};
  if constexpr (std::is_same_v<T, float> && G::rowsAtOnce > 0) {
    kernels.multiply = multiply<G>;
    kernels.multiplyBack = multiplyBack<G>;
  }
  return kernels;
}

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class G>
Activation row(RowInfo info, double low, double high, std::vector<double> kinks = {}, std::vector<double> bends = {}) {
  return {std::move(info), kernelsOf<G, float>(), kernelsOf<G, double>(), low, high, std::move(kinks), std::move(bends),
          G::readsZ};
}

Activation linear() {
  return row<activation::Linear>(
      {"linear",
       {"Linear", "线性"},
       {"Passes its input on unchanged; a network of linear layers can only draw straight lines.",
        "原样输出；只有线性层的网络只能画出直线边界。"},
       R"(g(z) = z)",
       "PyTorch, torch.nn.Identity"},
      -infinity, infinity);
}

Activation tanh() {
  return row<activation::Tanh>({"tanh",
                                {"Tanh", "Tanh"},
                                {"The hyperbolic tangent: an S-shaped curve from −1 to 1, steepest at 0.",
                                 "双曲正切：从 −1 到 1 的 S 形曲线，在 0 处最陡。"},
                                R"(g(z) = \tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}})",
                                "Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, \"Efficient BackProp\", 1998, section 4.4"},
                               -1, 1);
}

Activation sigmoid() {
  return row<activation::Sigmoid>(
      {"sigmoid",
       {"Sigmoid", "Sigmoid"},
       {"The logistic function: an S-shaped curve from 0 to 1, read as a probability.",
        "逻辑函数：从 0 到 1 的 S 形曲线，可当作概率来读。"},
       R"(g(z) = \sigma(z) = \frac{1}{1 + e^{-z}})",
       "D. Rumelhart, G. Hinton, R. Williams, \"Learning representations by back-propagating errors\", "
       "Nature 323, "
       "1986, eq. 2"},
      0, 1);
}

Activation softmax() {
  return {{"softmax",
           {"Softmax", "Softmax"},
           {"Turns the outputs of a sample into probabilities that sum to 1, one per class.",
            "把一个样本的各个输出变成总和为 1 的概率，每个类别一个。"},
           R"(a_k = \frac{e^{z_k}}{\sum_j e^{z_j}})",
           "J. Bridle, \"Probabilistic Interpretation of Feedforward Classification Network Outputs\", 1990"},
          {},
          {},
          0,
          1,
          {},
          {},
          true};
}

}  // namespace

const std::vector<Activation>& activations() {
  static const std::vector<Activation> table = {
      linear(),
      row<activation::Relu>(
          {"relu",
           {"ReLU", "ReLU"},
           {"The rectified linear unit: lets positive inputs through and blocks negative ones.",
            "修正线性单元：正数原样通过，负数一律变为 0。"},
           R"(g(z) = \max(0, z))",
           "V. Nair, G. Hinton, \"Rectified Linear Units Improve Restricted Boltzmann Machines\", ICML 2010"},
          0, infinity, {0}),
      row<activation::LeakyRelu>({"leaky-relu",
                                  {"Leaky ReLU", "Leaky ReLU"},
                                  {"Like ReLU, but negative inputs leak through at a hundredth, so that no "
                                   "unit falls silent for good.",
                                   "与 ReLU 相似，但负数按百分之一漏过去，神经元不会就此“死掉”。"},
                                  R"(g(z) = \max(0, z) + 0.01 \min(0, z))",
                                  "A. Maas, A. Hannun, A. Ng, \"Rectifier Nonlinearities Improve Neural "
                                  "Network Acoustic Models\", ICML 2013; "
                                  "slope 0.01 as in torch.nn.LeakyReLU"},
                                 -infinity, infinity, {0}),
      row<activation::Elu>(
          {"elu",
           {"ELU", "ELU"},
           {"The exponential linear unit: the identity above 0, an exponential that levels off at −1 below.",
            "指数线性单元：0 以上是恒等，0 以下是逐渐趋于 −1 的指数曲线。"},
           R"(g(z) = \begin{cases} z & z > 0 \\ e^{z} - 1 & z \le 0 \end{cases})",
           "D.-A. Clevert, T. Unterthiner, S. Hochreiter, \"Fast and Accurate Deep Network Learning by "
           "Exponential "
           "Linear Units\", arXiv:1511.07289, with α = 1"},
          -1, infinity, {}, {0}),
      row<activation::Selu>(
          {"selu",
           {"SELU", "SELU"},
           {"A scaled ELU whose two constants keep the mean near 0 and the variance near 1 from layer to "
            "layer.",
            "缩放的 ELU：两个常数使各层输出的均值保持在 0、方差保持在 1 附近。"},
           R"(g(z) = \lambda \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases},\quad )"
           R"(\lambda \approx 1.0507,\ \alpha \approx 1.6733)",
           "G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, \"Self-Normalizing Neural Networks\", "
           "arXiv:1706.02515, eq. 2"},
          -activation::Selu::lambdaAlpha, infinity, {0}),
      row<activation::Gelu>(
          {"gelu",
           {"GELU", "GELU"},
           {"The Gaussian error linear unit: the input times the probability that a normal number lies below "
            "it.",
            "高斯误差线性单元：输入乘以“标准正态随机数小于它”的概率。"},
           R"(g(z) = z \, \Phi(z) = \frac{z}{2} \left(1 + \operatorname{erf} \frac{z}{\sqrt{2}}\right))",
           "D. Hendrycks, K. Gimpel, \"Gaussian Error Linear Units\", arXiv:1606.08415; exact, as in "
           "torch.nn.GELU"},
          -0.17, infinity),
      row<activation::Silu>({"silu",
                             {"SiLU (Swish)", "SiLU (Swish)"},
                             {"The input times its own sigmoid: a smooth ReLU that dips a little below 0.",
                              "输入乘以自身的 Sigmoid：平滑的 ReLU，在负数一侧略微下探。"},
                             R"(g(z) = z \, \sigma(z) = \frac{z}{1 + e^{-z}})",
                             "S. Elfwing, E. Uchibe, K. Doya, \"Sigmoid-Weighted Linear Units for Neural "
                             "Network Function Approximation in "
                             "Reinforcement Learning\", arXiv:1702.03118"},
                            -0.2785, infinity),
      row<activation::Mish>(
          {"mish",
           {"Mish", "Mish"},
           {"The input times the tanh of its softplus: as smooth as SiLU, with a slightly deeper dip below "
            "0.",
            "输入乘以其 Softplus 的双曲正切：与 SiLU 一样平滑，下探略深。"},
           R"(g(z) = z \tanh\!\left(\ln(1 + e^{z})\right))",
           "D. Misra, \"Mish: A Self Regularized Non-Monotonic Activation Function\", arXiv:1908.08681"},
          -0.3089, infinity),
      row<activation::Softplus>({"softplus",
                                 {"Softplus", "Softplus"},
                                 {"A smooth ReLU that never quite reaches 0; its derivative is the sigmoid.",
                                  "平滑的 ReLU，永远不会正好等于 0；它的导数就是 Sigmoid。"},
                                 R"(g(z) = \ln(1 + e^{z}))",
                                 "C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia, \"Incorporating "
                                 "Second-Order Functional Knowledge for "
                                 "Better Option Pricing\", NIPS 2000"},
                                0, infinity),
      row<activation::Softsign>(
          {"softsign",
           {"Softsign", "Softsign"},
           {"An S-shaped curve from −1 to 1 that approaches its limits more slowly than tanh.",
            "从 −1 到 1 的 S 形曲线，比 Tanh 更慢地趋近两端。"},
           R"(g(z) = \frac{z}{1 + |z|})",
           "J. Turian, J. Bergstra, Y. Bengio, \"Quadratic Features and Deep Architectures for Chunking\", "
           "NAACL 2009"},
          -1, 1, {}, {0}),
      tanh(),
      sigmoid(),
      row<activation::Sine>(
          {"sine",
           {"Sine", "正弦"},
           {"A wave: the same output again and again along its input, good for repeating patterns.",
            "正弦波：输出随输入周期性重复，适合有重复花样的数据。"},
           R"(g(z) = \sin z)",
           "V. Sitzmann et al., \"Implicit Neural Representations with Periodic Activation Functions\", "
           "arXiv:2006.09661, with ω₀ = 1"},
          -1, 1),
  };
  return table;
}

const std::vector<Activation>& outputActivations() {
  static const std::vector<Activation> table = {linear(), tanh(), sigmoid(), softmax()};
  return table;
}

}  // namespace gp
