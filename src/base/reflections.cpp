#include "base/reflections.h"

#include <vector>

#include <Eigen/Householder>

namespace gp {

using Eigen::Index;
using Eigen::MatrixXd;

Reflection reflectColumn(MatrixXd& M, Index first, Index column) {
  Reflection made{};
  M.col(column).tail(M.rows() - first).makeHouseholderInPlace(made.tau, made.beta);
  return made;
}

void applyReflection(const MatrixXd& V, Index first, Index column, double tau, MatrixXd& M, Index from) {
  std::vector<double> scratch(static_cast<std::size_t>(M.cols()));
  M.bottomRightCorner(M.rows() - first, M.cols() - from)
      .applyHouseholderOnTheLeft(V.col(column).tail(V.rows() - first - 1), tau, scratch.data());
}

}  // namespace gp
