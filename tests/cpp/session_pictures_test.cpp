#include <gtest/gtest.h>

#include "json.h"
#include "session/session.h"
#include "session_parts.h"

namespace gp::session_pictures_test {
namespace {

using testing::copy;
using testing::json;
using testing::request;
using testing::small;

TEST(SessionPictures, FieldEqualsPredictToTheBitAtCellCentres) {
  const auto session = Session::create(json(small));
  session->trainEpochs(20);
  for (const int width : {5, 37, 300}) {
    Grid grid;
    grid.width = width;
    grid.height = 3;
    const std::vector<double> field = copy(session->ask("field", request(grid)));
    ASSERT_EQ(field.size(), static_cast<std::size_t>(width * 3));
    std::vector<double> points;
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < width; ++i) {
        points.push_back(-6 + (i + 0.5) * 12 / width);
        points.push_back(6 - (j + 0.5) * 12 / 3);
      }
    EXPECT_EQ(field, copy(testing::ask(*session, "predict", "points", points))) << width;
    grid.axisX = 1;
    grid.axisY = 0;
    EXPECT_NE(copy(session->ask("field", request(grid))), field) << "exchanged axes";
  }
}

TEST(SessionPictures, AFieldOverDirectionsEqualsPredictToTheBitAtItsOwnPoints) {
  const auto session = Session::create(json(R"({'data': {'dataset': 'iris'}})"));
  session->trainEpochs(3);
  const std::vector<double> at = {5.5, 3, 4, 1.25};
  const std::vector<double> directions = {1, 0.25, -2, 0.5, /* up */ 0.125, 1, 0.75, -1};
  Value request = Value::object().set("width", 8).set("height", 2);
  const std::vector<double> field = copy(session->ask("field", request.set("at", at).set("directions", directions)));
  std::vector<double> points;
  for (const double up : {0.5, -0.5})
    for (int i = 0; i < 8; ++i)
      for (std::size_t c = 0; c < 4; ++c)
        points.push_back(at[c] + ((2 * i + 1.0) / 8 - 1) * directions[c] + up * directions[4 + c]);
  const std::vector<double> said = copy(testing::ask(*session, "predict", "points", points));
  ASSERT_EQ(field.size(), said.size());
  const std::size_t outputs = said.size() / 16;
  ASSERT_EQ(outputs, 3U);
  for (std::size_t k = 0; k < outputs; ++k)
    for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(field[k * 16 + i], said[i * outputs + k]) << k << ", " << i;
}

TEST(SessionPictures, DirectionsThatAreNotTwoOrStandBesideAxesAreRefused) {
  const auto session = Session::create(json(small));
  const auto pathOf = [&](const Value& request) {
    try {
      session->ask("field", request);
    } catch (const ExperimentError& error) {
      return error.path();
    }
    return std::string("accepted");
  };
  const auto request = [](std::vector<double> directions) {
    return Value::object().set("width", 4).set("height", 4).set("directions", std::move(directions));
  };
  EXPECT_EQ(pathOf(request({1, 0, 0, 1})), "accepted");
  EXPECT_EQ(pathOf(request({1, 0})), "directions");
  EXPECT_EQ(pathOf(request({1, 0, 0, 1, 1, 1})), "directions");
  EXPECT_EQ(pathOf(request({1, 0, 0})), "directions");
  EXPECT_EQ(pathOf(request({1, 0, 0, 1}).set("axes", std::vector<double>{0, 1})), "arguments");
}

TEST(SessionPictures, ThumbnailsAreBlockMeansOfEveryNeuronsField) {
  const auto session = Session::create(json(R"({'data': {'samples': 60}, 'features': ['x', 'y', 'x*y'],
      'network': {'hidden': [{'units': 3}, {'units': 2}]}})"));
  session->trainEpochs(2);
  Grid grid;
  grid.width = 60;
  grid.height = 40;
  const int side = 20;
  const View view = session->view(request(grid, side));
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
      const std::vector<double> field = copy(session->ask("field", request(grid, asked)));
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
  const std::vector<double> output = copy(session->ask("field", request(grid)));
  for (std::size_t i = 0; i < plane.size(); ++i) ASSERT_EQ(plane[i], static_cast<float>(output[i]));
}

/// The features' pictures are kept from one view to the next: only where grid and size are the same.
TEST(SessionPictures, ThumbnailsDoNotDependOnWhatWasDrawnBefore) {
  struct Asked {
    int width, height, side;
  };
  const auto grid = [](const Asked& asked) {
    Grid grid;
    grid.width = asked.width;
    grid.height = asked.height;
    return grid;
  };
  const auto thumbnails = [&](Session& session, const Asked& asked) {
    const View view = session.view(request(grid(asked), asked.side));
    return std::vector<float>(view.thumbnails, view.thumbnails + view.neuronCount * asked.side * asked.side);
  };
  const auto session = Session::create(json(small));
  const std::vector<Asked> order = {{100, 100, 25}, {100, 100, 25}, {100, 100, 20}, {100, 100, 25}, {60, 40, 20},
                                    {100, 100, 25}, {40, 60, 20},   {60, 40, 10},   {60, 40, 10}};
  for (const Asked& asked : order) {
    session->trainEpochs(1);
    const std::vector<float> cells = thumbnails(*session, asked);
    session->ask("field", request(grid({7, 7, 0})));  // another grid in between, without small pictures
    const auto fresh = Session::create(json(small));
    fresh->setParameters(copy(session->ask("parameters")));
    EXPECT_EQ(cells, thumbnails(*fresh, asked)) << asked.width << " x " << asked.height << ", " << asked.side;
  }
  const std::vector<float> cells = thumbnails(*session, order[0]);
  EXPECT_EQ(cells, thumbnails(*session, order[0]));
  session->view(request(grid(order[0]), 0));  // the same grid without small pictures
  EXPECT_EQ(cells, thumbnails(*session, order[0]));
}

}  // namespace
}  // namespace gp::session_pictures_test
