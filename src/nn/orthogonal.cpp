#include "nn/orthogonal.h"

#include <Eigen/Core>
#include <Eigen/Householder>

namespace gp {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// Q of M = Q·R with a positive diagonal of R. One column after the other, without blocks: the same bits everywhere.
/// @param M  [size × count], size ≥ count @return [size × count]
Matrix orthonormal(Matrix M) {
  const Eigen::Index size = M.rows();
  const Eigen::Index count = M.cols();
  Vector tau(count);
  Vector diagonal(count);
  Vector scratch(count);
  for (Eigen::Index k = 0; k < count; ++k) {
    M.col(k).tail(size - k).makeHouseholderInPlace(tau[k], diagonal[k]);
    M.bottomRightCorner(size - k, count - k - 1)
        .applyHouseholderOnTheLeft(M.col(k).tail(size - k - 1), tau[k], scratch.data());
  }
  Matrix Q = Matrix::Identity(size, count);
  for (Eigen::Index k = count; k-- > 0;)
    Q.bottomRightCorner(size - k, count - k)
        .applyHouseholderOnTheLeft(M.col(k).tail(size - k - 1), tau[k], scratch.data());
  for (Eigen::Index k = 0; k < count; ++k)
    if (diagonal[k] < 0) Q.col(k) = -Q.col(k);
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
