#include "session/session.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/error.h"
#include "json.h"
#include "session_parts.h"

namespace gp::session_test {
namespace {

using testing::at;
using testing::copy;
using testing::json;
using testing::request;
using testing::small;

TEST(Session, TrainingLowersTheLossOfEveryPlaygroundDataset) {
  for (const std::string dataset : {"circle", "xor", "gauss", "spiral", "plane", "multi-gauss"}) {
    const bool regression = dataset == "plane" || dataset == "multi-gauss";
    const auto session = Session::create(json("{'task': '" + std::string(regression ? "regression" : "classification") +
                                              "', 'data': {'dataset': '" + dataset + "'}}"));
    const double before = at(session->ask("progress"), "trainLoss").number();
    session->trainEpochs(50);
    const Value progress = session->ask("progress");
    EXPECT_LT(at(progress, "trainLoss").number(), 0.9 * before) << dataset;
    EXPECT_EQ(at(progress, "epoch").number(), 50);
    EXPECT_EQ(at(progress, "status").text(), "training");
  }
}

TEST(Session, TheLastShortBatchIsAppliedAndNeverCarriedOver) {
  const auto session = Session::create(json(small));  // 30 training rows: 7 7 7 7 2
  for (const double size : {7.0, 7.0, 7.0, 7.0, 2.0}) {
    EXPECT_EQ(static_cast<double>(testing::nextBatch(*session).size()), size);
    session->trainSteps(1);
  }
  EXPECT_EQ(at(session->position(), "epoch").number(), 1);
  EXPECT_EQ(at(session->position(), "step").number(), 5);
  EXPECT_EQ(testing::nextBatch(*session).size(), 7U);
}

TEST(Session, AnEpochUsesEveryRowOnceInAnOrderThatChanges) {
  const auto session = Session::create(json(small));
  std::vector<std::vector<std::uint32_t>> orders;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<std::uint32_t> seen;
    do {
      for (const std::uint32_t row : testing::nextBatch(*session)) seen.push_back(row);
      session->trainSteps(1);
    } while (at(session->position(), "epoch").number() == epoch);
    orders.push_back(seen);
    std::sort(seen.begin(), seen.end());
    for (std::uint32_t i = 0; i < 30; ++i) EXPECT_EQ(seen[i], i);
  }
  EXPECT_NE(orders[0], orders[1]);
}

TEST(Session, ABatchLargerThanTheSetIsTheFullBatch) {
  const auto large = Session::create(json(R"({'data': {'samples': 60}, 'batch': {'size': 500}})"));
  const auto full = Session::create(json(R"({'data': {'samples': 60}, 'batch': {'size': 'full'}})"));
  large->trainEpochs(3);
  full->trainEpochs(3);
  EXPECT_EQ(at(large->position(), "step").number(), 3);
  EXPECT_EQ(copy(large->ask("parameters")), copy(full->ask("parameters")));
}

TEST(Session, TrainingInOneCallOrManyGivesTheSameBits) {
  const auto once = Session::create(json(small));
  const auto often = Session::create(json(small));
  once->trainSteps(600);
  for (int i = 0; i < 600; ++i) often->trainSteps(1);
  EXPECT_EQ(copy(once->ask("parameters")), copy(often->ask("parameters")));
}

TEST(Session, TheLastChangeIsTheUpdatesAloneWhateverIsSetByHand) {
  const auto session = Session::create(json(small));
  session->setParameter(0, 5);
  session->setParameters(std::vector<double>(testing::parameterCount(*session), 0.5));
  EXPECT_EQ(copy(session->ask("lastChange")), std::vector<double>(testing::parameterCount(*session), 0))
      << "no update yet";
  session->trainSteps(1);
  const std::vector<double> change = copy(session->ask("lastChange"));
  session->setParameter(0, 0.25);
  const std::vector<double> after = copy(session->ask("lastChange"));
  // The change is the difference of two float32 numbers near 1/4 and near 1/2: half a unit in the last place of each.
  EXPECT_NEAR(after[0], change[0], 1e-7);
  EXPECT_NE(change[0], 0);
  for (std::size_t i = 1; i < change.size(); ++i) EXPECT_EQ(after[i], change[i]);
}

TEST(Session, StopsByEachRule) {
  const char* const rules[] = {"'maxEpochs': 5", "'trainLoss': 0.2", "'gradientNorm': 0.2",
                               "'patience': 3, 'minDelta': 0.5"};
  const char* const paths[] = {"stop.maxEpochs", "stop.trainLoss", "stop.gradientNorm", "stop.patience"};
  for (int i = 0; i < 4; ++i) {
    const auto session = Session::create(
        json(std::string("{'data': {'dataset': 'gauss', 'samples': 100}, 'stop': {") + rules[i] + "}}"));
    session->trainEpochs(500);
    const Value progress = session->ask("progress");
    EXPECT_EQ(at(progress, "status").text(), "stopped") << paths[i];
    EXPECT_EQ(at(progress, "reason.rule").text(), paths[i]);
    const double step = at(progress, "step").number();
    session->trainEpochs(10);
    EXPECT_EQ(at(session->position(), "step").number(), step) << "a stopped run stays stopped";
  }
}

TEST(Session, ConfigureKeepsTheNetworkAndRefusesWhatNeedsANewStart) {
  const auto session = Session::create(json(small));
  session->trainEpochs(3);
  const std::vector<double> before = copy(session->ask("parameters"));
  session->configure(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 3},
      'optimizer': {'name': 'sgd', 'learningRate': 0.5}, 'regularization': {'l2': 0.01}})"));
  EXPECT_EQ(copy(session->ask("parameters")), before);
  EXPECT_EQ(testing::nextBatch(*session).size(), 3U);
  try {
    session->configure(json(R"({'data': {'dataset': 'xor', 'samples': 60}})"));
    FAIL() << "another dataset was taken over";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path().rfind("data", 0), 0U) << error.path();
  }
  session->trainSteps(1);
  EXPECT_NE(copy(session->ask("parameters")), before);
}

TEST(Session, AnEpochThatBeginsAfterTheBatchesChangedIsShuffled) {
  const auto session =
      Session::create(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 'full'}})"));
  session->trainEpochs(2);
  session->configure(json(small));
  EXPECT_NE(testing::nextBatch(*session), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(Session, ALimitOfEpochsAlreadyPassedStopsBeforeAnotherUpdate) {
  const auto session = Session::create(json(small));
  session->trainEpochs(4);
  const double step = at(session->position(), "step").number();
  session->configure(
      json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7}, 'stop': {'maxEpochs': 3}})"));
  session->trainEpochs(5);
  EXPECT_EQ(at(session->position(), "step").number(), step);
  EXPECT_EQ(at(session->ask("progress"), "status").text(), "stopped");
  EXPECT_EQ(at(session->ask("progress"), "reason.rule").text(), "stop.maxEpochs");
}

TEST(Session, AFixedParameterGathersNoMomentum) {
  const auto session = Session::create(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7},
      'optimizer': {'name': 'momentum', 'learningRate': 0.1}})"));
  session->setFixed(0, true);
  session->trainEpochs(3);
  EXPECT_EQ(at(session->ask("trace", json("{'batch': true}")), "update.before.momentum_buffer").numbers()[0], 0);
  EXPECT_NE(at(session->ask("trace", json("{'batch': true}")), "update.before.momentum_buffer").numbers()[1], 0);
}

TEST(Session, AFixedParameterStaysWhileOthersMove) {
  const auto session = Session::create(json(small));
  session->setParameter(1, 0.75);
  session->setFixed(1, true);
  const std::vector<double> before = copy(session->ask("parameters"));
  session->trainEpochs(3);
  const std::vector<double> after = copy(session->ask("parameters"));
  EXPECT_EQ(after[1], 0.75);
  EXPECT_NE(after[0], before[0]);
  EXPECT_EQ(copy(session->ask("lastChange"))[1], 0);
  session->setFixed(1, false);
  session->trainEpochs(1);
  EXPECT_NE(copy(session->ask("parameters"))[1], 0.75);
}

TEST(Session, RefusesWhatMakesNoSenseAndWorksOn) {
  const auto session = Session::create(json(small));
  const std::vector<double> before = copy(session->ask("parameters"));
  auto pathOf = [](auto call) -> std::string {
    try {
      call();
    } catch (const ExperimentError& error) {
      return error.path();
    }
    return "(accepted)";
  };
  EXPECT_EQ(pathOf([&] { session->trainEpochs(-1); }), "epochs");
  EXPECT_EQ(pathOf([&] { session->trainSteps(0.5); }), "steps");
  EXPECT_EQ(pathOf([&] { session->setParameters({1, 2}); }), "parameters");
  EXPECT_EQ(pathOf([&] { session->setParameter(1e9, 0); }), "index");
  EXPECT_EQ(pathOf([&] { session->setParameter(0, std::nan("")); }), "value");
  EXPECT_EQ(pathOf([&] { session->setParameter(0, 1e300); }), "value");
  EXPECT_EQ(pathOf([&] { testing::ask(*session, "predict", "points", std::vector<double>{1, 2, 3}); }), "points");
  EXPECT_EQ(pathOf([&] {
              testing::ask(*session, "predict", "points", std::vector<double>{1, std::nan("")});
            }),
            "points[0][1]");
  EXPECT_EQ(pathOf([&] { testing::ask(*session, "outputPartsAt", "points", std::vector<double>{1, 2, 3}); }), "points");
  EXPECT_EQ(pathOf([&] {
              testing::ask(*session, "outputPartsAt", "points", std::vector<double>{1, std::nan("")});
            }),
            "points[0][1]");
  EXPECT_EQ(pathOf([&] { testing::ask(*session, "confusion", "part", "all"); }), "part");
  EXPECT_EQ(pathOf([&] { session->ask("trace", json("{'sample': 30}")); }), "subject.sample");
  EXPECT_EQ(pathOf([&] { testing::ask(*session, "sampleGradients", "parameter", -2); }), "parameter");
  EXPECT_EQ(pathOf([&] { session->rewind({1, 2, 3}); }), "checkpoint");
  Grid grid;
  grid.width = 0;
  grid.height = 4;
  EXPECT_EQ(pathOf([&] { session->ask("field", request(grid)); }), "width");
  EXPECT_EQ(copy(session->ask("parameters")), before);
  session->trainEpochs(1);
  EXPECT_NE(copy(session->ask("parameters")), before);
}

}  // namespace
}  // namespace gp::session_test
