#include "analysis/spectrum/eigenvectors.h"

#include <vector>

#include <Eigen/Eigenvalues>

#include "base/reflections.h"

namespace gp {

using Eigen::Index;
using Matrix = Eigen::MatrixXd;

Eigenpairs eigenpairsOf(Matrix A) {
  const Index n = A.rows();
  Eigen::VectorXd subdiagonal(n - 1);
  std::vector<double> taus;
  for (Index k = 0; k < n - 1; ++k) {
    const Reflection made = reflectColumn(A, k + 1, k);
    subdiagonal[k] = made.beta;
    taus.push_back(made.tau);
    // H·A·H of what is left, which is symmetric: H·(H·A)ᵀ.
    applyReflection(A, k + 1, k, made.tau, A, k + 1);
    A.bottomRightCorner(n - k - 1, n - k - 1).transposeInPlace();
    applyReflection(A, k + 1, k, made.tau, A, k + 1);
  }
  Eigen::SelfAdjointEigenSolver<Matrix> solver;
  solver.computeFromTridiagonal(A.diagonal(), subdiagonal);
  Eigenpairs found{solver.eigenvalues(), solver.eigenvectors()};
  for (Index k = n - 1; k-- > 0;) applyReflection(A, k + 1, k, taus[static_cast<std::size_t>(k)], found.vectors, 0);
  return found;
}

}  // namespace gp
