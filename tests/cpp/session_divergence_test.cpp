#include <cmath>

#include <gtest/gtest.h>

#include "json.h"
#include "session/session.h"
#include "session_parts.h"

namespace gp::session_divergence_test {
namespace {

using testing::at;
using testing::copy;
using testing::json;
using testing::reasonOf;

TEST(SessionDivergence, DivergenceStopsAtTheLastFiniteStateAndSaysWhy) {
  for (const char* rate : {"1e9", "300", "40"}) {
    const auto session = Session::create(
        json(std::string("{'task': 'regression', 'data': {'dataset': 'plane', 'samples': 200}, 'optimizer': {'name': "
                         "'sgd', 'learningRate': ") +
             rate + "}, 'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}}"));
    session->trainEpochs(2000);
    const Value progress = session->ask("progress");
    SCOPED_TRACE(rate);
    ASSERT_EQ(at(progress, "status").text(), "diverged");
    EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
    for (const double p : copy(session->ask("parameters"))) ASSERT_TRUE(std::isfinite(p));
    const std::string message = reasonOf(progress);
    EXPECT_NE(message.find(" at step "), std::string::npos) << message;
    EXPECT_NE(message.find("learning rate"), std::string::npos) << message;
    EXPECT_LT(at(progress, "step").number(), at(progress, "reason.values.step").number());
    const std::vector<double> kept = copy(session->ask("parameters"));
    session->trainSteps(5);
    EXPECT_EQ(copy(session->ask("parameters")), kept) << "a diverged run moves no further";
  }
}

TEST(SessionDivergence, ARunWhoseLastUpdateExplodesHasDivergedAndNotJustStopped) {
  // One update of relu layers at this rate: every parameter is finite, but the loss over the set no longer is.
  const auto session = Session::create(json(
      R"({'task': 'regression', 'batch': {'size': 'full'}, 'optimizer': {'name': 'sgd', 'learningRate': 1e12},
          'network': {'hidden': [{'units': 4, 'activation': 'relu'}, {'units': 4, 'activation': 'relu'}]},
          'stop': {'maxEpochs': 1}})"));
  const std::vector<double> start = copy(session->ask("parameters"));
  session->trainEpochs(1);
  const Value progress = session->ask("progress");
  EXPECT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_EQ(at(progress, "reason.values.step").number(), 1);
  EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
  EXPECT_EQ(copy(session->ask("parameters")), start) << "the last finite state";
}

TEST(SessionDivergence, ARunSavedOnTheWayDivergesToTheSameStateAfterwards) {
  // A cell of 1e30 breaks the loss of a batch in which most units are dropped, while that of all rows is finite.
  const Value experiment = json(
      R"({'data': {'inputs': [[0.21], [-0.36], [1e30], [-1.1]], 'targets': [3, 3, 0, 0], 'trainFraction': 1},
          'features': ['raw'], 'loss': 'cross-entropy',
          'network': {'hidden': [{'units': 5, 'activation': 'leaky-relu', 'dropout': 0.8812079181},
                                 {'units': 2, 'activation': 'tanh'}]}})");
  for (int saved = 0; saved < 6; ++saved) {
    const auto whole = Session::create(experiment);
    whole->trainSteps(saved);
    const auto restored = Session::restore(whole->save());
    whole->trainSteps(20);
    restored->trainSteps(20);
    ASSERT_EQ(at(whole->ask("progress"), "status").text(), "diverged");
    EXPECT_EQ(copy(whole->ask("parameters")), copy(restored->ask("parameters"))) << "saved after " << saved;
    EXPECT_EQ(at(whole->ask("history"), "step").numbers(), at(restored->ask("history"), "step").numbers());
  }
}

TEST(SessionDivergence, WhatTheLastUpdateChangedIsTheSameForARunSavedOnTheWay) {
  const Value experiment = json(
      R"({'data': {'dataset': 'saddle', 'samples': 56}, 'task': 'regression', 'precision': 'float64',
          'network': {'hidden': [{'units': 1, 'activation': 'leaky-relu'}, {'units': 1, 'activation': 'elu'}]},
          'optimizer': {'name': 'sgd', 'learningRate': 600}, 'batch': {'size': 17}})");
  // However close to the end it is saved, the growth of the last update is known.
  for (int saved = 1; saved < 6; ++saved) {
    const auto whole = Session::create(experiment);
    whole->trainSteps(saved);
    if (at(whole->ask("progress"), "status").text() == "diverged") break;
    const auto restored = Session::restore(whole->save());
    whole->trainSteps(20);
    restored->trainSteps(20);
    ASSERT_EQ(at(whole->ask("progress"), "status").text(), "diverged");
    EXPECT_EQ(copy(whole->ask("lastChange")), copy(restored->ask("lastChange"))) << "saved after " << saved;
    EXPECT_EQ(reasonOf(whole->ask("progress")), reasonOf(restored->ask("progress")));
  }
}

TEST(SessionDivergence, ARunSavedOnTheWayIsAfterwardsTheSameToTheByte) {
  // The smaller the rate, the more updates are looked back on. Two of them diverge soon after a multiple of 256
  // updates, where a state was kept.
  for (const char* rate : {"0.1216", "0.124", "0.127", "0.13", "0.2", "1"}) {
    const Value experiment =
        json(std::string("{'task': 'regression', 'data': {'dataset': 'plane', 'samples': 40}, 'batch':"
                         " {'size': 'full'}, 'network': {'hidden': []}, 'optimizer': {'name': "
                         "'sgd', 'learningRate': ") +
             rate + "}}");
    const auto whole = Session::create(experiment);
    whole->trainEpochs(2000);
    const Value saved = whole->save();
    const Value progress = whole->ask("progress");
    ASSERT_EQ(at(progress, "status").text(), "diverged") << rate;
    const int last = static_cast<int>(at(progress, "step").number());
    for (const int before : {1, 2, 5, 14, 15, 16, 17, 40}) {
      if (before > last) continue;
      const auto way = Session::create(experiment);
      way->trainEpochs((last - before) / 2);
      way->trainSteps(last - before - (last - before) / 2);
      const auto restored = Session::restore(way->save());
      EXPECT_EQ(at(restored->save(), "checksum").text(), at(way->save(), "checksum").text());
      restored->trainSteps(3000);
      EXPECT_EQ(reasonOf(restored->ask("progress")), reasonOf(progress))
          << rate << ", saved " << before << " updates before the last of " << last;
      EXPECT_EQ(at(restored->save(), "checksum").text(), at(saved, "checksum").text());
    }
  }
}

TEST(SessionDivergence, ADivergedRunGoesOnWithASmallerRate) {
  Value experiment = json(R"({'task': 'regression', 'data': {'dataset': 'plane', 'samples': 200},
      'optimizer': {'name': 'sgd', 'learningRate': 1e9}})");
  const auto session = Session::create(experiment);
  session->trainEpochs(5);
  ASSERT_EQ(at(session->ask("progress"), "status").text(), "diverged");
  experiment.set("optimizer", json("{'name': 'sgd', 'learningRate': 0.03}"));
  session->configure(experiment);
  EXPECT_EQ(at(session->position(), "status").text(), "training") << "a changed rate is another chance";
  session->reset();
  session->trainEpochs(30);
  EXPECT_LT(at(session->ask("progress"), "trainLoss").number(), 0.01);
}

TEST(SessionDivergence, ARunWhoseLossIsNoLongerFiniteIsOverWhenLookedAtOrSaved) {
  const auto session = Session::create(json(R"({'task': 'regression', 'data': {'dataset': 'plane'},
      'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}, 'optimizer': {'name': 'sgd', 'learningRate': 40}})"));
  session->trainSteps(3);
  const Value progress = session->ask("progress");
  EXPECT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
  EXPECT_TRUE(std::isfinite(at(Session::restore(session->save())->ask("progress"), "trainLoss").number()));
}

TEST(SessionDivergence, WhoeverLooksInBetweenIsToldTheSameEnd) {
  const char* const plane = "'task': 'regression', 'data': {'dataset': 'plane', 'samples': 60}, ";
  const char* const relu =
      "'network': {'hidden': [{'units': 4, 'activation': 'relu'}, {'units': 30, 'activation': "
      "'relu'}], 'seed': 6}, ";
  int diverged = 0;
  for (const char* rate : {"1e6", "30", "3"})
    for (const char* rest :
         {"'batch': {'size': 'full'}", "'batch': {'size': 7}", "'batch': {'size': 1}",
          "'batch': {'size': 7}, 'stop': {'patience': 50}", "'batch': {'size': 7}, 'stop': {'maxEpochs': 1}"}) {
      const Value experiment = json(std::string("{") + plane + relu +
                                    "'optimizer': {'name': 'sgd', 'learningRate': " + rate + "}, " + rest + "}");
      SCOPED_TRACE(std::string(rate) + " " + rest);
      const auto whole = Session::create(experiment);
      whole->trainSteps(400);
      const Value end = whole->ask("progress");
      const std::string status = at(end, "status").text();
      diverged += status == "diverged";
      for (const int each : {1, 2, 3, 5}) {
        const auto looked = Session::create(experiment);
        for (int steps = 0; steps < 400 && at(looked->ask("progress"), "status").text() != status; steps += each)
          looked->trainSteps(each);
        const Value seen = looked->ask("progress");
        EXPECT_EQ(reasonOf(seen), reasonOf(end)) << "every " << each;
        EXPECT_EQ(at(seen, "step").number(), at(end, "step").number()) << "every " << each;
        EXPECT_EQ(copy(looked->ask("parameters")), copy(whole->ask("parameters"))) << "every " << each;
      }
    }
  EXPECT_GE(diverged, 14);
}

/// A linear network with one hidden layer of two units on one row of two columns, its parameters all zero but `set`.
Value progressOfOneStep(const std::string& data, const std::string& rest,
                        const std::vector<std::pair<int, double>>& set) {
  const auto session = Session::create(json("{'task': 'regression', 'features': ['x', 'y'], 'data': {" + data +
                                            ", 'trainFraction': 1}, 'network': {'hidden': [{'units': 2, "
                                            "'activation': 'linear'}]}, " +
                                            rest + "}"));
  std::vector<double> parameters(testing::parameterCount(*session));
  for (const auto& [index, value] : set) parameters[static_cast<std::size_t>(index)] = value;
  session->setParameters(parameters);
  session->trainSteps(1);
  return session->ask("progress");
}

TEST(SessionDivergence, AGradientThatOverflowsIsNamedAsSuchWithItsWeight) {
  // Loss 1e36 / 2; δ of the output −1e18, of the second hidden unit −1e18·w, times the second column: −1e43.
  for (const char* clipping : {"null", "{'norm': 1}"}) {
    const Value progress = progressOfOneStep(
        "'inputs': [[0, 1e25]], 'targets': [1e18]",
        std::string("'optimizer': {'name': 'sgd', 'learningRate': 0.1}, 'gradientClipping': ") + clipping, {{7, 1}});
    ASSERT_EQ(at(progress, "status").text(), "diverged");
    EXPECT_EQ(reasonOf(progress),
              "a gradient became -Infinity at step 1 (layer 1, neuron 2, weight of input 2); learning rate 0.1");
    EXPECT_EQ(at(progress, "reason.values.quantity").text(), "gradient");
    EXPECT_EQ(at(progress, "step").number(), 0);
  }
}

TEST(SessionDivergence, AParameterThatOverflowsByAFiniteGradientIsNamedAsSuch) {
  // The gradient of the output's bias is −1e18 and that of the weight −1e18·1e12; the rate makes 1e39 of it.
  const Value progress = progressOfOneStep("'inputs': [[1e12, 0]], 'targets': [1e18]",
                                           "'optimizer': {'name': 'sgd', 'learningRate': 1e9}", {{6, 1}});
  ASSERT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_EQ(reasonOf(progress),
            "a parameter became Infinity at step 1 (layer 1, neuron 1, weight of input 1); learning rate 1e+09");
}

TEST(SessionDivergence, ALossThatOverflowsNamesTheFirstUnitThatDid) {
  const Value progress = progressOfOneStep("'inputs': [[1e20, 0]], 'targets': [1]",
                                           "'optimizer': {'name': 'sgd', 'learningRate': 0.1}", {{2, 1e20}});
  ASSERT_EQ(at(progress, "status").text(), "diverged");
  const std::string message = reasonOf(progress);
  EXPECT_NE(message.find(" at step 1 (first in layer 1, neuron 2); learning rate 0.1"), std::string::npos) << message;
  EXPECT_EQ(message.find("loss became "), 0U) << message;
}

}  // namespace
}  // namespace gp::session_divergence_test
