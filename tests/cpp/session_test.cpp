#include "session.h"

#include <cmath>

#include <gtest/gtest.h>

#include "json.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp {
namespace {

using testing::at;
using testing::json;

std::vector<double> copy(const Numbers& numbers) {
  if (numbers.twice) return {numbers.twice, numbers.twice + numbers.count};
  return {numbers.single, numbers.single + numbers.count};
}

const char* const small = R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7}})";

TEST(Session, TrainingLowersTheLossOfEveryPlaygroundDataset) {
  for (const std::string dataset : {"circle", "xor", "gauss", "spiral", "plane", "multi-gauss"}) {
    const bool regression = dataset == "plane" || dataset == "multi-gauss";
    const auto session = Session::create(json("{'task': '" + std::string(regression ? "regression" : "classification") +
                                              "', 'data': {'dataset': '" + dataset + "'}}"));
    const double before = at(session->progress(), "trainLoss").number();
    session->trainEpochs(50);
    const Value progress = session->progress();
    EXPECT_LT(at(progress, "trainLoss").number(), 0.9 * before) << dataset;
    EXPECT_EQ(at(progress, "epoch").number(), 50);
    EXPECT_EQ(at(progress, "status").text(), "training");
  }
}

TEST(Session, TheLastShortBatchIsAppliedAndNeverCarriedOver) {
  const auto session = Session::create(json(small));  // 30 training rows: 7 7 7 7 2
  for (const double size : {7.0, 7.0, 7.0, 7.0, 2.0}) {
    EXPECT_EQ(static_cast<double>(session->nextBatch().size()), size);
    session->trainSteps(1);
  }
  EXPECT_EQ(at(session->position(), "epoch").number(), 1);
  EXPECT_EQ(at(session->position(), "step").number(), 5);
  EXPECT_EQ(session->nextBatch().size(), 7U);
}

TEST(Session, AnEpochUsesEveryRowOnceInAnOrderThatChanges) {
  const auto session = Session::create(json(small));
  std::vector<std::vector<std::uint32_t>> orders;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<std::uint32_t> seen;
    do {
      for (const std::uint32_t row : session->nextBatch()) seen.push_back(row);
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
  EXPECT_EQ(copy(large->parameters()), copy(full->parameters()));
}

TEST(Session, ResetSaveAndRewindAreBitIdenticalForEveryOptimizerAndSchedule) {
  for (const Optimizer& optimizer : optimizers())
    for (const Schedule& schedule : schedules()) {
      const Value experiment =
          json(std::string("{'data': {'samples': 60}, 'batch': {'size': 7}, 'optimizer': {'name': '") + optimizer.id +
               "', 'learningRate': 0.01}, 'schedule': {'name': '" + schedule.id +
               "'}, 'network': {'hidden': [{'units': 4, 'activation': 'tanh', 'dropout': 0.2}]}}");
      SCOPED_TRACE(std::string(optimizer.id) + " " + schedule.id);
      const auto whole = Session::create(experiment);
      whole->trainSteps(23);
      const Value saved = whole->save();
      const std::vector<std::uint8_t> checkpoint = whole->checkpoint();
      const std::vector<double> middle = copy(whole->parameters());
      whole->trainSteps(20);
      const std::vector<double> end = copy(whole->parameters());
      EXPECT_NE(middle, end);

      const auto restored = Session::restore(saved);
      EXPECT_EQ(copy(restored->parameters()), middle);
      restored->trainSteps(20);
      EXPECT_EQ(copy(restored->parameters()), end);

      whole->rewind(checkpoint);
      EXPECT_EQ(copy(whole->parameters()), middle);
      whole->trainSteps(20);
      EXPECT_EQ(copy(whole->parameters()), end);

      whole->reset();
      EXPECT_EQ(at(whole->progress(), "status").text(), "ready");
      whole->trainSteps(43);
      EXPECT_EQ(copy(whole->parameters()), end);
    }
}

TEST(Session, ARestoredRunHasTheSameHistory) {
  const auto whole = Session::create(json(small));
  whole->trainEpochs(5);
  const auto restored = Session::restore(whole->save());
  whole->trainEpochs(5);
  restored->trainEpochs(5);
  EXPECT_EQ(at(whole->history(0), "trainLoss").numbers(), at(restored->history(0), "trainLoss").numbers());
  EXPECT_EQ(at(whole->history(0), "epoch").numbers().size(), 11U);
  EXPECT_EQ(at(whole->history(8), "epoch").numbers(), (std::vector<double>{8, 9, 10}));
}

TEST(Session, HistoryIsTheSameWhetherLookedAtEveryEpochOrOnlyAtTheEnd) {
  // Long enough for the history to thin itself out twice.
  const auto watched = Session::create(json(small));
  const auto alone = Session::create(json(small));
  alone->trainEpochs(1300);
  for (int i = 0; i < 130; ++i) {
    watched->trainEpochs(10);
    watched->progress();
    watched->history(0);
  }
  const Value a = watched->history(0);
  const Value b = alone->history(0);
  for (const char* column : {"epoch", "step", "trainLoss", "testLoss", "trainMetric", "testMetric", "learningRate"})
    EXPECT_EQ(at(a, column).numbers(), at(b, column).numbers()) << column;
  for (std::size_t layer = 0; layer < 3; ++layer)
    EXPECT_EQ(at(a, "gradientNorms").items()[layer].numbers(), at(b, "gradientNorms").items()[layer].numbers());
  EXPECT_LE(at(a, "epoch").numbers().size(), 512U);
  EXPECT_EQ(at(a, "epoch").numbers().front(), 0);
  EXPECT_EQ(at(a, "epoch").numbers().back(), 1300);
  for (const double loss : at(a, "trainLoss").numbers()) EXPECT_TRUE(std::isfinite(loss));
}

TEST(Session, ANewWayAfterARewindReplacesTheRecordOfTheOldOne) {
  const auto session = Session::create(json(small));
  session->trainEpochs(4);
  const std::vector<std::uint8_t> early = session->checkpoint();
  session->trainEpochs(6);
  session->rewind(early);
  EXPECT_EQ(at(session->history(0), "epoch").numbers().back(), 4);
  session->setParameter(0, 3);
  session->trainEpochs(6);
  const auto direct = Session::create(json(small));
  direct->trainEpochs(4);
  direct->setParameter(0, 3);
  direct->trainEpochs(6);
  EXPECT_EQ(at(session->history(0), "trainLoss").numbers(), at(direct->history(0), "trainLoss").numbers());
}

TEST(Session, TrainingInOneCallOrManyGivesTheSameBits) {
  const auto once = Session::create(json(small));
  const auto often = Session::create(json(small));
  once->trainSteps(600);
  for (int i = 0; i < 600; ++i) often->trainSteps(1);
  EXPECT_EQ(copy(once->parameters()), copy(often->parameters()));
}

TEST(Session, DivergenceStopsAtTheLastFiniteStateAndSaysWhy) {
  for (const char* rate : {"1e9", "300", "40"}) {
    const auto session = Session::create(
        json(std::string("{'task': 'regression', 'data': {'dataset': 'plane', 'samples': 200}, 'optimizer': {'name': "
                         "'sgd', 'learningRate': ") +
             rate + "}, 'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}}"));
    session->trainEpochs(2000);
    const Value progress = session->progress();
    SCOPED_TRACE(rate);
    ASSERT_EQ(at(progress, "status").text(), "diverged");
    EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
    for (const double p : copy(session->parameters())) ASSERT_TRUE(std::isfinite(p));
    const std::string message = at(progress, "reason.message").text();
    EXPECT_NE(message.find(" at step "), std::string::npos) << message;
    EXPECT_NE(message.find("learning rate"), std::string::npos) << message;
    EXPECT_LT(at(progress, "step").number(), at(progress, "reason.values.step").number());
    const std::vector<double> kept = copy(session->parameters());
    session->trainSteps(5);
    EXPECT_EQ(copy(session->parameters()), kept) << "a diverged run moves no further";
  }
}

TEST(Session, ARunWhoseLastUpdateExplodesHasDivergedAndNotJustStopped) {
  // One update of relu layers at this rate: every parameter is finite, but the loss over the set no longer is.
  const auto session = Session::create(json(
      R"({'task': 'regression', 'batch': {'size': 'full'}, 'optimizer': {'name': 'sgd', 'learningRate': 1e12},
          'network': {'hidden': [{'units': 4, 'activation': 'relu'}, {'units': 4, 'activation': 'relu'}]},
          'stop': {'maxEpochs': 1}})"));
  const std::vector<double> start = copy(session->parameters());
  session->trainEpochs(1);
  const Value progress = session->progress();
  EXPECT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_EQ(at(progress, "reason.values.step").number(), 1);
  EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
  EXPECT_EQ(copy(session->parameters()), start) << "the last finite state";
}

TEST(Session, TheLastChangeIsTheUpdatesAloneWhateverIsSetByHand) {
  const auto session = Session::create(json(small));
  session->setParameter(0, 5);
  session->setParameters(std::vector<double>(session->parameterCount(), 0.5));
  EXPECT_EQ(copy(session->lastChange()), std::vector<double>(session->parameterCount(), 0)) << "no update yet";
  session->trainSteps(1);
  const std::vector<double> change = copy(session->lastChange());
  session->setParameter(0, 0.25);
  const std::vector<double> after = copy(session->lastChange());
  // The change is the difference of two float32 numbers near 1/4 and near 1/2: half a unit in the last place of each.
  EXPECT_NEAR(after[0], change[0], 1e-7);
  EXPECT_NE(change[0], 0);
  for (std::size_t i = 1; i < change.size(); ++i) EXPECT_EQ(after[i], change[i]);
}

TEST(Session, ADivergedRunGoesOnWithASmallerRate) {
  Value experiment = json(R"({'task': 'regression', 'data': {'dataset': 'plane', 'samples': 200},
      'optimizer': {'name': 'sgd', 'learningRate': 1e9}})");
  const auto session = Session::create(experiment);
  session->trainEpochs(5);
  ASSERT_EQ(at(session->progress(), "status").text(), "diverged");
  experiment.set("optimizer", json("{'name': 'sgd', 'learningRate': 0.03}"));
  session->configure(experiment);
  EXPECT_EQ(at(session->position(), "status").text(), "training") << "a changed rate is another chance";
  session->reset();
  session->trainEpochs(30);
  EXPECT_LT(at(session->progress(), "trainLoss").number(), 0.01);
}

TEST(Session, StopsByEachRule) {
  const char* const rules[] = {"'maxEpochs': 5", "'trainLoss': 0.2", "'gradientNorm': 0.2",
                               "'patience': 3, 'minDelta': 0.5"};
  const char* const paths[] = {"stop.maxEpochs", "stop.trainLoss", "stop.gradientNorm", "stop.patience"};
  for (int i = 0; i < 4; ++i) {
    const auto session = Session::create(
        json(std::string("{'data': {'dataset': 'gauss', 'samples': 100}, 'stop': {") + rules[i] + "}}"));
    session->trainEpochs(500);
    const Value progress = session->progress();
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
  const std::vector<double> before = copy(session->parameters());
  session->configure(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 3},
      'optimizer': {'name': 'sgd', 'learningRate': 0.5}, 'regularization': {'l2': 0.01}})"));
  EXPECT_EQ(copy(session->parameters()), before);
  EXPECT_EQ(session->nextBatch().size(), 3U);
  try {
    session->configure(json(R"({'data': {'dataset': 'xor', 'samples': 60}})"));
    FAIL() << "another dataset was taken over";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path().rfind("data", 0), 0U) << error.path();
  }
  session->trainSteps(1);
  EXPECT_NE(copy(session->parameters()), before);
}

TEST(Session, AnEpochThatBeginsAfterTheBatchesChangedIsShuffled) {
  const auto session =
      Session::create(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 'full'}})"));
  session->trainEpochs(2);
  session->configure(json(small));
  EXPECT_NE(session->nextBatch(), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(Session, ALimitOfEpochsAlreadyPassedStopsBeforeAnotherUpdate) {
  const auto session = Session::create(json(small));
  session->trainEpochs(4);
  const double step = at(session->position(), "step").number();
  session->configure(
      json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7}, 'stop': {'maxEpochs': 3}})"));
  session->trainEpochs(5);
  EXPECT_EQ(at(session->position(), "step").number(), step);
  EXPECT_EQ(at(session->progress(), "status").text(), "stopped");
  EXPECT_EQ(at(session->progress(), "reason.rule").text(), "stop.maxEpochs");
}

TEST(Session, ARunWhoseLossIsNoLongerFiniteIsOverWhenLookedAtOrSaved) {
  const auto session = Session::create(json(R"({'task': 'regression', 'data': {'dataset': 'plane'},
      'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}, 'optimizer': {'name': 'sgd', 'learningRate': 40}})"));
  session->trainSteps(3);
  const Value progress = session->progress();
  EXPECT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
  EXPECT_TRUE(std::isfinite(at(Session::restore(session->save())->progress(), "trainLoss").number()));
}

TEST(Session, TheHistoryEndsWithTheParametersAsTheyAreNow) {
  const auto session = Session::create(json(small));
  session->trainEpochs(2);
  session->setParameters(std::vector<double>(session->parameterCount(), 0.0));
  EXPECT_EQ(at(session->history(0), "trainLoss").numbers().back(), at(session->progress(), "trainLoss").number());
}

TEST(Session, AFixedParameterGathersNoMomentum) {
  const auto session = Session::create(json(R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7},
      'optimizer': {'name': 'momentum', 'learningRate': 0.1}})"));
  session->setFixed(0, true);
  session->trainEpochs(3);
  EXPECT_EQ(at(session->trace(json("{'batch': true}")), "update.before.momentum_buffer").numbers()[0], 0);
  EXPECT_NE(at(session->trace(json("{'batch': true}")), "update.before.momentum_buffer").numbers()[1], 0);
}

TEST(Session, AFixedParameterStaysWhileOthersMove) {
  const auto session = Session::create(json(small));
  session->setParameter(1, 0.75);
  session->setFixed(1, true);
  const std::vector<double> before = copy(session->parameters());
  session->trainEpochs(3);
  const std::vector<double> after = copy(session->parameters());
  EXPECT_EQ(after[1], 0.75);
  EXPECT_NE(after[0], before[0]);
  EXPECT_EQ(copy(session->lastChange())[1], 0);
  session->setFixed(1, false);
  session->trainEpochs(1);
  EXPECT_NE(copy(session->parameters())[1], 0.75);
}

TEST(Session, FieldEqualsPredictToTheBitAtCellCentres) {
  const auto session = Session::create(json(small));
  session->trainEpochs(20);
  for (const int width : {5, 37, 300}) {
    Grid grid;
    grid.width = width;
    grid.height = 3;
    const std::vector<double> field = copy(session->field(grid, {}));
    ASSERT_EQ(field.size(), static_cast<std::size_t>(width * 3));
    std::vector<double> points;
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < width; ++i) {
        points.push_back(-6 + (i + 0.5) * 12 / width);
        points.push_back(6 - (j + 0.5) * 12 / 3);
      }
    EXPECT_EQ(field, copy(session->predict(points))) << width;
    grid.axisX = 1;
    grid.axisY = 0;
    EXPECT_NE(copy(session->field(grid, {})), field) << "exchanged axes";
  }
}

TEST(Session, ThumbnailsAreBlockMeansOfEveryNeuronsField) {
  const auto session = Session::create(json(R"({'data': {'samples': 60}, 'features': ['x', 'y', 'x*y'],
      'network': {'hidden': [{'units': 3}, {'units': 2}]}})"));
  session->trainEpochs(2);
  Grid grid;
  grid.width = 60;
  grid.height = 40;
  const int side = 20;
  const View view = session->view(grid, {}, side);
  ASSERT_EQ(view.neuronCount, 3 + 3 + 2 + 1);
  const std::vector<float> thumbnails(view.thumbnails, view.thumbnails + view.neuronCount * side * side);
  const std::vector<float> plane(view.planes, view.planes + 60 * 40);
  const int layers[] = {3, 3, 2, 1};
  int neuron = 0;
  for (int layer = 0; layer < 4; ++layer)
    for (int index = 0; index < layers[layer]; ++index, ++neuron) {
      Neuron asked;
      asked.layer = layer;
      asked.index = index;
      const std::vector<double> field = copy(session->field(grid, asked));
      for (const int y : {0, 7, 19})
        for (const int x : {0, 11, 19}) {
          double sum = 0;
          for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 3; ++i) sum += field[static_cast<std::size_t>((y * 2 + j) * 60 + x * 3 + i)];
          // Means of six float32 numbers of size 1 to 36, summed in another order.
          EXPECT_NEAR(thumbnails[static_cast<std::size_t>((neuron * side + y) * side + x)], sum / 6, 2e-5)
              << "layer " << layer << ", unit " << index;
        }
    }
  const std::vector<double> output = copy(session->field(grid, {}));
  for (std::size_t i = 0; i < plane.size(); ++i) ASSERT_EQ(plane[i], static_cast<float>(output[i]));
}

TEST(Session, RefusesWhatMakesNoSenseAndWorksOn) {
  const auto session = Session::create(json(small));
  const std::vector<double> before = copy(session->parameters());
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
  EXPECT_EQ(pathOf([&] { session->predict({1, 2, 3}); }), "points");
  EXPECT_EQ(pathOf([&] { session->predict({1, std::nan("")}); }), "points[0][1]");
  EXPECT_EQ(pathOf([&] { session->confusion("all"); }), "part");
  EXPECT_EQ(pathOf([&] { session->trace(json("{'sample': 30}")); }), "subject.sample");
  EXPECT_EQ(pathOf([&] { session->sampleGradients(-2); }), "parameter");
  EXPECT_EQ(pathOf([&] { session->rewind({1, 2, 3}); }), "checkpoint");
  Grid grid;
  grid.width = 0;
  grid.height = 4;
  EXPECT_EQ(pathOf([&] { session->field(grid, {}); }), "width");
  EXPECT_EQ(copy(session->parameters()), before);
  session->trainEpochs(1);
  EXPECT_NE(copy(session->parameters()), before);
}

TEST(Session, ADamagedCheckpointIsRefusedAtEveryLengthAndChangesNothing) {
  const auto session = Session::create(json(small));
  session->trainSteps(3);
  const std::vector<std::uint8_t> good = session->checkpoint();
  const std::vector<double> before = copy(session->parameters());
  for (std::size_t length = 0; length < good.size(); length += 13) {
    const std::vector<std::uint8_t> cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length));
    EXPECT_THROW(session->rewind(cut), ExperimentError) << length;
  }
  EXPECT_EQ(copy(session->parameters()), before);
  session->rewind(good);
}

}  // namespace
}  // namespace gp
