#include "analysis/spectrum/principal_components.h"

#include <algorithm>
#include <limits>

#include <Eigen/Eigenvalues>

#include "base/eigen.h"
#include "base/error.h"
#include "experiment/settings.h"

namespace gp {
namespace {

using Eigen::Index;
using Matrix = Eigen::MatrixXd;
using RowByRow = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The smaller side of the matrix that is decomposed: beyond it the work takes minutes.
constexpr Index largestSide = 1024;

/// Rows and columns may be as many as they like, but not both.
void check(Index rows, Index columns, Index count, const char* path) {
  const Index mostRows = columns > largestSide ? largestSide : limits::rows;
  if (rows < 2 || rows > mostRows)
    throw ExperimentError(path, Message::rowCount,
                          {{"count", static_cast<double>(rows)}, {"min", 2}, {"max", static_cast<double>(mostRows)}});
  const Index most = std::min(rows - 1, columns);
  if (count < 1 || count > most)
    throw ExperimentError("count", Message::notWhole,
                          {{"given", static_cast<double>(count)}, {"min", 1}, {"max", static_cast<double>(most)}});
}

}  // namespace

PrincipalComponents principalComponents(const std::vector<double>& values, std::ptrdiff_t columns, std::ptrdiff_t count,
                                        const char* path) {
  const auto rows = static_cast<Index>(values.size()) / static_cast<Index>(columns);
  check(rows, static_cast<Index>(columns), static_cast<Index>(count), path);
  cutProductsAlike();
  Matrix X = Eigen::Map<const RowByRow>(values.data(), rows, static_cast<Index>(columns));
  const Eigen::RowVectorXd mean = X.colwise().mean();
  X.rowwise() -= mean;

  // Eigenvalues ascend. XᵀX·v = λ·v, or from XXᵀ·u = λ·u the same λ with v = Xᵀu / |Xᵀu|.
  const bool wide = columns > rows;
  const Matrix products = wide ? Matrix(X * X.transpose()) : Matrix(X.transpose() * X);
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(products);
  const Eigen::VectorXd& squares = solver.eigenvalues();
  const Index last = squares.size() - 1;
  const double noise = static_cast<double>(std::max<Index>(rows, static_cast<Index>(columns))) *
                       std::numeric_limits<double>::epsilon() * squares[last];
  Index found = 0;
  while (found < static_cast<Index>(count) && squares[last - found] > noise) ++found;

  Matrix V(static_cast<Index>(columns), found);
  for (Index k = 0; k < found; ++k) {
    auto v = V.col(k);
    if (wide) {
      v = (X.transpose() * solver.eigenvectors().col(last - k)).normalized();
    } else {
      v = solver.eigenvectors().col(last - k);
    }
    Index largest = 0;
    v.cwiseAbs().maxCoeff(&largest);
    if (v[largest] < 0) v = -v;
  }

  PrincipalComponents result;
  result.count = found;
  result.mean.assign(mean.begin(), mean.end());
  const double total = X.squaredNorm();
  for (Index k = 0; k < found; ++k) {
    result.components.insert(result.components.end(), V.col(k).begin(), V.col(k).end());
    result.variances.push_back(squares[last - k] / static_cast<double>(rows - 1));
    result.shares.push_back(squares[last - k] / total);
  }
  const RowByRow projections = X * V;
  result.projections.assign(projections.data(), projections.data() + projections.size());
  return result;
}

}  // namespace gp
