#include <cmath>

#include <gtest/gtest.h>

#include "base/error.h"
#include "json.h"
#include "session/session.h"
#include "session_parts.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp::session_memory_test {
namespace {

using testing::at;
using testing::copy;
using testing::json;
using testing::small;

TEST(SessionMemory, ResetSaveAndRewindAreBitIdenticalForEveryOptimizerAndSchedule) {
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
      const std::vector<double> middle = copy(whole->ask("parameters"));
      whole->trainSteps(20);
      const std::vector<double> end = copy(whole->ask("parameters"));
      EXPECT_NE(middle, end);

      const auto restored = Session::restore(saved);
      EXPECT_EQ(copy(restored->ask("parameters")), middle);
      restored->trainSteps(20);
      EXPECT_EQ(copy(restored->ask("parameters")), end);

      whole->rewind(checkpoint);
      EXPECT_EQ(copy(whole->ask("parameters")), middle);
      whole->trainSteps(20);
      EXPECT_EQ(copy(whole->ask("parameters")), end);

      whole->reset();
      EXPECT_EQ(at(whole->ask("progress"), "status").text(), "ready");
      whole->trainSteps(43);
      EXPECT_EQ(copy(whole->ask("parameters")), end);
    }
}

TEST(SessionMemory, ARestoredRunHasTheSameHistory) {
  const auto whole = Session::create(json(small));
  whole->trainEpochs(5);
  const auto restored = Session::restore(whole->save());
  whole->trainEpochs(5);
  restored->trainEpochs(5);
  EXPECT_EQ(at(whole->ask("history"), "trainLoss").numbers(), at(restored->ask("history"), "trainLoss").numbers());
  EXPECT_EQ(at(whole->ask("history"), "epoch").numbers().size(), 11U);
  EXPECT_EQ(at(testing::ask(*whole, "history", "fromEpoch", 8), "epoch").numbers(), (std::vector<double>{8, 9, 10}));
}

TEST(SessionMemory, HistoryIsTheSameWhetherLookedAtEveryEpochOrOnlyAtTheEnd) {
  // Long enough for the history to thin itself out twice.
  const auto watched = Session::create(json(small));
  const auto alone = Session::create(json(small));
  alone->trainEpochs(1300);
  for (int i = 0; i < 130; ++i) {
    watched->trainEpochs(10);
    watched->ask("progress");
    watched->ask("history");
  }
  const Value a = watched->ask("history");
  const Value b = alone->ask("history");
  for (const char* column : {"epoch", "step", "trainLoss", "testLoss", "trainMetric", "testMetric", "learningRate"})
    EXPECT_EQ(at(a, column).numbers(), at(b, column).numbers()) << column;
  for (std::size_t layer = 0; layer < 3; ++layer)
    EXPECT_EQ(at(a, "gradientNorms").items()[layer].numbers(), at(b, "gradientNorms").items()[layer].numbers());
  EXPECT_LE(at(a, "epoch").numbers().size(), 512U);
  EXPECT_EQ(at(a, "epoch").numbers().front(), 0);
  EXPECT_EQ(at(a, "epoch").numbers().back(), 1300);
  for (const double loss : at(a, "trainLoss").numbers()) EXPECT_TRUE(std::isfinite(loss));
}

TEST(SessionMemory, ANewWayAfterARewindReplacesTheRecordOfTheOldOne) {
  const auto session = Session::create(json(small));
  session->trainEpochs(4);
  const std::vector<std::uint8_t> early = session->checkpoint();
  session->trainEpochs(6);
  session->rewind(early);
  EXPECT_EQ(at(session->ask("history"), "epoch").numbers().back(), 4);
  session->setParameter(0, 3);
  session->trainEpochs(6);
  const auto direct = Session::create(json(small));
  direct->trainEpochs(4);
  direct->setParameter(0, 3);
  direct->trainEpochs(6);
  EXPECT_EQ(at(session->ask("history"), "trainLoss").numbers(), at(direct->ask("history"), "trainLoss").numbers());
}

TEST(SessionMemory, TheHistoryEndsWithTheParametersAsTheyAreNow) {
  const auto session = Session::create(json(small));
  session->trainEpochs(2);
  session->setParameters(std::vector<double>(testing::parameterCount(*session), 0.0));
  EXPECT_EQ(at(session->ask("history"), "trainLoss").numbers().back(),
            at(session->ask("progress"), "trainLoss").number());
}

TEST(SessionMemory, ADamagedCheckpointIsRefusedAtEveryLengthAndChangesNothing) {
  const auto session = Session::create(json(small));
  session->trainSteps(3);
  const std::vector<std::uint8_t> good = session->checkpoint();
  const std::vector<double> before = copy(session->ask("parameters"));
  for (std::size_t length = 0; length < good.size(); length += 13) {
    const std::vector<std::uint8_t> cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length));
    EXPECT_THROW(session->rewind(cut), ExperimentError) << length;
  }
  EXPECT_EQ(copy(session->ask("parameters")), before);
  session->rewind(good);
}

}  // namespace
}  // namespace gp::session_memory_test
