/// Principal components: the directions in which rows vary most.
#pragma once

#include <cstddef>
#include <vector>

namespace gp {

struct PrincipalComponents {
  std::ptrdiff_t count = 0;         ///< how many there are: at most what was asked for
  std::vector<double> mean;         ///< [columns]
  std::vector<double> components;   ///< [count × columns]: of length 1, the direction of the largest variance first
  std::vector<double> variances;    ///< [count]: along each, the sum of squares divided by rows − 1
  std::vector<double> shares;       ///< [count]: of the variance of all columns together
  std::vector<double> projections;  ///< [rows × count]: (row − mean) · component
};

/// The eigenvectors of the covariance matrix, as sklearn.decomposition.PCA has them. A direction and its opposite serve
/// alike: of each, the one whose entry of largest magnitude (the first of equals) is positive.
///
/// There are fewer than `count` where the rows vary in fewer directions: variances below the rounding error of the
/// largest are none. Where columns outnumber rows (parameters along a run), the eigenvectors come from the rows'
/// products with one another, which is the smaller matrix.
///
/// Source: K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901; C. Bishop, "Pattern
/// Recognition and Machine Learning", 2006, section 12.1, the smaller matrix in 12.1.4.
/// @param values  [rows × columns], row by row, finite
/// @param count   at least 1
/// @param path    what the caller calls the rows
/// @throws ExperimentError at `path` where there are fewer than two rows, or where rows and columns both outnumber
/// 1024; at `count` where it is not from 1 to the lesser of rows − 1 and columns
PrincipalComponents principalComponents(const std::vector<double>& values, std::ptrdiff_t columns, std::ptrdiff_t count,
                                        const char* path = "rows");

}  // namespace gp
