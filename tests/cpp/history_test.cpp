#include "train/history.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/error.h"

namespace gp::history_test {
namespace {

HistoryEntry entryOf(double epoch) {
  HistoryEntry entry;
  entry.epoch = epoch;
  entry.step = 10 * epoch;
  entry.trainLoss = 1 / (1 + epoch);
  entry.testLoss = 2 / (1 + epoch);
  entry.trainMetric = 0.25;
  entry.testMetric = 0.125;
  entry.trainError = 3;
  entry.testError = 4;
  entry.learningRate = 0.03;
  return entry;
}

void record(History& history, int first, int last) {
  for (int epoch = first; epoch <= last; ++epoch) {
    const double norms[2] = {0.5 * epoch, 0.25 * epoch};
    history.add(entryOf(epoch), norms);
  }
}

TEST(History, KeepsEveryEpochWhileThereIsRoom) {
  History history(2, 8);
  record(history, 0, 7);
  ASSERT_EQ(history.size(), 8);
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(history.entry(i).epoch, i);
    EXPECT_EQ(history.entry(i).testLoss, 2.0 / (1 + i));
    EXPECT_EQ(history.gradientNorm(i, 1), 0.25 * i);
  }
}

TEST(History, KeepsFirstAndLastAndEvenlySpacedEpochsBetween) {
  for (const int capacity : {3, 8, 9, 100}) {
    History history(2, capacity);
    for (int epoch = 0; epoch <= 1000; ++epoch) {
      record(history, epoch, epoch);
      ASSERT_LE(history.size(), capacity);
      ASSERT_EQ(history.entry(0).epoch, 0);
      ASSERT_EQ(history.entry(history.size() - 1).epoch, epoch);
      for (int i = 0; i + 1 < history.size(); ++i)
        ASSERT_EQ(history.entry(i).epoch, static_cast<double>(i * history.stride()));
      // No thinner than needed: at least a third of the room is used once it has been full.
      ASSERT_TRUE(epoch < capacity || 3 * history.size() >= capacity) << epoch;
    }
  }
}

TEST(History, HandsOutColumnsOfEqualLength) {
  History history(2, 8);
  record(history, 0, 20);
  const Value value = history.toValue(true, true);
  for (const char* name : {"epoch", "step", "trainLoss", "testLoss", "trainMetric", "testMetric", "trainError",
                           "testError", "learningRate"}) {
    ASSERT_NE(value.get(name), nullptr) << name;
    EXPECT_EQ(value.get(name)->numbers().size(), static_cast<std::size_t>(history.size())) << name;
  }
  EXPECT_EQ(value.get("epoch")->numbers().back(), 20);
  EXPECT_EQ(value.get("step")->numbers().back(), 200);
  EXPECT_EQ(value.get("learningRate")->numbers().back(), 0.03);
  ASSERT_EQ(value.get("gradientNorms")->items().size(), 2U);
  EXPECT_EQ(value.get("gradientNorms")->items()[1].numbers().back(), 5);
}

TEST(History, HasNullsWithoutATestPartAndNoErrorsForClasses) {
  History history(1, 8);
  const double norm = 1;
  HistoryEntry entry = entryOf(0);
  entry.testLoss = entry.testMetric = std::numeric_limits<double>::quiet_NaN();
  history.add(entry, &norm);
  const Value value = history.toValue(false, false);
  for (const char* name : {"testLoss", "testMetric"}) {
    ASSERT_EQ(value.get(name)->items().size(), 1U);
    EXPECT_TRUE(value.get(name)->items()[0].is(Value::Kind::null));
  }
  EXPECT_EQ(value.get("trainError"), nullptr);
  EXPECT_EQ(value.get("testError"), nullptr);
}

TEST(History, GoesOnFromASavedOneAsIfNeverInterrupted) {
  for (const int pause : {0, 1, 5, 8, 9, 16, 23}) {
    History whole(2, 8);
    record(whole, 0, 99);
    History first(2, 8);
    record(first, 0, pause - 1);
    History second(2, 8);
    record(second, 0, 3);  // is forgotten
    second.restore(first.save(), "snapshot.history");
    record(second, pause, 99);
    EXPECT_EQ(second.save(), whole.save()) << pause;
  }
}

TEST(History, SaysWhichEpochsItWouldKeep) {
  History history(2, 8);
  record(history, 0, 8);
  ASSERT_EQ(history.stride(), 2);
  EXPECT_TRUE(history.wants(10));
  EXPECT_FALSE(history.wants(11));
  History sparing(2, 8);  // records only what is wanted, and the end
  for (int epoch = 0; epoch <= 101; ++epoch)
    if (sparing.wants(epoch) || epoch == 101) record(sparing, epoch, epoch);
  record(history, 9, 101);
  EXPECT_EQ(sparing.save(), history.save());
}

TEST(History, LetsAMomentWithinAnEpochGiveWay) {
  History history(1, 8);
  const double norm = 1;
  for (const double epoch : {0.0, 0.5, 0.75, 1.0, 1.5}) history.add(entryOf(epoch), &norm);
  ASSERT_EQ(history.size(), 3);
  EXPECT_EQ(history.entry(1).epoch, 1);
  EXPECT_EQ(history.entry(2).epoch, 1.5);
}

TEST(History, ForgetsWhatCameAfterAStep) {
  History history(2, 32);
  record(history, 0, 20);
  history.dropAfter(entryOf(7.5));
  EXPECT_EQ(history.size(), 8);
  EXPECT_EQ(history.entry(7).step, 70);
}

TEST(History, HasRoomEvenWhereEpochsAreMissing) {
  History history(1, 4);
  const double norm = 1;
  for (const double epoch : {0.0, 16.0, 32.0, 48.0, 64.0}) history.add(entryOf(epoch), &norm);
  EXPECT_LE(history.size(), 4);
  EXPECT_EQ(history.entry(0).epoch, 0);
  EXPECT_EQ(history.entry(history.size() - 1).epoch, 64);
}

TEST(History, HandsOutOnlyWhatIsNew) {
  History history(2, 8);
  record(history, 0, 5);
  EXPECT_EQ(history.toValue(false, true, 4).get("epoch")->numbers(), (std::vector<double>{4, 5}));
  EXPECT_EQ(history.toValue(false, true, 4).get("gradientNorms")->items()[0].numbers().size(), 2U);
}

TEST(History, StartsAfreshAfterClear) {
  History history(2, 8);
  record(history, 0, 50);
  history.clear();
  EXPECT_EQ(history.size(), 0);
  record(history, 0, 3);
  History fresh(2, 8);
  record(fresh, 0, 3);
  EXPECT_EQ(history.save(), fresh.save());
}

TEST(History, RefusesNumbersThatAreNoHistoryAndStaysAsItWas) {
  History history(2, 8);
  record(history, 0, 20);
  const std::vector<double> before = history.save();
  History other(3, 8);
  History roomier(2, 16);
  std::vector<std::vector<double>> refused = {{},     {2, 8}, other.save(), roomier.save(), before, before,
                                              before, before, before,       before,         before, before};
  refused[4].pop_back();
  refused[5][2] = 1e9;                                       // entries
  refused[6][3] = 0;                                         // stride
  refused[7][4] = std::numeric_limits<double>::quiet_NaN();  // the first epoch
  refused[8][4 + 11] = 0;                                    // the second epoch, again the first
  refused[9][4 + 11] = 1;                                    // no multiple of the stride
  refused[10][4 + 11 + 1] = 0;                               // the second step, again the first
  refused[11][4 + 1] = -1;                                   // a step before the first
  for (std::size_t i = 0; i < refused.size(); ++i) {
    try {
      history.restore(refused[i], "snapshot.history");
      FAIL() << "nothing was thrown for " << i;
    } catch (const ExperimentError& error) {
      EXPECT_EQ(error.path(), "snapshot.history");
    }
    EXPECT_EQ(history.save(), before);
  }
}

}  // namespace
}  // namespace gp::history_test
