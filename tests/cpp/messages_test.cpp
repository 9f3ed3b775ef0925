#include "base/messages.h"

#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "base/english.h"
#include "base/error.h"

namespace gp::messages_test {
namespace {

TEST(EveryMessage, HasAnIdOfItsOwnAndIsFoundByIt) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < messages().size(); ++i) {
    const auto message = static_cast<Message>(i);
    EXPECT_TRUE(ids.insert(idOf(message)).second) << idOf(message);
    EXPECT_EQ(messageOf(idOf(message)), message);
    EXPECT_FALSE(english(message, {}).empty());
  }
  EXPECT_THROW(messageOf("nobodySaysThis"), std::out_of_range);
}

TEST(English, PutsValuesInTheirPlaces) {
  EXPECT_EQ(english(Message::notInRange, {{"given", -1}, {"min", 1}, {"max", 1024}}), "is -1, allowed 1 to 1024");
  EXPECT_EQ(
      english(Message::notOneOf, {{"given", "tan"}, {"allowed", namesOf(std::vector<const char*>{"relu", "tanh"})}}),
      "is \"tan\", allowed relu, tanh");
  EXPECT_EQ(english(Message::notNumber, {{"given", shown(Value::list())}}), "is a list, allowed a number");
  EXPECT_EQ(english(Message::notNumber, {{"given", shown(Value())}}), "is null, allowed a number");
  EXPECT_EQ(english(Message::notNumber, {{"given", true}}), "is true, allowed a number");
  EXPECT_EQ(english(Message::notText, {{"given", std::numeric_limits<double>::quiet_NaN()}}), "is NaN, allowed a text");
}

TEST(English, CutsOffWhatWasGivenWhereItIsLong) {
  EXPECT_EQ(english(Message::twice, {{"given", std::string(50, 'a')}}),
            "is \"" + std::string(40, 'a') + "…\" a second time");
}

TEST(English, DoesNotTakeWhatWasGivenForAPlace) {
  EXPECT_EQ(english(Message::notInRange, {{"given", "{max}"}, {"min", 0}, {"max", 1}}), "is \"{max}\", allowed 0 to 1");
}

TEST(PlainNumber, WritesWholeNumbersInFullWhereTheShortFormWouldRoundThem) {
  EXPECT_EQ(plainNumber(4294967295.0), "4294967295");
  EXPECT_EQ(plainNumber(1e9), "1e+09");
  EXPECT_EQ(plainNumber(1e-12), "1e-12");
  EXPECT_EQ(plainNumber(-0.5), "-0.5");
}

TEST(ExperimentErrorOfAMessage, SaysItsPathAndItsEnglishAndKeepsIdAndValues) {
  const ExperimentError error("batch.size", Message::notExactly, {{"given", 3}, {"only", 2}});
  EXPECT_EQ(english(error), "batch.size is 3, allowed 2");
  EXPECT_EQ(error.path(), "batch.size");
  EXPECT_EQ(error.message(), Message::notExactly);
  EXPECT_EQ(toValue(error.values()).get("only")->number(), 2);
}

}  // namespace
}  // namespace gp::messages_test
