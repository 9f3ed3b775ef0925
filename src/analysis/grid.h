/// Where a picture looks: a grid over two columns of the data domain or over another plane, and a neuron.
#pragma once

#include <vector>

namespace gp {

/// A grid over two columns of the data domain. Rows run downwards: row 0 has the highest y.
/// Points are centres of equal cells: x_i = low + (i + 1/2)·(high − low)/width.
/// Where `directions` are given, it is one over their plane: at + u·right + v·up, u and v running from −1 to 1.
struct Grid {
  int width = 0;                   ///< 1 … 2048
  int height = 0;                  ///< 1 … 2048
  int axisX = 0;                   ///< data column that runs right
  int axisY = 1;                   ///< data column that runs up; ignored where the data has one column
  std::vector<double> at;          ///< values of all columns for those not on an axis; empty: the training means
  std::vector<double> directions;  ///< [2 × columns], right and up: from `at` to the middle of an edge; empty: the axes
};

struct Neuron {
  int layer = -1;  ///< −1: none asked for; 0: the features; 1 …: the layers, the output layer last
  int index = 0;
};

}  // namespace gp
