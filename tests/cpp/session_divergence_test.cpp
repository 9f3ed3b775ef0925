#include <cmath>

#include <gtest/gtest.h>

#include "json.h"
#include "session.h"
#include "session_parts.h"

namespace gp {
namespace {

using testing::at;
using testing::copy;
using testing::json;

TEST(SessionDivergence, DivergenceStopsAtTheLastFiniteStateAndSaysWhy) {
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

TEST(SessionDivergence, ARunWhoseLastUpdateExplodesHasDivergedAndNotJustStopped) {
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

TEST(SessionDivergence, ADivergedRunGoesOnWithASmallerRate) {
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

TEST(SessionDivergence, ARunWhoseLossIsNoLongerFiniteIsOverWhenLookedAtOrSaved) {
  const auto session = Session::create(json(R"({'task': 'regression', 'data': {'dataset': 'plane'},
      'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}, 'optimizer': {'name': 'sgd', 'learningRate': 40}})"));
  session->trainSteps(3);
  const Value progress = session->progress();
  EXPECT_EQ(at(progress, "status").text(), "diverged");
  EXPECT_TRUE(std::isfinite(at(progress, "trainLoss").number()));
  EXPECT_TRUE(std::isfinite(at(Session::restore(session->save())->progress(), "trainLoss").number()));
}

}  // namespace
}  // namespace gp
