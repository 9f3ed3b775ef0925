/// The network as a textbook has it: Z = W·A + b, A = g(Z), and back. Double precision, one matrix a quantity, no
/// regard for speed. Kernels and passes are tested against it, and the gradient check takes its differences on it; who
/// wants to know what they compute begins here.
///
/// Source: D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors", Nature 323,
/// 1986, in the matrix notation of M. Nielsen, "Neural Networks and Deep Learning", 2015, chapter 2 (BP1 to BP4).
#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

#include "nn/losses.h"
#include "nn/plan.h"
#include "nn/rows.h"

namespace gp::textbook {

/// A column is a sample: A is [units × samples], T is [outputs × samples]. Row by row in memory: a unit's numbers for
/// all samples stand side by side.
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

/// Z = W·A + b, as `Network::forward` has it, for few units and many samples: in less time than Eigen's product, which
/// is made for large matrices.
void weightedSums(const Matrix& W, const Matrix& A, const Vector& b, Matrix& Z);

/// g(Z), element by element; softmax column by column. @param activation  an id of either table
Matrix activate(const std::string& activation, const Matrix& Z);

/// g'(Z), element by element; where g' jumps, PyTorch's choice. Softmax has none: its derivative is part of the loss.
/// @throws std::logic_error for softmax
Matrix slope(const std::string& activation, const Matrix& Z);

/// The loss L of each sample. @param loss  an id of the table @param Z, A  of the output layer @return [samples]
Vector losses(const std::string& loss, const Matrix& Z, const Matrix& A, const Matrix& T);

/// δ of the output layer: ∂L/∂Z of each sample, not divided by m.
Matrix outputDelta(const std::string& loss, const std::string& activation, const Matrix& Z, const Matrix& A,
                   const Matrix& T);

struct Layer {
  Matrix W;       ///< [units × inputs]
  Vector b;       ///< [units]
  std::string g;  ///< the activation's id
};

/// What runs up: of each layer.
struct Forward {
  std::vector<Matrix> Z, A;
};

/// What runs down: δ = ∂L/∂Z of each sample, and the gradients of the mean loss over the m samples.
struct Backward {
  std::vector<Matrix> delta, dW;
  std::vector<Vector> db;
};

class Network {
 public:
  /// Dropout is off. @param parameters  flat: layer by layer, weights row by row, then biases
  Network(const NetworkPlan& plan, const Loss& loss, const double* parameters);

  const std::vector<Layer>& layers() const { return layers_; }
  const std::string& loss() const { return loss_; }

  /// @param X  [inputs × samples]
  Forward forward(const Matrix& X) const;
  Backward backward(const Matrix& X, const Forward& forward, const Matrix& T) const;
  /// The mean loss over the samples.
  double meanLoss(const Forward& forward, const Matrix& T) const;

 private:
  std::vector<Layer> layers_;
  std::string loss_;
};

/// Gradients in the parameters' flat order.
std::vector<double> flatten(const Backward& backward);

/// The inputs [features × samples] and targets [outputs × samples] of a part of the data.
Matrix inputsOf(const Rows<double>& rows);
Matrix targetsOf(const Rows<double>& rows);

}  // namespace gp::textbook
