#include "nn/textbook.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string_view>

#include "base/eigen.h"
#include "base/math.h"
#include "nn/layers/dense.h"

namespace gp::textbook {
namespace {

// Four numbers at a time: the functions of base/math.h are made for that.
using Numbers = Lanes<double>;
Numbers exp(Numbers z) { return math::exp<double>(z); }
Numbers log(Numbers z) { return math::log<double>(z); }
Numbers expm1(Numbers z) { return math::expm1<double>(z); }
Numbers tanh(Numbers z) { return math::tanh<double>(z); }
Numbers sigmoid(Numbers z) { return math::sigmoid<double>(z); }
Numbers softplus(Numbers z) { return math::softplus<double>(z); }
Numbers magnitude(Numbers z) { return math::abs<double>(z); }
Numbers where(LaneBits<double> condition, Numbers yes, Numbers no) { return select<double>(condition, yes, no); }
Numbers where(LaneBits<double> condition, double yes, Numbers no) { return where(condition, spread(yes), no); }
Numbers where(LaneBits<double> condition, double yes, double no) { return where(condition, spread(yes), spread(no)); }

/// A function of numbers side by side; `count` is a multiple of `pair`.
using Function = void (*)(const double* from, double* to, std::ptrdiff_t count);
constexpr std::ptrdiff_t pair = 2 * laneCount;

/// The function that does F to every number: two vectors at a time, which share its constants.
template <class F>
void inPairs(const double* from, double* to, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += pair) {
    const Numbers first = F{}(load(from + i));
    const Numbers second = F{}(load(from + i + laneCount));
    store(to + i, first);
    store(to + i + laneCount, second);
  }
}

Matrix ofEach(const Matrix& Z, Function f) {
  Matrix values(Z.rows(), Z.cols());
  const std::ptrdiff_t whole = Z.size() / pair * pair;
  f(Z.data(), values.data(), whole);
  double rest[pair] = {};
  std::copy(Z.data() + whole, Z.data() + Z.size(), rest);
  f(rest, rest, pair);
  std::copy_n(rest, Z.size() - whole, values.data() + whole);
  return values;
}
/// f of every element.
template <class F>
Matrix ofEach(const Matrix& Z, F) {
  return ofEach(Z, Function(inPairs<F>));
}

/// SELU: G. Klambauer et al., "Self-Normalizing Neural Networks", arXiv:1706.02515, eq. 14.
constexpr double lambda = 1.0507009873554804934193349852946;
constexpr double alpha = 1.6732632423543772848170429916717;

/// The normal distribution and its density.
Numbers Phi(Numbers z) { return (1 + math::erf<double>(z / std::numbers::sqrt2)) / 2; }
Numbers phi(Numbers z) { return exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

/// One function of an activation, of every element.
struct Formula {
  std::string_view id;
  Function ofZ;
};
template <class F>
Formula formula(std::string_view id, F) {
  return {id, inPairs<F>};
}

/// g. Apart from g', whose code a program that never goes back is then spared.
const Formula values[] = {
    formula("linear", [](Numbers z) { return z; }),
    formula("relu", [](Numbers z) { return where(z > 0, z, spread(0.0)); }),
    formula("leaky-relu", [](Numbers z) { return where(z > 0, z, 0.01 * z); }),
    formula("elu", [](Numbers z) { return where(z > 0, z, expm1(z)); }),
    formula("selu", [](Numbers z) { return lambda * where(z > 0, z, alpha * expm1(z)); }),
    formula("gelu", [](Numbers z) { return z * Phi(z); }),
    formula("silu", [](Numbers z) { return z * sigmoid(z); }),
    formula("mish", [](Numbers z) { return z * tanh(softplus(z)); }),
    formula("softplus", [](Numbers z) { return softplus(z); }),
    formula("softsign", [](Numbers z) { return z / (1 + magnitude(z)); }),
    formula("tanh", [](Numbers z) { return tanh(z); }),
    formula("sigmoid", [](Numbers z) { return sigmoid(z); }),
    formula("sine", [](Numbers z) { return math::sin<double>(z); }),
};

/// g'.
const Formula slopes[] = {
    formula("linear", [](Numbers) { return spread(1.0); }),
    formula("relu", [](Numbers z) { return where(z > 0, 1.0, 0.0); }),
    formula("leaky-relu", [](Numbers z) { return where(z > 0, 1.0, 0.01); }),
    formula("elu", [](Numbers z) { return where(z > 0, 1.0, exp(z)); }),
    formula("selu", [](Numbers z) { return lambda * where(z > 0, 1.0, alpha * exp(z)); }),
    formula("gelu", [](Numbers z) { return Phi(z) + z * phi(z); }),
    formula("silu", [](Numbers z) { return sigmoid(z) * (1 + z * (1 - sigmoid(z))); }),
    formula("mish",
            [](Numbers z) {
              const Numbers t = tanh(softplus(z));
              return t + z * (1 - t * t) * sigmoid(z);
            }),
    formula("softplus", [](Numbers z) { return sigmoid(z); }),
    formula("softsign", [](Numbers z) { return 1 / ((1 + magnitude(z)) * (1 + magnitude(z))); }),
    formula("tanh", [](Numbers z) { return 1 - tanh(z) * tanh(z); }),
    formula("sigmoid", [](Numbers z) { return sigmoid(z) * (1 - sigmoid(z)); }),
    formula("sine", [](Numbers z) { return math::cos<double>(z); }),
};

template <std::size_t N>
Matrix ofZ(const Formula (&formulas)[N], const std::string& activation, const Matrix& Z) {
  for (const Formula& formula : formulas)
    if (activation == formula.id) return ofEach(Z, formula.ofZ);
  throw std::logic_error("the textbook has no formula for activation " + activation);
}

/// log Σ_k e^Z[k] of each column, the largest taken out so that nothing overflows.
Eigen::RowVectorXd logSumExp(const Matrix& Z) {
  const Eigen::RowVectorXd top = Z.colwise().maxCoeff();
  const Matrix sums = ofEach(Z.rowwise() - top, [](Numbers z) { return exp(z); }).colwise().sum();
  return top + ofEach(sums, [](Numbers sum) { return log(sum); });
}

double huber(double e) { return std::fabs(e) <= 1 ? e * e / 2 : std::fabs(e) - 0.5; }
double huberSlope(double e) { return std::clamp(e, -1.0, 1.0); }

[[noreturn]] void noFormula(const std::string& loss) {
  throw std::logic_error("the textbook has no formula for loss " + loss);
}

}  // namespace

namespace {

/// Z = W·A + b of `Units` units from `o` on, for the samples of a strip from `s` on.
template <std::ptrdiff_t Units>
void sumsOfStrip(const Matrix& W, const Matrix& A, const Vector& b, std::ptrdiff_t o, std::ptrdiff_t s, Matrix& Z) {
  Numbers sums[Units][2];
  for (std::ptrdiff_t u = 0; u < Units; ++u) sums[u][0] = sums[u][1] = spread(b[o + u]);
  for (std::ptrdiff_t k = 0; k < W.cols(); ++k) {
    const double* const a = A.data() + k * A.cols() + s;
    for (std::ptrdiff_t u = 0; u < Units; ++u)
      for (std::ptrdiff_t i = 0; i < 2; ++i) sums[u][i] = sums[u][i] + W(o + u, k) * load(a + i * laneCount);
  }
  for (std::ptrdiff_t u = 0; u < Units; ++u)
    for (std::ptrdiff_t i = 0; i < 2; ++i) store(Z.data() + (o + u) * A.cols() + s + i * laneCount, sums[u][i]);
}

}  // namespace

void weightedSums(const Matrix& W, const Matrix& A, const Vector& b, Matrix& Z) {
  constexpr std::ptrdiff_t strip = 2 * laneCount;  // samples at once, of two units: sums wait for one another less
  const std::ptrdiff_t samples = A.cols();
  Z.resize(W.rows(), samples);
  std::ptrdiff_t s = 0;
  for (; s + strip <= samples; s += strip) {
    std::ptrdiff_t o = 0;
    for (; o + 2 <= W.rows(); o += 2) sumsOfStrip<2>(W, A, b, o, s, Z);
    if (o < W.rows()) sumsOfStrip<1>(W, A, b, o, s, Z);
  }
  for (; s < samples; ++s)
    for (std::ptrdiff_t o = 0; o < W.rows(); ++o) {
      double z = b[o];
      for (std::ptrdiff_t k = 0; k < W.cols(); ++k) z += W(o, k) * A(k, s);
      Z(o, s) = z;
    }
}

Matrix activate(const std::string& activation, const Matrix& Z) {
  if (activation == "softmax") return ofEach(Z.rowwise() - logSumExp(Z), [](Numbers z) { return exp(z); });
  return ofZ(values, activation, Z);
}

Matrix slope(const std::string& activation, const Matrix& Z) { return ofZ(slopes, activation, Z); }

Vector losses(const std::string& loss, const Matrix& Z, const Matrix& A, const Matrix& T) {
  const Matrix E = A - T;
  if (loss == "half-squared-error") return E.array().square().colwise().sum() / 2;
  if (loss == "mse") return E.array().square().colwise().mean();
  if (loss == "huber") return E.unaryExpr(&huber).colwise().mean();
  if (loss == "binary-cross-entropy")  // −t·log σ(z) − (1 − t)·log(1 − σ(z))
    return (ofEach(Z, [](Numbers z) { return softplus(z); }) - T.cwiseProduct(Z)).colwise().mean();
  if (loss == "cross-entropy")  // −Σ t·log softmax(z)
    return T.cwiseProduct(-(Z.rowwise() - logSumExp(Z))).colwise().sum();
  noFormula(loss);
}

Matrix outputDelta(const std::string& loss, const std::string& activation, const Matrix& Z, const Matrix& A,
                   const Matrix& T) {
  const Matrix E = A - T;
  const auto K = static_cast<double>(A.rows());
  if (loss == "half-squared-error") return E.cwiseProduct(slope(activation, Z));
  if (loss == "mse") return (2 * E / K).cwiseProduct(slope(activation, Z));
  if (loss == "huber") return (E.unaryExpr(&huberSlope) / K).cwiseProduct(slope(activation, Z));
  if (loss == "binary-cross-entropy") return E / K;  // the sigmoid's slope cancels
  if (loss == "cross-entropy") return E;             // and so does softmax's
  noFormula(loss);
}

Network::Network(const NetworkPlan& plan, const Loss& loss, const double* parameters) : loss_(loss.id) {
  cutProductsAlike();
  for (const Dense& layer : denseLayers(plan))
    layers_.push_back({Eigen::Map<const Matrix>(parameters + layer.weights, layer.units, layer.inputs),
                       Eigen::Map<const Vector>(parameters + layer.biases, layer.units), layer.activation->id});
}

Forward Network::forward(const Matrix& X) const {
  Forward up;
  for (const auto& [W, b, g] : layers_) {
    const Matrix& A = up.A.empty() ? X : up.A.back();
    weightedSums(W, A, b, up.Z.emplace_back());  // Z = W·A + b
    up.A.push_back(activate(g, up.Z.back()));
  }
  return up;
}

Backward Network::backward(const Matrix& X, const Forward& up, const Matrix& T) const {
  const std::size_t L = layers_.size() - 1;
  const auto m = static_cast<double>(X.cols());
  Backward down{std::vector<Matrix>(L + 1), std::vector<Matrix>(L + 1), std::vector<Vector>(L + 1)};
  down.delta[L] = outputDelta(loss_, layers_[L].g, up.Z[L], up.A[L], T);
  for (std::size_t l = L; l-- > 0;)
    down.delta[l] = (layers_[l + 1].W.transpose() * down.delta[l + 1]).cwiseProduct(slope(layers_[l].g, up.Z[l]));
  for (std::size_t l = 0; l <= L; ++l) {
    down.dW[l] = down.delta[l] * (l == 0 ? X : up.A[l - 1]).transpose() / m;
    down.db[l] = down.delta[l].rowwise().sum() / m;
  }
  return down;
}

double Network::meanLoss(const Forward& up, const Matrix& T) const {
  return losses(loss_, up.Z.back(), up.A.back(), T).mean();
}

std::vector<double> flatten(const Backward& down) {
  std::vector<double> flat;
  for (std::size_t l = 0; l < down.dW.size(); ++l) {
    for (const auto& row : down.dW[l].rowwise()) flat.insert(flat.end(), row.begin(), row.end());
    flat.insert(flat.end(), down.db[l].begin(), down.db[l].end());
  }
  return flat;
}

Matrix inputsOf(const Rows<double>& rows) {
  using Strided = Eigen::Map<const Eigen::MatrixXd, 0, Eigen::OuterStride<>>;
  return Strided(rows.bySample.data(), rows.features, rows.count, Eigen::OuterStride<>(rows.sampleStride));
}

Matrix targetsOf(const Rows<double>& rows) {
  using Strided = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;
  return Strided(rows.targets.data(), rows.outputs, rows.count, Eigen::OuterStride<>(rows.stride));
}

}  // namespace gp::textbook
