#include "train/checkpoint.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "base/sealed.h"
#include "exchange/experiment.h"
#include "json.h"
#include "train/run.h"

namespace gp::checkpoint_test {
namespace {

using Bytes = std::vector<std::uint8_t>;

Experiment smallExperiment() {
  return decodeExperiment(testing::json(R"({'data': {'dataset': 'circle', 'samples': 24}, 'batch': {'size': 5},
      'optimizer': {'name': 'adam'}, 'stop': {'patience': 50},
      'network': {'hidden': [{'units': 3, 'activation': 'tanh', 'dropout': 0.2}]}})"));
}

/// Ten updates of it: 12 training rows, three updates an epoch.
struct SmallRun : Run<float> {
  explicit SmallRun(const Experiment& experiment = smallExperiment()) : Run(experiment, prepareData(experiment)) {
    trainSteps(10);
  }
};

std::uint32_t versionOf(const Bytes& checkpoint) {
  std::uint32_t version = 0;
  std::memcpy(&version, checkpoint.data() + 8, sizeof version);
  return version;
}

/// The content with a change, sealed again: damage that no checksum shows.
Bytes sealedAgain(const Bytes& checkpoint, const std::function<void(Bytes&)>& change) {
  Bytes content(checkpoint.begin() + sealSize, checkpoint.end());
  change(content);
  return seal({reinterpret_cast<const char*>(checkpoint.data()), 8}, versionOf(checkpoint), content);
}

/// Where cursor, epoch and step stand in the content, three numbers of eight bytes.
std::size_t countersOf(const Bytes& content, const DescentState<float>& state) {
  const std::int64_t counters[] = {state.cursor, state.epoch, state.step};
  for (std::size_t at = 0; at + sizeof counters <= content.size(); ++at)
    if (std::memcmp(content.data() + at, counters, sizeof counters) == 0) return at;
  ADD_FAILURE() << "no counters";
  return 0;
}

template <class N>
void put(Bytes& bytes, std::size_t at, N number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
}

TEST(Checkpoint, RefusesCountersThatNoRunReaches) {
  SmallRun run;
  const Bytes good = run.checkpoint();
  const std::int64_t cursor = run.descent().state().cursor;
  const std::int64_t wrong[][3] = {
      {-1, 3, 10},
      {12, 3, 10},
      {cursor, -1, 10},
      {cursor, 3, -1},
      {cursor, 3, 3},     // an epoch begun without an update
      {cursor, 11, 10},   // more epochs than updates
      {cursor, 3, 1000},  // more updates than rows
      {cursor, 3, 9007199254740992},
      {cursor, 9007199254740992, 9007199254740991},
      {cursor, 4611686018427387904, 4611686018427387905},
  };
  for (const auto& counters : wrong) {
    const Bytes bad = sealedAgain(good, [&](Bytes& content) {
      const std::size_t at = countersOf(content, run.descent().state());
      for (std::size_t i = 0; i < 3; ++i) put(content, at + 8 * i, counters[i]);
    });
    EXPECT_THROW(run.rewind(bad), ExperimentError) << counters[0] << " " << counters[1] << " " << counters[2];
  }
  EXPECT_EQ(run.checkpoint(), good);
}

TEST(Checkpoint, RefusesAGeneratorOfZeros) {
  SmallRun run;
  const Random::State generators[] = {run.descent().state().batches, run.descent().state().dropout};
  for (const Random::State& generator : generators) {
    const Bytes bad = sealedAgain(run.checkpoint(), [&](Bytes& content) {
      for (std::size_t at = 0; at + sizeof generator <= content.size(); ++at) {
        if (std::memcmp(content.data() + at, &generator, sizeof generator) != 0) continue;
        put(content, at, Random::State{0, 0});
        return;
      }
      ADD_FAILURE() << "no generator";
    });
    EXPECT_THROW(run.rewind(bad), ExperimentError);
  }
}

TEST(Checkpoint, TellsALaterVersionFromDamage) {
  SmallRun run;
  const Bytes good = run.checkpoint();
  const Bytes later =
      seal({reinterpret_cast<const char*>(good.data()), 8}, versionOf(good) + 1, {good.begin() + sealSize, good.end()});
  try {
    run.rewind(later);
    FAIL() << "nothing was thrown";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.message(), Message::otherVersion);
  }
}

TEST(Checkpoint, RefusesEarlierWeightsThatNoRunHas) {
  SmallRun run;
  const Bytes good = run.checkpoint();
  // Behind ten updates: the start and the eight after it, of which the list stands last.
  constexpr std::size_t count = 9;
  const std::size_t list = good.size() - sealSize - 8 * (count + 1);
  const auto withNumber = [&](std::size_t at, auto number) {
    return sealedAgain(good, [&](Bytes& content) { put(content, at, number); });
  };
  ASSERT_EQ(withNumber(list, std::uint64_t{count}), good);
  for (const double wrong : {-1.0, HUGE_VAL, std::nan("")})
    EXPECT_THROW(run.rewind(withNumber(list + 8 * count, wrong)), ExperimentError) << wrong;
  const auto withCount = [&](std::size_t entries) {
    return sealedAgain(good, [&](Bytes& content) {
      put(content, list, std::uint64_t{entries});
      content.resize(list + 8 * (entries + 1));
    });
  };
  EXPECT_THROW(run.rewind(withCount(count + 1)), ExperimentError) << "more than updates";
  EXPECT_THROW(run.rewind(withNumber(list, std::uint64_t{1} << 61)), ExperimentError);
  EXPECT_EQ(run.checkpoint(), good);
  run.rewind(withCount(count - 1));
  EXPECT_EQ(run.checkpoint(), withCount(count - 1));
}

TEST(Checkpoint, RefusesAReasonThatLacksWhatItSpeaksOf) {
  Experiment experiment = smallExperiment();
  experiment.stop.maxEpochs = 2;
  SmallRun run(experiment);
  ASSERT_EQ(run.status(), Status::stopped);
  const Bytes good = run.checkpoint();
  const auto misnamed = [&](const std::string& text, const std::string& other) {
    return sealedAgain(good, [&](Bytes& content) {
      const auto at = std::search(content.begin(), content.end(), text.begin(), text.end());
      ASSERT_NE(at, content.end()) << text;
      std::copy(other.begin(), other.end(), at);
    });
  };
  for (const char* value : {"epoch", "limit"})
    EXPECT_THROW(run.rewind(misnamed(value, "other")), ExperimentError) << value;
  EXPECT_THROW(run.rewind(misnamed("stoppedMaxEpochs", "stoppedTrainLoss")), ExperimentError) << "speaks of a loss";
  EXPECT_EQ(run.checkpoint(), good);
}

/// Whatever is accepted can be saved, restored and trained on, and ends.
TEST(Checkpoint, WhateverIsAcceptedIsGivenBackAndTrains) {
  SmallRun run;
  const Bytes good = run.checkpoint();
  Random random(7, Random::Purpose::analysis);
  int accepted = 0;
  for (int i = 0; i < 4000; ++i) {
    const Bytes damaged = sealedAgain(good, [&](Bytes& content) {
      const std::uint32_t changes = 1 + random.below(3);
      for (std::uint32_t c = 0; c < changes; ++c) {
        const std::uint32_t at = random.below(static_cast<std::uint32_t>(content.size()));
        content[at] = static_cast<std::uint8_t>(random.below(256));
      }
    });
    run.rewind(good);
    try {
      run.rewind(damaged);
    } catch (const ExperimentError&) {
      EXPECT_EQ(run.checkpoint(), good);
      continue;
    }
    ++accepted;
    run.settle();
    const Bytes given = run.checkpoint();
    run.rewind(given);
    EXPECT_EQ(run.checkpoint(), given);
    run.trainSteps(5);
    run.rewind(run.checkpoint());
  }
  EXPECT_GT(accepted, 100) << "most bytes are of numbers, and any number will do";
}

}  // namespace
}  // namespace gp::checkpoint_test
