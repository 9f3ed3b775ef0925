#include "nn/orthogonal.h"

#include <vector>

#include <Eigen/Core>

#include "base/reflections.h"

namespace gp {
namespace {

using Matrix = Eigen::MatrixXd;

/// Q of M = Q·R with a positive diagonal of R.
/// @param M  [size × count], size ≥ count @return [size × count]
Matrix orthonormal(Matrix M) {
  const Eigen::Index count = M.cols();
  std::vector<Reflection> reflections;
  for (Eigen::Index k = 0; k < count; ++k) {
    reflections.push_back(reflectColumn(M, k, k));
    applyReflection(M, k, k, reflections.back().tau, M, k + 1);
  }
  Matrix Q = Matrix::Identity(M.rows(), count);
  for (Eigen::Index k = count; k-- > 0;) applyReflection(M, k, k, reflections[static_cast<std::size_t>(k)].tau, Q, k);
  for (Eigen::Index k = 0; k < count; ++k)
    if (reflections[static_cast<std::size_t>(k)].beta < 0) Q.col(k) = -Q.col(k);
  return Q;
}

}  // namespace

void fillOrthogonal(double gain, int units, int inputs, Random& random, double* weights) {
  Eigen::Map<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> W(weights, units, inputs);
  for (double* w = weights; w != weights + W.size(); ++w) *w = random.normal();
  if (units <= inputs) {
    W = gain * orthonormal(W.transpose()).transpose();
  } else {
    W = gain * orthonormal(W);
  }
}

}  // namespace gp
