#include "data/datasets.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace gp::datasets_test {
namespace {

DataRequest defaultsOf(const Dataset& dataset) {
  return {dataset.samples.fallback, dataset.noise ? dataset.noise->fallback : 0,
          dataset.classes ? dataset.classes->fallback : 0};
}

bool sameRows(const LabelledRows& a, const LabelledRows& b) { return a.inputs == b.inputs && a.targets == b.targets; }

// --- The contract of every row ----------------------------------------------------------------------------

TEST(EveryDataset, MakesAsManyRowsAsAskedForEvenOddAndFewest) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    for (const int samples : {dataset.samples.min, dataset.samples.min + 1, dataset.samples.fallback}) {
      DataRequest request = defaultsOf(dataset);
      request.samples = samples;
      const LabelledRows rows = makeRows(dataset, request, 1);
      EXPECT_EQ(rows.inputs.rows(), samples);
      EXPECT_EQ(rows.inputs.values.size(), dataset.columns.size() * static_cast<std::size_t>(samples));
      EXPECT_EQ(rows.targets.rows(), samples);
    }
  }
}

TEST(EveryDataset, StaysInItsDomainWithoutNoiseAndIsFiniteWithTheMost) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    ASSERT_EQ(dataset.domain.size(), dataset.columns.size());
    DataRequest request = defaultsOf(dataset);
    const LabelledRows rows = makeRows(dataset, request, 1);
    for (std::size_t i = 0; i < rows.inputs.values.size(); ++i) {
      const auto& [low, high] = dataset.domain[i % dataset.columns.size()];
      ASSERT_GE(rows.inputs.values[i], low) << "cell " << i;
      ASSERT_LE(rows.inputs.values[i], high) << "cell " << i;
    }
    if (!dataset.noise) continue;
    request.noise = dataset.noise->max;
    const LabelledRows noisy = makeRows(dataset, request, 1);
    for (const double cell : noisy.inputs.values) ASSERT_TRUE(std::isfinite(cell));
    for (const double target : noisy.targets.values) ASSERT_TRUE(std::isfinite(target));
    EXPECT_FALSE(sameRows(rows, noisy)) << "noise changes nothing";
  }
}

TEST(EveryDataset, ShowsEveryClassForEveryNumberOfClassesAndNoOther) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    EXPECT_EQ(dataset.task == Task::classification, dataset.classes.has_value());
    if (!dataset.classes) continue;
    EXPECT_EQ(dataset.classes->names.size(), static_cast<std::size_t>(dataset.classes->max));
    for (int classes = dataset.classes->min; classes <= dataset.classes->max; ++classes) {
      DataRequest request = defaultsOf(dataset);
      request.classes = classes;
      const LabelledRows rows = makeRows(dataset, request, 1);
      const std::set<double> seen(rows.targets.values.begin(), rows.targets.values.end());
      std::set<double> expected;
      for (int k = 0; k < classes; ++k) expected.insert(k);
      EXPECT_EQ(seen, expected) << classes << " classes";
    }
  }
}

TEST(EveryDataset, ShowsEveryNumberedClassOnceWithAsManyRows) {
  // The parts of these are of equal size by construction; others draw where a point lies.
  for (const char* id : {"spiral", "rings", "blobs"}) {
    const Dataset& dataset = find(datasets(), id, "dataset");
    for (int classes = 2; classes <= 6; ++classes) {
      const LabelledRows rows = makeRows(dataset, {classes, 0, classes}, 1);
      EXPECT_EQ(std::set<double>(rows.targets.values.begin(), rows.targets.values.end()).size(),
                static_cast<std::size_t>(classes))
          << id;
    }
  }
}

TEST(EveryDataset, GivesTheSameRowsForOneSeedWhateverWasMadeBefore) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    const DataRequest request = defaultsOf(dataset);
    const LabelledRows first = makeRows(dataset, request, 7);
    makeRows(datasets().front(), defaultsOf(datasets().front()), 3);
    EXPECT_TRUE(sameRows(first, makeRows(dataset, request, 7)));
  }
}

TEST(EveryDataset, GivesOtherRowsForAnotherSeed) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    DataRequest request = defaultsOf(dataset);
    // A spiral without noise and measured data in full have no chance in them.
    if (dataset.noise) request.noise = 0.1;
    if (!dataset.noise) request.samples = dataset.samples.max / 2;
    EXPECT_FALSE(sameRows(makeRows(dataset, request, 1), makeRows(dataset, request, 2)));
  }
}

// --- TensorFlow Playground's formulas ---------------------------------------------------------------------

LabelledRows make(const char* id, int samples, double noise, int classes = 2, std::uint32_t seed = 1) {
  return makeRows(find(datasets(), id, "dataset"), {samples, noise, classes}, seed);
}

TEST(Spiral, HasPointIOfEachArmAtTheFormulasPlace) {
  const LabelledRows rows = make("spiral", 500, 0);
  const double pi = std::acos(-1.0);
  for (int arm = 0; arm < 2; ++arm) {
    for (int i = 0; i < 250; ++i) {
      const std::size_t row = static_cast<std::size_t>(arm * 250 + i);
      const double r = i / 250.0 * 5;
      const double t = 1.75 * i / 250.0 * 2 * pi + (arm == 0 ? 0 : pi);
      // The engine's own sine is within 2 ulp of 1, times a radius below 5: 5 · 2 · 2^-53 < 2e-15.
      EXPECT_NEAR(rows.inputs.values[2 * row], r * std::sin(t), 2e-15);
      EXPECT_NEAR(rows.inputs.values[2 * row + 1], r * std::cos(t), 2e-15);
      EXPECT_EQ(rows.targets.values[row], arm == 0 ? 1 : 0) << "the arm that starts upwards is +1";
    }
  }
}

TEST(Spiral, NoiseMovesEachCoordinateByAtMostItsShare) {
  const LabelledRows still = make("spiral", 500, 0);
  const LabelledRows moved = make("spiral", 500, 0.5);
  double furthest = 0;
  for (std::size_t i = 0; i < still.inputs.values.size(); ++i)
    furthest = std::max(furthest, std::abs(still.inputs.values[i] - moved.inputs.values[i]));
  EXPECT_LE(furthest, 0.5);
  EXPECT_GT(furthest, 0.49);  // 1000 uniform draws: all below 0.98 of the bound has probability 2e-9
  EXPECT_EQ(still.targets, moved.targets);
}

TEST(Spiral, TurnsEachOfKArmsByOneKth) {
  for (int classes = 2; classes <= 6; ++classes) {
    const LabelledRows rows = make("spiral", 60 * classes, 0, classes);
    const double turn = 2 * std::acos(-1.0) / classes;
    for (int arm = 0; arm + 1 < classes; ++arm) {
      for (std::size_t i = 0; i < 60; ++i) {
        const std::size_t a = 2 * (static_cast<std::size_t>(arm) * 60 + i);
        const double x = rows.inputs.values[a];
        const double y = rows.inputs.values[a + 1];
        // (sin t, cos t) turned on by t → t + turn. Angles up to 17 are rounded by 2e-15 each, at radius 5.
        EXPECT_NEAR(rows.inputs.values[a + 120], x * std::cos(turn) + y * std::sin(turn), 3e-14);
        EXPECT_NEAR(rows.inputs.values[a + 121], y * std::cos(turn) - x * std::sin(turn), 3e-14);
      }
    }
  }
}

TEST(Circle, LabelsByTheRadiusAndLeavesAGapBetweenHalfAndSevenTenths) {
  const LabelledRows rows = make("circle", 500, 0);
  for (std::size_t i = 0; i < 500; ++i) {
    const double r = std::hypot(rows.inputs.values[2 * i], rows.inputs.values[2 * i + 1]);
    EXPECT_EQ(rows.targets.values[i], r < 2.5 ? 1 : 0);
    EXPECT_TRUE(i < 250 ? r < 2.5 : r > 3.5 - 1e-12 && r < 5 + 1e-12) << r;
  }
}

TEST(Xor, LabelsByTheSignOfTheProductAndKeepsPointsOffTheAxes) {
  const LabelledRows rows = make("xor", 500, 0);
  for (std::size_t i = 0; i < 500; ++i) {
    const double x = rows.inputs.values[2 * i];
    const double y = rows.inputs.values[2 * i + 1];
    EXPECT_GE(std::abs(x), 0.3);
    EXPECT_GE(std::abs(y), 0.3);
    EXPECT_LE(std::max(std::abs(x), std::abs(y)), 5.3);
    EXPECT_EQ(rows.targets.values[i], x * y >= 0 ? 1 : 0);
  }
}

TEST(LabelJitter, MovesNoPointOfCircleXorPlaneAndHills) {
  for (const char* id : {"circle", "xor", "plane", "multi-gauss"}) {
    SCOPED_TRACE(id);
    const LabelledRows still = make(id, 500, 0);
    const LabelledRows noisy = make(id, 500, 0.5);
    EXPECT_EQ(still.inputs, noisy.inputs);
    EXPECT_FALSE(still.targets == noisy.targets);
  }
}

TEST(Gauss, HasMeansAtPlusMinusTwoAndAVarianceThatGrowsFromOneHalfToFour) {
  for (const auto& [noise, variance] : {std::pair{0.0, 0.5}, std::pair{0.5, 4.0}}) {
    const LabelledRows rows = make("gauss", 20000, noise);
    for (const double sign : {1.0, -1.0}) {
      double sum = 0;
      double squares = 0;
      for (std::size_t i = 0; i < 20000; ++i) {
        if (rows.targets.values[i] != (sign > 0 ? 1 : 0)) continue;
        for (std::size_t c = 0; c < 2; ++c) {
          const double from = rows.inputs.values[2 * i + c] - sign * 2;
          sum += from;
          squares += from * from;
        }
      }
      // 20 000 numbers: the mean errs by √(v/20000) ≤ 0.0142, the variance by v·√(2/20000) = 0.01 v; five
      // times that.
      EXPECT_NEAR(sum / 20000, 0, 5 * std::sqrt(variance / 20000));
      EXPECT_NEAR(squares / 20000, variance, 0.05 * variance);
    }
  }
}

TEST(Plane, IsATenthOfTheSumOfTheCoordinates) {
  const LabelledRows rows = make("plane", 1200, 0, 0);
  for (std::size_t i = 0; i < 1200; ++i)
    EXPECT_DOUBLE_EQ(rows.targets.values[i], (rows.inputs.values[2 * i] + rows.inputs.values[2 * i + 1]) / 10);
}

TEST(MultiGauss, IsTheHighestOfSixConesOfRadiusTwo) {
  const LabelledRows rows = make("multi-gauss", 1200, 0, 0);
  int flat = 0;
  for (std::size_t i = 0; i < 1200; ++i) {
    const double x = rows.inputs.values[2 * i];
    const double y = rows.inputs.values[2 * i + 1];
    double expected = 0;
    for (const double cx : {-4.0, 0.0, 4.0}) {
      for (const double cy : {2.5, -2.5}) {
        const double sign = (cx == 0) == (cy > 0) ? -1 : 1;  // + − + above, − + − below
        const double height = sign * std::max(0.0, 1 - std::hypot(x - cx, y - cy) / 2);
        if (std::abs(height) > std::abs(expected)) expected = height;
      }
    }
    EXPECT_NEAR(rows.targets.values[i], expected, 1e-15);  // hypot and √(u² + v²) differ by an ulp
    flat += expected == 0 ? 1 : 0;
  }
  EXPECT_GT(flat, 300);  // cones cover 6π·4 of 144 at most
  EXPECT_LT(flat, 900);
}

// --- Further shapes ---------------------------------------------------------------------------------------

TEST(Checkerboard, AlternatesWithEveryCell) {
  const LabelledRows rows = make("checkerboard", 500, 0);
  for (std::size_t i = 0; i < 500; ++i) {
    const double u = std::floor(rows.inputs.values[2 * i] / 2.5);
    const double v = std::floor(rows.inputs.values[2 * i + 1] / 2.5);
    EXPECT_EQ(rows.targets.values[i], std::fmod(std::abs(u + v), 2) == 0 ? 1 : 0);
  }
}

TEST(Rings, DoNotOverlapWithoutNoise) {
  const LabelledRows rows = make("rings", 600, 0, 6);
  for (std::size_t i = 0; i < 600; ++i) {
    const double r = std::hypot(rows.inputs.values[2 * i], rows.inputs.values[2 * i + 1]);
    const int ring = static_cast<int>(r / (5.5 / 6));
    EXPECT_EQ(rows.targets.values[i], (ring + 1) % 6);
  }
}

TEST(Curves, FollowTheirFormulas) {
  for (const char* id : {"sine", "step", "polynomial"}) {
    const LabelledRows rows = make(id, 200, 0, 0);
    for (std::size_t i = 0; i < 200; ++i) {
      const double x = rows.inputs.values[i];
      const double u = x / 5;
      const double expected = id[1] == 'i' ? std::sin(x) : id[1] == 't' ? (x < 0 ? -1 : 1) : 4 * u * u * u - 3 * u;
      EXPECT_NEAR(rows.targets.values[i], expected, 4e-15) << id << " at " << x;
    }
  }
}

TEST(Surfaces, TakeTheirKnownValuesNearTheCentreAndStayWithinOne) {
  for (const char* id : {"saddle", "ripple", "peaks"}) {
    const LabelledRows rows = make(id, 1200, 0, 0);
    double low = 1e9;
    double high = -1e9;
    for (const double target : rows.targets.values) {
      low = std::min(low, target);
      high = std::max(high, target);
    }
    EXPECT_GE(low, -1.05) << id;
    EXPECT_LE(high, 1.05) << id;
    EXPECT_GT(high - low, 1.5) << id << " spans the colours";
  }
  // MATLAB's peaks at the point nearest its maximum 8.1062 near (-0.0093, 1.5814), in our units
  // (-0.0186, 3.1628).
  const LabelledRows rows = make("peaks", 100'000, 0, 0);
  double nearest = 1e9;
  double value = 0;
  for (std::size_t i = 0; i < 100'000; ++i) {
    const double distance = std::hypot(rows.inputs.values[2 * i] + 0.0186, rows.inputs.values[2 * i + 1] - 3.1628);
    if (distance < nearest) {
      nearest = distance;
      value = rows.targets.values[i];
    }
  }
  ASSERT_LT(nearest, 0.1);
  EXPECT_NEAR(value * 8, 8.1062, 0.15);  // curvature there is below 15 per unit², on half the scale
}

}  // namespace
}  // namespace gp::datasets_test
