/// Householder reflections, one column after the other and without blocks: what orthogonal matrices and eigenvectors
/// are made of here, by Eigen, with the same bits on every machine.
#pragma once

#include <Eigen/Core>

namespace gp {

/// H = 1 − tau·v·vᵀ with v = (1, the numbers that stand in the column below its first).
struct Reflection {
  double tau;
  double beta;  ///< what H made of the column's first number; below it are zeros, in whose place stands v
};

/// Makes the H that turns a column of M, from row `first` on, into (beta, 0, 0 …), and writes v below the first.
Reflection reflectColumn(Eigen::MatrixXd& M, Eigen::Index first, Eigen::Index column);

/// H·M for the rows of M from `first` and its columns from `from`; the others stay.
/// @param V      holds v in `column`, below `first`; may be M itself where `column` < `from`
/// @param first  H is of V's rows from there to the last, as many as M has
void applyReflection(const Eigen::MatrixXd& V, Eigen::Index first, Eigen::Index column, double tau, Eigen::MatrixXd& M,
                     Eigen::Index from);

}  // namespace gp
