#include "analysis/spectrum/principal_components.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/spectrum/eigenvectors.h"
#include "base/error.h"
#include "base/lanes.h"
#include "experiment/settings.h"

namespace gp {
namespace {

using Eigen::Index;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

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

/// aᵀb: four sums side by side, then those together.
double dot(const double* a, const double* b, Index size) {
  Lanes<double> sums = spread(0.0);
  Index i = 0;
  for (; i + laneCount <= size; i += laneCount) sums = sums + load(a + i) * load(b + i);
  double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (; i < size; ++i) sum += a[i] * b[i];
  return sum;
}

/// MᵀM.
Matrix productsOf(const Matrix& M) {
  Matrix products(M.cols(), M.cols());
  for (Index k = 0; k < M.cols(); ++k)
    for (Index j = 0; j <= k; ++j) products(j, k) = products(k, j) = dot(M.col(j).data(), M.col(k).data(), M.rows());
  return products;
}

/// M·v.
Vector combined(const Matrix& M, const double* v) {
  Vector sum = Vector::Zero(M.rows());
  for (Index k = 0; k < M.cols(); ++k) sum += v[k] * M.col(k);
  return sum;
}

/// A direction and its opposite serve alike.
void pointToThePositive(Vector& v) {
  Index largest = 0;
  for (Index c = 1; c < v.size(); ++c)
    if (std::abs(v[c]) > std::abs(v[largest])) largest = c;
  if (v[largest] < 0) v = -v;
}

}  // namespace

PrincipalComponents principalComponents(const std::vector<double>& values, std::ptrdiff_t columns, std::ptrdiff_t count,
                                        const char* path) {
  const auto width = static_cast<Index>(columns);
  const auto rows = static_cast<Index>(values.size()) / width;
  check(rows, width, static_cast<Index>(count), path);
  const bool wide = width > rows;

  // The longer side runs down the columns of M: X, or Xᵀ where it is wide.
  Matrix M(wide ? width : rows, wide ? rows : width);
  const auto at = [&](Index row, Index column) -> double& { return wide ? M(column, row) : M(row, column); };
  PrincipalComponents result;
  for (Index c = 0; c < width; ++c) {
    double sum = 0;
    for (Index r = 0; r < rows; ++r) sum += values[static_cast<std::size_t>(r * width + c)];
    const double mean = sum / static_cast<double>(rows);
    for (Index r = 0; r < rows; ++r) at(r, c) = values[static_cast<std::size_t>(r * width + c)] - mean;
    result.mean.push_back(mean);
  }

  // XᵀX·v = λ·v, or from XXᵀ·u = λ·u the same λ with v = Xᵀu / |Xᵀu|.
  Matrix products = productsOf(M);
  const double total = products.trace();
  const Eigenpairs pairs = eigenpairsOf(std::move(products));
  const Index last = pairs.values.size() - 1;
  const double noise = static_cast<double>(M.rows()) * std::numeric_limits<double>::epsilon() * pairs.values[last];
  while (result.count < count && pairs.values[last - result.count] > noise) ++result.count;

  result.projections.resize(static_cast<std::size_t>(rows * result.count));
  for (Index k = 0; k < result.count; ++k) {
    const double square = pairs.values[last - k];
    Vector v = wide ? combined(M, pairs.vectors.col(last - k).data()) : pairs.vectors.col(last - k);
    if (wide) v /= std::sqrt(dot(v.data(), v.data(), v.size()));
    pointToThePositive(v);
    const Vector along = wide ? Vector() : combined(M, v.data());
    for (Index r = 0; r < rows; ++r)
      result.projections[static_cast<std::size_t>(r * result.count + k)] =
          wide ? dot(M.col(r).data(), v.data(), v.size()) : along[r];
    result.components.insert(result.components.end(), v.data(), v.data() + v.size());
    result.variances.push_back(square / static_cast<double>(rows - 1));
    result.shares.push_back(square / total);
  }
  return result;
}

}  // namespace gp
