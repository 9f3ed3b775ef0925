/// A dense network written as plain loops in the order of the textbook: what the kernels must equal bit for bit.
#pragma once

#include <vector>

#include "nn/layers/dense.h"
#include "nn/losses.h"
#include "nn/pass.h"
#include "nn/rows.h"

namespace gp::testing {

/// One value through a table's own kernel: the elementary functions are tested elsewhere.
template <class T>
T applyOne(const Activation& activation, T z) {
  T in[4] = {z, z, z, z};
  T out[4];
  activation.kernels<T>().apply(in, out, 4);
  return out[0];
}

/// Activations [layer][unit][sample] and gradients of one batch, in loops.
template <class T>
struct NaiveNetwork {
  std::vector<std::vector<std::vector<T>>> z, a, delta;
  std::vector<T> gradient;

  /// @param samples rows of the batch, in order
  void run(const NetworkPlan& plan, const Loss& loss, const std::vector<T>& parameters, const Rows<T>& rows,
           const std::vector<std::uint32_t>& samples) {
    const std::size_t m = samples.size();
    const std::vector<Dense> dense = denseLayers(plan);
    const std::size_t layers = dense.size();
    z.assign(layers, {});
    a.assign(layers, {});
    delta.assign(layers, {});
    auto input = [&](std::size_t l, std::size_t k, std::size_t s) {
      return l == 0 ? rows.byFeature[k * static_cast<std::size_t>(rows.stride) + samples[s]] : a[l - 1][k][s];
    };
    for (std::size_t l = 0; l < layers; ++l) {
      const Dense& layer = dense[l];
      const auto units = static_cast<std::size_t>(layer.units);
      const auto inputs = static_cast<std::size_t>(layer.inputs);
      z[l].assign(units, std::vector<T>(m));
      a[l] = z[l];
      for (std::size_t o = 0; o < units; ++o)
        for (std::size_t s = 0; s < m; ++s) {
          T sum = parameters[static_cast<std::size_t>(layer.biases) + o];
          for (std::size_t k = 0; k < inputs; ++k) {
            const T product = parameters[static_cast<std::size_t>(layer.weights) + o * inputs + k] * input(l, k, s);
            sum = sum + product;
          }
          z[l][o][s] = sum;
          a[l][o][s] = applyOne(*layer.activation, sum);
        }
    }
    const Dense& output = dense.back();
    const auto outputs = static_cast<std::size_t>(output.units);
    delta[layers - 1].assign(outputs, std::vector<T>(m));
    for (std::size_t s = 0; s < m; ++s) {
      std::vector<T> zs(outputs * 4), as(outputs * 4), ts(outputs * 4), ds(outputs * 4);
      for (std::size_t o = 0; o < outputs; ++o)
        for (std::size_t lane = 0; lane < 4; ++lane) {
          zs[o * 4 + lane] = z.back()[o][s];
          as[o * 4 + lane] = a.back()[o][s];
          ts[o * 4 + lane] = rows.targets[o * static_cast<std::size_t>(rows.stride) + samples[s]];
        }
      loss.kernels<T>().evaluate(zs.data(), as.data(), 4, ts.data(), 4, output.units, 4,
                                 static_cast<T>(1 / static_cast<double>(m)), &output.activation->kernels<T>(), nullptr,
                                 ds.data(), 4);
      for (std::size_t o = 0; o < outputs; ++o) delta.back()[o][s] = ds[o * 4];
    }
    gradient.assign(static_cast<std::size_t>(plan.trainable), T{0});
    for (std::size_t l = layers; l-- > 0;) {
      const Dense& layer = dense[l];
      const auto units = static_cast<std::size_t>(layer.units);
      const auto inputs = static_cast<std::size_t>(layer.inputs);
      for (std::size_t o = 0; o < units; ++o) {
        T bias{0};
        for (std::size_t s = 0; s < m; ++s) bias = bias + delta[l][o][s];
        gradient[static_cast<std::size_t>(layer.biases) + o] = bias;
        for (std::size_t k = 0; k < inputs; ++k) {
          T sum{0};
          for (std::size_t s = 0; s < m; ++s) {
            const T product = delta[l][o][s] * input(l, k, s);
            sum = sum + product;
          }
          gradient[static_cast<std::size_t>(layer.weights) + o * inputs + k] = sum;
        }
      }
      if (l == 0) break;
      delta[l - 1].assign(inputs, std::vector<T>(m));
      for (std::size_t k = 0; k < inputs; ++k)
        for (std::size_t s = 0; s < m; ++s) {
          T sum{0};
          for (std::size_t o = 0; o < units; ++o) {
            const T product = parameters[static_cast<std::size_t>(layer.weights) + o * inputs + k] * delta[l][o][s];
            sum = sum + product;
          }
          T zs[4], as[4], ds[4];
          for (int lane = 0; lane < 4; ++lane) {
            zs[lane] = z[l - 1][k][s];
            as[lane] = a[l - 1][k][s];
            ds[lane] = sum;
          }
          dense[l - 1].activation->kernels<T>().back(zs, as, ds, 4);
          delta[l - 1][k][s] = ds[0];
        }
    }
  }
};

}  // namespace gp::testing
