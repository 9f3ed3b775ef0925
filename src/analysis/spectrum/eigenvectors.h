/// Eigenvalues and eigenvectors of symmetric matrices.
#pragma once

#include <Eigen/Core>

namespace gp {

struct Eigenpairs {
  Eigen::VectorXd values;   ///< [n], ascending
  Eigen::MatrixXd vectors;  ///< [n × n]: of length 1, in columns, in the order of the values
};

/// Of a symmetric A: reflections make it tridiagonal, Eigen's SelfAdjointEigenSolver does the rest by implicit QR
/// steps. That is the solver's own way, but that its reflections go by blocks: 100 kB of code for speed not needed
/// here.
///
/// Source: G. Golub, C. Van Loan, "Matrix Computations", sections 8.3.1 and 8.3.3.
/// @param A  [n × n], n ≥ 1
Eigenpairs eigenpairsOf(Eigen::MatrixXd A);

}  // namespace gp
