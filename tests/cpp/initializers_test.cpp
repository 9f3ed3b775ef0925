/// Starting weights: the spread that each formula promises, orthogonality, and the same bits everywhere.
#include "nn/initializers.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace gp::initializers_test {
namespace {

struct Filled {
  int units, inputs;
  std::vector<double> weights, biases;
  double at(int unit, int input) const { return weights[static_cast<std::size_t>(unit * inputs + input)]; }
};

std::vector<double> fallbacks(const Initializer& row) {
  std::vector<double> values;
  for (const Parameter& parameter : row.parameters) values.push_back(parameter.fallback);
  return values;
}

Filled fill(const Initializer& row, int units, int inputs, std::uint64_t seed, const std::vector<double>& values) {
  Filled layer{units, inputs, std::vector<double>(static_cast<std::size_t>(units * inputs), NAN),
               std::vector<double>(static_cast<std::size_t>(units), NAN)};
  Random random(seed, Random::Purpose::weights);
  row.fill(values, units, inputs, random, layer.weights.data(), layer.biases.data());
  return layer;
}

Filled fill(const std::string& id, int units, int inputs, std::uint64_t seed = 2) {
  const Initializer& row = find(initializers(), id, "initializer");
  return fill(row, units, inputs, seed, fallbacks(row));
}

double meanOfSquares(const std::vector<double>& numbers) {
  double sum = 0;
  for (const double number : numbers) sum += number * number;
  return sum / static_cast<double>(numbers.size());
}

TEST(EveryInitializer, StandsInTheTableOnce) {
  std::string ids;
  for (const Initializer& row : initializers()) ids += std::string(row.id) + " ";
  EXPECT_EQ(ids, "uniform normal xavier-uniform xavier-normal he-uniform he-normal lecun-normal orthogonal zeros ");
}

TEST(EveryInitializer, HasTheVarianceOfItsFormula) {
  const int units = 300;
  const int inputs = 100;
  const std::map<std::string, double> variances = {
      {"uniform", 0.5 * 0.5 / 3},   {"normal", 0.5 * 0.5},     {"xavier-uniform", 2.0 / 400},
      {"xavier-normal", 2.0 / 400}, {"he-uniform", 2.0 / 100}, {"he-normal", 2.0 / 100},
      {"lecun-normal", 1.0 / 100},  {"orthogonal", 1.0 / 300}, {"zeros", 0}};
  for (const Initializer& row : initializers()) {
    SCOPED_TRACE(row.id);
    const std::vector<double> weights = fill(row.id, units, inputs).weights;
    const double variance = variances.at(row.id);
    // Over 30 000 normal numbers the mean of squares has a relative deviation of √(2/30000) = 0.8 %; the formulas
    // differ by 30 % and more.
    EXPECT_NEAR(meanOfSquares(weights), variance, 0.04 * variance);
    double mean = 0;
    for (const double w : weights) mean += w / static_cast<double>(weights.size());
    EXPECT_NEAR(mean, 0, 5 * std::sqrt(variance / 30000));
  }
}

TEST(EveryInitializer, DrawsUniformWeightsUpToTheirLimitAndNotBeyond) {
  const std::map<std::string, double> limits = {
      {"uniform", 0.5}, {"xavier-uniform", std::sqrt(6.0 / 400)}, {"he-uniform", std::sqrt(6.0 / 100)}};
  for (const auto& [id, limit] : limits) {
    SCOPED_TRACE(id);
    double largest = 0;
    for (const double w : fill(id, 300, 100).weights) largest = std::fmax(largest, std::fabs(w));
    EXPECT_LE(largest, limit);
    EXPECT_GT(largest, 0.999 * limit);
  }
}

TEST(EveryInitializer, SetsEveryBias) {
  for (const Initializer& row : initializers()) {
    SCOPED_TRACE(row.id);
    const double expected = std::string(row.id) == "uniform" ? 0.1 : 0;
    for (const double bias : fill(row.id, 5, 3).biases) EXPECT_EQ(bias, expected);
  }
}

TEST(EveryInitializer, FollowsItsParameters) {
  const Filled uniform = fill(find(initializers(), "uniform", ""), 50, 50, 1, {0.125, -0.75});
  EXPECT_NEAR(meanOfSquares(uniform.weights), 0.125 * 0.125 / 3, 0.125 * 0.125 / 3 * 0.15);
  EXPECT_EQ(uniform.biases[49], -0.75);
  const Filled normal = fill(find(initializers(), "normal", ""), 50, 50, 1, {2, 0.5});
  EXPECT_NEAR(meanOfSquares(normal.weights), 4, 4 * 0.15);
  EXPECT_EQ(normal.biases[0], 0.5);
}

TEST(EveryInitializer, StartsAlikeFromOneSeedAndDifferentlyFromAnother) {
  for (const Initializer& row : initializers()) {
    SCOPED_TRACE(row.id);
    EXPECT_EQ(fill(row.id, 6, 4, 7).weights, fill(row.id, 6, 4, 7).weights);
    EXPECT_EQ(fill(row.id, 6, 4, 7).weights == fill(row.id, 6, 4, 8).weights, std::string(row.id) == "zeros");
  }
}

TEST(Orthogonal, RowsOrColumnsAreOrthonormal) {
  for (const auto& [units, inputs] :
       std::vector<std::pair<int, int>>{{1, 1}, {4, 9}, {9, 4}, {8, 8}, {32, 32}, {60, 75}, {1, 7}, {7, 1}}) {
    SCOPED_TRACE(std::to_string(units) + " x " + std::to_string(inputs));
    const Filled layer = fill("orthogonal", units, inputs);
    const bool rows = units <= inputs;
    const int count = rows ? units : inputs;
    const int size = rows ? inputs : units;
    for (int i = 0; i < count; ++i)
      for (int k = 0; k <= i; ++k) {
        double dot = 0;
        for (int j = 0; j < size; ++j) dot += rows ? layer.at(i, j) * layer.at(k, j) : layer.at(j, i) * layer.at(j, k);
        EXPECT_NEAR(dot, i == k ? 1 : 0, 1e-14) << i << " " << k;
      }
  }
}

TEST(Orthogonal, ItsRowsAreAsLongAsTheGain) {
  const Initializer& row = find(initializers(), "orthogonal", "");
  for (const double gain : {0.0, 0.25, std::sqrt(2.0)})
    for (const auto& [units, inputs] : std::vector<std::pair<int, int>>{{3, 5}, {5, 3}}) {
      const Filled one = fill(row, units, inputs, 7, {1});
      const Filled stretched = fill(row, units, inputs, 7, {gain});
      for (std::size_t i = 0; i < one.weights.size(); ++i) EXPECT_EQ(stretched.weights[i], gain * one.weights[i]);
      EXPECT_NEAR(meanOfSquares(stretched.weights) * 15, 3 * gain * gain, 1e-14);
    }
}

TEST(Orthogonal, KeepsTheDirectionOfTheNormalNumbersItIsMadeOf) {
  // Q of a QR decomposition with a positive diagonal of R: without that sign rule some rotations never come up.
  const int units = 5;
  const int inputs = 8;
  const Filled layer = fill("orthogonal", units, inputs, 11);
  Random random(11, Random::Purpose::weights);
  for (int i = 0; i < units; ++i) {
    double along = 0;
    for (int j = 0; j < inputs; ++j) {
      const double drawn = random.normal();
      along += drawn * layer.at(i, j);
    }
    EXPECT_GT(along, 0) << i;
  }
}

TEST(EveryInitializer, GivesTheseBitsOnEveryCompilerAndEngine) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, 64 bits
  for (const Initializer& row : initializers())
    for (const double w : fill(row.id, 13, 9, 3).weights) {
      unsigned char bytes[sizeof w];
      std::memcpy(bytes, &w, sizeof w);
      for (const unsigned char byte : bytes) hash = (hash ^ byte) * 1099511628211ULL;
    }
  EXPECT_EQ(hash, 0xa0713ac092c68d27U) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace gp::initializers_test
