#include "base/checksum.h"

#include <string>

#include <gtest/gtest.h>

#include "json.h"

namespace gp::checksum_test {
namespace {

std::uint32_t of(const char* text) { return Checksum().add(testing::json(text)).value(); }

TEST(Checksum, IsTheCrc32OfZlib) {
  const std::string digits = "123456789";  // the check value of every catalogue of CRCs
  EXPECT_EQ(Checksum().add(digits.data(), digits.size()).value(), 0xcbf43926U);
  EXPECT_EQ(Checksum().value(), 0U);
  EXPECT_EQ(Checksum().add(digits.data(), 4).add(digits.data() + 4, 5).value(), 0xcbf43926U);
}

TEST(Checksum, OfAValueDependsOnAllOfItButTheOrderOfItsMembers) {
  const char* const different[] = {"null",
                                   "true",
                                   "false",
                                   "0",
                                   "1",
                                   "''",
                                   "'a'",
                                   "[]",
                                   "{}",
                                   "[1, 2]",
                                   "[2, 1]",
                                   "[[1], [2]]",
                                   "[[1, 2]]",
                                   "{'a': 1}",
                                   "{'a': 2}",
                                   "{'b': 1}",
                                   "{'a': 1, 'b': 2}",
                                   "{'a': 2, 'b': 1}",
                                   "['a']",
                                   "{'a': [1]}"};
  for (const char* a : different)
    for (const char* b : different) EXPECT_EQ(of(a) == of(b), a == b) << a << " " << b;
  EXPECT_EQ(of("{'a': 1, 'b': [1, 2]}"), of("{'b': [1, 2], 'a': 1}"));
}

TEST(Checksum, OfAListDoesNotDependOnHowItIsHeld) {
  Value list = Value::list();
  list.push(1);
  list.push(2);
  EXPECT_EQ(Checksum().add(list).value(), Checksum().add(Value(std::vector<double>{1, 2})).value());
}

}  // namespace
}  // namespace gp::checksum_test
