#include "nn/pass.h"

#include <cstring>

namespace gp {

template <class T>
Pass<T>::Pass(const Shape& shape, const Loss& loss, Keep keep)
    : shape_(shape), loss_(&loss), layers_(shape.layers.size()) {
  const bool everything = keep == Keep::everything;
  std::size_t used = 0;
  // Two walks over the same code: the first counts, the second hands out addresses.
  auto lay = [&](T* base) {
    used = 0;
    auto take = [&](std::ptrdiff_t rows) {
      T* place = base ? base + used : nullptr;
      used += static_cast<std::size_t>(rows * Tile<T>::most + slack);
      return place;
    };
    T* alternate[2] = {take(shape_.widest()), take(shape_.widest())};
    inputsBySample_ = take(roundUpToLanes(shape_.widest()));
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const Layer& layer = shape_.layers[l];
      const bool output = l + 1 == layers_.size();
      LayerBuffers& buffers = layers_[l];
      buffers.a = take(layer.units);
      buffers.z = everything || output || layer.activation->needsPreActivation ? take(layer.units) : buffers.a;
      buffers.slopes = !everything && !output && layer.activation->needsPreActivation;
      buffers.mask = layer.dropout > 0 ? take(layer.units) : nullptr;
      buffers.out = layer.dropout > 0 ? take(layer.units) : buffers.a;
      buffers.delta = everything ? take(layer.units) : alternate[l % 2];
      buffers.dA = everything ? take(layer.units) : nullptr;
    }
  };
  lay(nullptr);
  arena_.resize(used);
  lay(arena_.data());
}

template <class T>
void Pass<T>::forward(const T* parameters, const Tile<T>& tile, Random* dropout, bool back) {
  tile_ = tile;
  stride_ = roundUpToLanes(tile.count);
  dropped_ = dropout != nullptr;
  back_ = back;
  const T* x = tile.inputs;
  std::ptrdiff_t xStride = tile.inputStride;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = shape_.layers[l];
    LayerBuffers& buffers = layers_[l];
    const ActivationKernels<T>& activation = layer.activation->template kernels<T>();
    if (activation.multiply && buffers.z == buffers.a && wholeBlocks()) {
      activation.multiply(parameters + layer.weights, parameters + layer.biases, layer.units, layer.inputs, x, xStride,
                          buffers.a, stride_, stride_);
    } else {
      kernels::multiply<T>(parameters + layer.weights, layer.inputs, 1, parameters + layer.biases, layer.units,
                           layer.inputs, x, xStride, buffers.z, stride_, stride_);
      activate(activation, buffers, layer.units);
    }
    if (buffers.mask) {
      if (dropout) {
        drop(l, *dropout);
      } else {
        std::memcpy(buffers.out, buffers.a, static_cast<std::size_t>(layer.units * stride_) * sizeof(T));
      }
    }
    x = buffers.out;
    xStride = stride_;
  }
}

/// a from z, and where the way back needs z for the slope alone, the slope in its place.
template <class T>
void Pass<T>::activate(const ActivationKernels<T>& activation, LayerBuffers& buffers, std::ptrdiff_t units) {
  if (!activation.apply) {
    softmax<T>(buffers.z, buffers.a, stride_, units, stride_);
  } else if (buffers.slopes && back_) {
    activation.applyWithDerivative(buffers.z, buffers.a, buffers.z, units * stride_);
  } else {
    activation.apply(buffers.z, buffers.a, units * stride_);
  }
}

/// Inverted dropout: what is kept is scaled by 1/(1 − p). N. Srivastava et al., JMLR 15 (2014), section 10.
/// One draw a unit and sample, units outside, samples inside; the padding draws nothing and keeps nothing.
template <class T>
void Pass<T>::drop(std::size_t l, Random& random) {
  const Layer& layer = shape_.layers[l];
  LayerBuffers& buffers = layers_[l];
  const T kept = static_cast<T>(1 / (1 - layer.dropout));
  for (std::ptrdiff_t u = 0; u < layer.units; ++u) {
    for (std::ptrdiff_t s = 0; s < stride_; ++s) {
      const std::ptrdiff_t i = u * stride_ + s;
      const double draw = s < tile_.count ? random.uniform() : 0;
      buffers.mask[i] = draw < layer.dropout ? T{0} : kept;
      buffers.out[i] = buffers.a[i] * buffers.mask[i];
    }
  }
}

template <class T>
void Pass<T>::evaluate(T scale, T* losses, bool delta) {
  LayerBuffers& output = layers_.back();
  const Layer& layer = shape_.layers.back();
  loss_->template kernels<T>().evaluate(output.z, output.a, stride_, tile_.targets, tile_.targetStride, layer.units,
                                        stride_, scale, &layer.activation->template kernels<T>(), losses,
                                        delta ? output.delta : nullptr, stride_);
}

template <class T>
void Pass<T>::backward(const T* parameters, T* gradient, bool proceed) {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer& layer = shape_.layers[l];
    const T* inputsBySample = tile_.inputsBySample;
    std::ptrdiff_t sampleStride = tile_.sampleStride;
    if (l > 0) {
      sampleStride = roundUpToLanes(layer.inputs);
      kernels::transpose<T>(layers_[l - 1].out, stride_, layer.inputs, stride_, inputsBySample_, sampleStride);
      inputsBySample = inputsBySample_;
    }
    kernels::weightGradient<T>(layers_[l].delta, stride_, layer.units, layer.inputs, tile_.count, inputsBySample,
                               sampleStride, gradient + layer.weights, gradient + layer.biases, proceed);
    if (l == 0) break;
    LayerBuffers& below = layers_[l - 1];
    const std::ptrdiff_t size = layer.inputs * stride_;
    const bool dropped = below.mask && dropped_;
    const ActivationKernels<T>& activation = shape_.layers[l - 1].activation->template kernels<T>();
    if (activation.multiplyBack && !dropped && !below.dA && wholeBlocks()) {
      activation.multiplyBack(parameters + layer.weights, layer.units, layer.inputs, layers_[l].delta, below.a,
                              below.delta, stride_);
      continue;
    }
    kernels::multiply<T>(parameters + layer.weights, 1, layer.inputs, nullptr, layer.inputs, layer.units,
                         layers_[l].delta, stride_, below.delta, stride_, stride_);
    if (dropped)
      for (std::ptrdiff_t i = 0; i < size; ++i) below.delta[i] = below.delta[i] * below.mask[i];
    if (below.dA) std::memcpy(below.dA, below.delta, static_cast<std::size_t>(size) * sizeof(T));
    if (below.slopes && back_) {
      for (std::ptrdiff_t i = 0; i < size; i += laneCount)
        store(below.delta + i, load(below.delta + i) * load(below.z + i));
    } else {
      activation.back(below.z, below.a, below.delta, size);
    }
  }
}

template class Pass<float>;
template class Pass<double>;

}  // namespace gp
