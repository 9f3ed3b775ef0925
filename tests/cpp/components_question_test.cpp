/// The question `components`: whose rows it takes, standardised or not, and what it refuses.
#include <cmath>

#include <gtest/gtest.h>

#include "analysis/spectrum/principal_components.h"
#include "base/english.h"
#include "session_parts.h"

namespace gp::components_question_test {
namespace {

using testing::at;
using testing::copy;
using testing::json;
using Numbers = std::vector<double>;

const char* const iris = "{'data': {'dataset': 'iris', 'samples': 150, 'trainFraction': 0.8}, 'features': ['raw']}";

Value components(Session& session, const std::string& arguments) { return session.ask("components", json(arguments)); }

TEST(ComponentsQuestion, OfAPartAreThoseOfItsRowsInDataSpace) {
  const auto session = Session::create(
      json("{'precision': 'float64', 'data': {'dataset': 'iris', 'trainFraction': 0.8}, 'features': ['raw']}"));
  for (const std::string part : {"train", "test"}) {
    const Numbers rows = copy(at(session->ask("data"), part + "Inputs"));
    const PrincipalComponents wanted = principalComponents(rows, 4, 3);
    const Value found = components(*session, "{'part': '" + part + "', 'count': 3}");
    EXPECT_EQ(at(found, "columns").number(), 4);
    EXPECT_EQ(at(found, "count").number(), 3);
    EXPECT_EQ(copy(at(found, "mean")), wanted.mean);
    EXPECT_EQ(copy(at(found, "scale")), Numbers(4, 1));
    EXPECT_EQ(copy(at(found, "directions")), wanted.components);
    EXPECT_EQ(copy(at(found, "variances")), wanted.variances);
    EXPECT_EQ(copy(at(found, "shares")), wanted.shares);
    EXPECT_EQ(copy(at(found, "projections")), wanted.projections);
  }
}

TEST(ComponentsQuestion, OfStandardizedRowsGiveEveryColumnTheSameSay) {
  // The second column is the first one a thousand times, the third goes its own way and never varies with them.
  const auto session = Session::create(json(
      "{'data': {'inputs': [[1, 1000, 2], [-1, -1000, 2], [1, 1000, -2], [-1, -1000, -2]], 'targets': [0, 1, 0, 1],"
      " 'trainFraction': 1}, 'features': ['raw']}"));
  const Value plain = components(*session, "{'part': 'train'}");
  EXPECT_NEAR(copy(at(plain, "shares"))[0], 1, 1e-5) << "thousands decide";
  const Value found = components(*session, "{'part': 'train', 'standardize': true}");
  EXPECT_EQ(copy(at(found, "scale")), (Numbers{1, 1000, 2}));
  const Numbers directions = copy(at(found, "directions"));
  EXPECT_NEAR(directions[0], std::sqrt(0.5), 1e-14);
  EXPECT_NEAR(directions[1], std::sqrt(0.5), 1e-14);
  EXPECT_NEAR(directions[5], 1, 1e-14);
  // Variances over rows − 1: two columns of deviation 1 together, 2·4/3, and one alone, 4/3.
  EXPECT_NEAR(copy(at(found, "variances"))[0], 8.0 / 3, 1e-14);
  EXPECT_NEAR(copy(at(found, "shares"))[1], 1.0 / 3, 1e-14);
}

TEST(ComponentsQuestion, RestoreTheRowsAlsoWhereTheyWereStandardized) {
  const auto session = Session::create(json(iris));
  const Numbers rows = copy(at(session->ask("data"), "trainInputs"));
  const Value found = components(*session, "{'part': 'train', 'count': 4, 'standardize': true}");
  const Numbers mean = copy(at(found, "mean"));
  const Numbers scale = copy(at(found, "scale"));
  const Numbers directions = copy(at(found, "directions"));
  const Numbers projections = copy(at(found, "projections"));
  ASSERT_EQ(projections.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t c = i % 4;
    double value = 0;
    for (std::size_t k = 0; k < 4; ++k) value += projections[i - c + k] * directions[k * 4 + c];
    EXPECT_NEAR(mean[c] + scale[c] * value, rows[i], 1e-6) << "the rows are handed out as float32";
  }
}

TEST(ComponentsQuestion, OfARunsParametersAreThePlaneInWhichItMoved) {
  const auto session = Session::create(json(testing::small));
  const std::size_t width = testing::parameterCount(*session);
  Numbers noted;
  for (int moment = 0; moment < 6; ++moment) {
    const Numbers parameters = copy(session->ask("parameters"));
    noted.insert(noted.end(), parameters.begin(), parameters.end());
    session->trainEpochs(5);
  }
  const Value found = testing::ask(*session, "components", "parameters", Value(noted));
  EXPECT_EQ(at(found, "columns").number(), static_cast<double>(width));
  EXPECT_EQ(copy(at(found, "directions")).size(), 2 * width);
  EXPECT_EQ(copy(at(found, "projections")).size(), 12U);
  const Numbers shares = copy(at(found, "shares"));
  EXPECT_GT(shares[0], shares[1]);
  EXPECT_GT(shares[0] + shares[1], 0.8) << "a run bends less than it goes on";
  EXPECT_EQ(copy(at(found, "projections")),
            principalComponents(noted, static_cast<std::ptrdiff_t>(width), 2).projections);
}

TEST(ComponentsQuestion, OfPointsOnALineIsOneDirection) {
  const auto session = Session::create(json(testing::small));
  const Value found = components(*session, "{'points': [[-2, -2], [1, 2], [4, 6]]}");
  EXPECT_EQ(at(found, "count").number(), 1);
  EXPECT_NEAR(copy(at(found, "directions"))[0], 0.6, 1e-15);
  EXPECT_EQ(at(components(*session, "{'points': [[1, 2], [3, 4]]}"), "count").number(), 1)
      << "two rows have no second direction to ask for";
}

TEST(ComponentsQuestion, RefusesWhatItCannotAnswer) {
  const auto session = Session::create(json("{'data': {'samples': 40, 'trainFraction': 1}}"));
  const auto refusedWith = [&](const std::string& arguments) {
    try {
      components(*session, arguments);
    } catch (const ExperimentError& error) {
      return english(error);
    }
    return std::string("nothing");
  };
  EXPECT_EQ(refusedWith("{}"), "arguments hold 0 of part, points, parameters, allowed exactly one");
  EXPECT_EQ(refusedWith("{'part': 'train', 'points': [[1, 2], [3, 4]]}"),
            "arguments hold 2 of part, points, parameters, allowed exactly one");
  EXPECT_EQ(refusedWith("{'part': 'test'}"), "part has 0 rows, allowed 2 to 1000000");
  EXPECT_EQ(refusedWith("{'part': 'all'}"), "part is \"all\", allowed train, test");
  EXPECT_EQ(refusedWith("{'points': [[1, 2]]}"), "points has 1 rows, allowed 2 to 1000000");
  EXPECT_EQ(refusedWith("{'points': [[1, 2, 3], [1, 2, 3]]}"), "points[0] has 3 numbers, allowed 2");
  EXPECT_EQ(refusedWith("{'part': 'train', 'count': 3}"), "count is 3, allowed whole numbers from 1 to 2");
  EXPECT_EQ(refusedWith("{'part': 'train', 'count': 1.5}"), "count is 1.5, allowed whole numbers from 1 to 2");
  EXPECT_EQ(refusedWith("{'part': 'train', 'standardize': 1}"), "standardize is 1, allowed true or false");
}

}  // namespace
}  // namespace gp::components_question_test
