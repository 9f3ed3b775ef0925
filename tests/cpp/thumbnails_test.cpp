#include "analysis/thumbnails.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "base/lanes.h"
#include "base/random.h"

namespace gp::thumbnails_test {
namespace {

struct Case {
  int side, across, down;
  int rows;  ///< of a band that arrive at once; 0: halves of one row
};

/// Grids whose points arrive in the shapes that `FieldPass` has, with the case of whole 4 × 4 blocks among them.
const std::vector<Case> cases = {{25, 4, 4, 4}, {25, 4, 4, 1}, {25, 4, 4, 2}, {25, 4, 4, 0},
                                 {4, 4, 4, 4},  {3, 4, 4, 4},  {1, 4, 4, 4},  {6, 4, 2, 2},
                                 {7, 2, 4, 4},  {7, 1, 1, 1},  {10, 5, 5, 2}, {9, 8, 8, 0}};

template <class T>
class ThumbnailsOf : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(ThumbnailsOf, Scalars);

TYPED_TEST(ThumbnailsOf, CellsAreMeansOfTheirBlocksHoweverPointsArrive) {
  using T = TypeParam;
  constexpr int neurons = 3;
  Random random(3, Random::Purpose::analysis);
  Thumbnails<T> thumbnails;  // one for all: what an earlier grid left behind must not show
  for (const auto& [side, across, down, rows] : cases) {
    const int width = side * across;
    const int height = side * down;
    const int points = width * height;
    const std::ptrdiff_t stride = roundUpToLanes(points) + laneCount;
    std::vector<T> values(static_cast<std::size_t>(neurons * stride));
    for (T& value : values) value = static_cast<T>(random.uniform(-1, 1));
    std::vector<float> cells(static_cast<std::size_t>(neurons * side * side + 1), 7.0F);

    thumbnails.begin(cells.data(), side, 0, neurons, width, height, rows);
    for (int band = 0; band < side; ++band) {
      const int end = (band + 1) * down * width;
      for (int point = band * down * width; point < end;) {
        int count = std::min(rows * width, end - point);
        if (rows == 0) count = point % width == 0 ? width / 2 : width - width / 2;
        // The first neuron comes alone, as a layer of its own would.
        thumbnails.add(values.data() + point, stride, 1, 0, count, point);
        thumbnails.add(values.data() + stride + point, stride, neurons - 1, 1, count, point);
        point += count;
      }
      thumbnails.finishBand(band);
    }

    for (int n = 0; n < neurons; ++n)
      for (int j = 0; j < side; ++j)
        for (int i = 0; i < side; ++i) {
          double sum = 0;
          for (int y = j * down; y < (j + 1) * down; ++y)
            for (int x = i * across; x < (i + 1) * across; ++x)
              sum += static_cast<double>(values[static_cast<std::size_t>(n * stride + y * width + x)]);
          // Sixty-four numbers up to 1, added in float32, and one rounding: 64 half units of 2^-24, averaged.
          ASSERT_NEAR(static_cast<double>(cells[static_cast<std::size_t>((n * side + j) * side + i)]),
                      sum / (across * down), 5e-7)
              << side << " cells of " << across << " x " << down << ", rows " << rows << ", neuron " << n << ", cell "
              << i << ", " << j;
        }
    EXPECT_EQ(cells.back(), 7.0F);
  }
}

}  // namespace
}  // namespace gp::thumbnails_test
