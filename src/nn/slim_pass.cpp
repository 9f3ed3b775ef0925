#include "nn/slim_pass.h"

#include <algorithm>
#include <cstring>

#include "nn/kernels.h"

namespace gp {

namespace {

/// z[s][o] = start[o] + Σ_k w[k·wStride + o]·x[s·xStride + k], k ascending, for `Vectors` vectors of o.
/// @param bias  null: sums start at zero
template <class T, int Samples, int Vectors>
GP_INLINE void slimBlock(const T* w, std::ptrdiff_t wStride, const T* bias, std::ptrdiff_t inputs, const T* x,
                         std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride) {
  Lanes<T> sums[Samples][Vectors];
  for (int s = 0; s < Samples; ++s)
    for (int v = 0; v < Vectors; ++v) sums[s][v] = bias ? load(bias + v * laneCount) : spread(T{0});
  for (std::ptrdiff_t k = 0; k < inputs; ++k) {
    Lanes<T> weights[Vectors];
    for (int v = 0; v < Vectors; ++v) weights[v] = load(w + v * laneCount);
    for (int s = 0; s < Samples; ++s) {
      const Lanes<T> value = spread(x[s * xStride + k]);
      for (int v = 0; v < Vectors; ++v) sums[s][v] = sums[s][v] + weights[v] * value;
    }
    w += wStride;
  }
  for (int s = 0; s < Samples; ++s)
    for (int v = 0; v < Vectors; ++v) store(z + s * zStride + v * laneCount, sums[s][v]);
}

template <class T, int Samples>
GP_INLINE void slimRows(const T* w, std::ptrdiff_t wStride, const T* bias, std::ptrdiff_t outputs,
                        std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride) {
  std::ptrdiff_t o = 0;
  for (; o + 2 * laneCount <= roundUpToLanes(outputs); o += 2 * laneCount)
    slimBlock<T, Samples, 2>(w + o, wStride, bias ? bias + o : nullptr, inputs, x, xStride, z + o, zStride);
  for (; o < outputs; o += laneCount)
    slimBlock<T, Samples, 1>(w + o, wStride, bias ? bias + o : nullptr, inputs, x, xStride, z + o, zStride);
}

template <class T>
void slimMultiply(std::ptrdiff_t samples, const T* w, std::ptrdiff_t wStride, const T* bias, std::ptrdiff_t outputs,
                  std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride) {
  for (; samples >= 4; samples -= 4, x += 4 * xStride, z += 4 * zStride)
    slimRows<T, 4>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  if (samples == 1) {
    slimRows<T, 1>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  } else if (samples == 2) {
    slimRows<T, 2>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  } else if (samples == 3) {
    slimRows<T, 3>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  }
}

/// db[o] = Σ_s δ[s][o], from zero, s ascending.
template <class T>
GP_INLINE void slimBiasGradient(std::ptrdiff_t samples, const T* delta, std::ptrdiff_t deltaStride,
                                std::ptrdiff_t units, T* db) {
  for (std::ptrdiff_t o = 0; o < units; o += laneCount) {
    Lanes<T> bias = spread(T{0});
    for (std::ptrdiff_t s = 0; s < samples; ++s) bias = bias + load(delta + s * deltaStride + o);
    kernels::storeFirst(db + o, bias, units - o);
  }
}

/// dW[o][k] = Σ_s δ[s][o]·a[s][k], from zero, s ascending, and db, for a few samples: rows one after the other.
template <class T, int Samples>
GP_INLINE void slimGradientOf(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units, std::ptrdiff_t inputs,
                              const T* a, std::ptrdiff_t aStride, T* dW, T* db) {
  slimBiasGradient<T>(Samples, delta, deltaStride, units, db);
  const std::ptrdiff_t whole = inputs / laneCount * laneCount;
  for (std::ptrdiff_t o = 0; o < units; ++o) {
    Lanes<T> d[Samples];
    for (int s = 0; s < Samples; ++s) d[s] = spread(delta[s * deltaStride + o]);
    T* row = dW + o * inputs;
    const auto sumAt = [&](std::ptrdiff_t k) {
      Lanes<T> sum = spread(T{0});
      for (int s = 0; s < Samples; ++s) sum = sum + d[s] * load(a + s * aStride + k);
      return sum;
    };
    for (std::ptrdiff_t k = 0; k < whole; k += laneCount) store(row + k, sumAt(k));
    if (whole < inputs) kernels::storeFirst(row + whole, sumAt(whole), inputs - whole);
  }
}

template <class T>
void slimGradient(std::ptrdiff_t samples, const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units,
                  std::ptrdiff_t inputs, const T* a, std::ptrdiff_t aStride, T* dW, T* db) {
  if (samples == 1) {
    slimGradientOf<T, 1>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else if (samples == 2) {
    slimGradientOf<T, 2>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else if (samples == 3) {
    slimGradientOf<T, 3>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else {
    slimBiasGradient<T>(samples, delta, deltaStride, units, db);
    kernels::weightGradientStrips<T, false>({delta, 1, deltaStride}, units, inputs, samples, a, aStride, dW);
  }
}

/// What an activation's value costs, in multiply-adds.
constexpr std::ptrdiff_t valueCost = 12;

}  // namespace

template <class T>
bool SlimPass<T>::pays(const Shape& shape, std::ptrdiff_t samples) {
  if (samples <= few) return true;
  if (samples > most) return false;
  std::ptrdiff_t slim = 0;
  std::ptrdiff_t plain = 0;
  for (const Layer& layer : shape.layers) {
    slim += roundUpToLanes(layer.units) * samples * (layer.inputs + valueCost);
    plain += layer.units * roundUpToLanes(samples) * (layer.inputs + valueCost);
  }
  return slim < plain;
}

template <class T>
SlimPass<T>::SlimPass(const Shape& shape, const Loss& loss)
    : shape_(shape), loss_(&loss), layers_(shape.layers.size()) {
  std::size_t used = 0;
  // Two walks over the same code: the first counts, the second hands out addresses.
  auto lay = [&](T* base) {
    used = 0;
    auto take = [&](std::ptrdiff_t count) {
      T* place = base ? base + used : nullptr;
      used += static_cast<std::size_t>(count + slack);
      return place;
    };
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const Layer& layer = shape_.layers[l];
      const std::ptrdiff_t padded = roundUpToLanes(layer.units);
      const bool separate = l + 1 == layers_.size() || layer.activation->needsPreActivation;
      LayerBuffers& buffers = layers_[l];
      buffers.transposed = take(roundUpToLanes(layer.inputs) * padded);
      buffers.a = take(most * padded);
      buffers.z = separate ? take(most * padded) : buffers.a;
      buffers.mask = layer.dropout > 0 ? take(most * padded) : nullptr;
      buffers.out = layer.dropout > 0 ? take(most * padded) : buffers.a;
      buffers.delta = take(most * padded);
    }
  };
  lay(nullptr);
  arena_.resize(used);
  lay(arena_.data());
  firstInputs_.resize(static_cast<std::size_t>(most * roundUpToLanes(shape.inputs()) + slack));
  const auto lanes = static_cast<std::size_t>(shape.outputs() * roundUpToLanes(most) + slack);
  for (auto* buffer : {&zLanes_, &aLanes_, &tLanes_, &dLanes_}) buffer->resize(lanes);
}

template <class T>
void SlimPass<T>::drop(std::size_t l, Random& random) {
  const Layer& layer = shape_.layers[l];
  LayerBuffers& buffers = layers_[l];
  const std::ptrdiff_t padded = roundUpToLanes(layer.units);
  const T kept = static_cast<T>(1 / (1 - layer.dropout));
  for (std::ptrdiff_t u = 0; u < layer.units; ++u) {
    for (std::ptrdiff_t s = 0; s < count_; ++s) {
      const double draw = random.uniform();
      buffers.mask[s * padded + u] = draw < layer.dropout ? T{0} : kept;
    }
  }
  for (std::ptrdiff_t i = 0; i < count_ * padded; ++i) buffers.out[i] = buffers.a[i] * buffers.mask[i];
}

template <class T>
void SlimPass<T>::forward(const T* parameters, const Rows<T>& rows, const std::uint32_t* samples, std::ptrdiff_t count,
                          Random* dropout) {
  count_ = count;
  dropped_ = dropout != nullptr;
  std::ptrdiff_t xStride = rows.sampleStride;
  for (std::ptrdiff_t s = 0; s < count; ++s)
    for (std::ptrdiff_t k = 0; k < xStride; k += laneCount)
      store(firstInputs_.data() + s * xStride + k,
            load(rows.bySample.data() + static_cast<std::ptrdiff_t>(samples[s]) * xStride + k));
  const T* x = firstInputs_.data();
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = shape_.layers[l];
    LayerBuffers& buffers = layers_[l];
    const std::ptrdiff_t padded = roundUpToLanes(layer.units);
    kernels::transpose<T>(parameters + layer.weights, layer.inputs, layer.units, roundUpToLanes(layer.inputs),
                          buffers.transposed, padded);
    slimMultiply<T>(count, buffers.transposed, padded, parameters + layer.biases, layer.units, layer.inputs, x, xStride,
                    buffers.z, padded);
    if (l + 1 == layers_.size()) break;
    layer.activation->template kernels<T>().apply(buffers.z, buffers.a, count * padded);
    if (buffers.mask) {
      if (dropout) {
        drop(l, *dropout);
      } else {
        std::memcpy(buffers.out, buffers.a, static_cast<std::size_t>(count * padded) * sizeof(T));
      }
    }
    x = buffers.out;
    xStride = padded;
  }
  const Layer& output = shape_.layers.back();
  const std::ptrdiff_t padded = roundUpToLanes(output.units);
  const std::ptrdiff_t lanes = roundUpToLanes(count);
  for (std::ptrdiff_t o = 0; o < output.units; ++o)
    for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) {
      const std::ptrdiff_t s = std::min(lane, count - 1);
      zLanes_[static_cast<std::size_t>(o * lanes + lane)] = layers_.back().z[s * padded + o];
      tLanes_[static_cast<std::size_t>(o * lanes + lane)] =
          rows.targets[static_cast<std::size_t>(o * rows.stride + static_cast<std::ptrdiff_t>(samples[s]))];
    }
  if (const auto apply = output.activation->template kernels<T>().apply) {
    apply(zLanes_.data(), aLanes_.data(), output.units * lanes);
  } else {
    softmax<T>(zLanes_.data(), aLanes_.data(), lanes, output.units, lanes);
  }
}

template <class T>
double SlimPass<T>::evaluate(T scale) {
  const Layer& output = shape_.layers.back();
  const std::ptrdiff_t padded = roundUpToLanes(output.units);
  const std::ptrdiff_t lanes = roundUpToLanes(count_);
  T losses[most + laneCount];
  loss_->template kernels<T>().evaluate(zLanes_.data(), aLanes_.data(), lanes, tLanes_.data(), lanes, output.units,
                                        lanes, scale, &output.activation->template kernels<T>(), losses, dLanes_.data(),
                                        lanes);
  double total = 0;
  for (std::ptrdiff_t s = 0; s < count_; ++s) {
    total += static_cast<double>(losses[s]);
    for (std::ptrdiff_t o = 0; o < output.units; ++o)
      layers_.back().delta[s * padded + o] = dLanes_[static_cast<std::size_t>(o * lanes + s)];
  }
  return total;
}

template <class T>
void SlimPass<T>::backward(const T* parameters, T* gradient) {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer& layer = shape_.layers[l];
    const std::ptrdiff_t padded = roundUpToLanes(layer.units);
    const std::ptrdiff_t inputStride = roundUpToLanes(layer.inputs);
    const T* delta = layers_[l].delta;
    const T* inputs = l == 0 ? firstInputs_.data() : layers_[l - 1].out;
    T* dW = gradient + layer.weights;
    T* db = gradient + layer.biases;
    slimGradient<T>(count_, delta, padded, layer.units, layer.inputs, inputs, inputStride, dW, db);
    if (l == 0) break;
    LayerBuffers& below = layers_[l - 1];
    slimMultiply<T>(count_, parameters + layer.weights, layer.inputs, static_cast<const T*>(nullptr), layer.inputs,
                    layer.units, delta, padded, below.delta, inputStride);
    const std::ptrdiff_t size = count_ * inputStride;
    if (below.mask && dropped_)
      for (std::ptrdiff_t i = 0; i < size; ++i) below.delta[i] = below.delta[i] * below.mask[i];
    shape_.layers[l - 1].activation->template kernels<T>().back(below.z, below.a, below.delta, size);
  }
}

template class SlimPass<float>;
template class SlimPass<double>;

}  // namespace gp
