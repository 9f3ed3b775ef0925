#include <set>

#include <gtest/gtest.h>

#include "exchange/experiment.h"
#include "json.h"
#include "train/measure.h"

namespace gp::judge_test {
namespace {

TEST(Judge, SaysClassOneAboveTheMiddleOfTheTargetsUnderEveryOutputActivation) {
  for (const Activation& activation : outputActivations()) {
    const Experiment experiment = decodeExperiment(
        testing::json(std::string("{'data': {'dataset': 'circle', 'samples': 60}, 'network': {'outputActivation': '") +
                      activation.id + "'}}"));
    const PreparedData data = prepareData(experiment);
    const Judge judge = Judge::of(experiment, data);
    if (data.outputs > 1) {
      EXPECT_EQ(judge.kind, Judge::Kind::winner) << activation.id;
      continue;
    }
    const std::set<double> targets(data.trainOutputs.values.begin(), data.trainOutputs.values.end());
    ASSERT_EQ(targets.size(), 2U) << activation.id;
    EXPECT_EQ(judge.kind, Judge::Kind::threshold) << activation.id;
    EXPECT_EQ(judge.threshold, (*targets.begin() + *targets.rbegin()) / 2) << activation.id;
  }
}

TEST(Judge, OfLabelsLooksAtEachAgainstTheMiddleOfItsTargets) {
  const Experiment experiment = decodeExperiment(
      testing::json("{'data': {'inputs': [[0, 0], [1, 0], [0, 1]], 'targets': [[0, 1], [1, 1], [1, 0]]}}"));
  const Judge judge = Judge::of(experiment, prepareData(experiment));
  EXPECT_EQ(judge.kind, Judge::Kind::threshold);
  EXPECT_EQ(judge.threshold, 0.5) << "labels are trained towards 0 and 1 under sigmoid";
}

}  // namespace
}  // namespace gp::judge_test
