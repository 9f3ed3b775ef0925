/// Random orthogonal matrices.
#pragma once

#include "base/random.h"

namespace gp {

/// A random matrix whose rows (or, where there are more rows than columns, columns) are orthogonal and of length
/// `gain`, every rotation equally likely: W·Wᵀ = gain²·I or Wᵀ·W = gain²·I.
///
/// Normal numbers, drawn row by row, are decomposed into Q·R by Householder reflections, and Q's columns turned so that
/// R's diagonal is positive. Source: A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to the nonlinear dynamics of
/// learning in deep linear neural networks", arXiv:1312.6120; the signs: F. Mezzadri, "How to generate random matrices
/// from the classical compact groups", Notices of the AMS 54, 2007; both as torch.nn.init.orthogonal_.
/// @param weights  [units × inputs], row by row, written
void fillOrthogonal(double gain, int units, int inputs, Random& random, double* weights);

}  // namespace gp
