/// Measured data from data/*.csv: small tables are built into the engine, large ones are files of their own. Fewer rows
/// than there are: an even choice by the seed.
#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "data/csv.h"
#include "data/dataset_parts.h"
#include "data/table_files.h"
#include "generated/gp_data_iris.h"
#include "generated/gp_data_penguins.h"

namespace gp::parts {
namespace {

/// `count` of `total` places: all in order, or an even choice of them.
std::vector<std::size_t> choose(std::size_t total, std::size_t count, Source& source) {
  std::vector<std::size_t> places(total);
  std::iota(places.begin(), places.end(), std::size_t{0});
  if (count >= total) return places;
  for (std::size_t i = 0; i < count; ++i) {
    const auto step = static_cast<std::size_t>(source.uniform() * static_cast<double>(total - i));
    std::swap(places[i], places[i + step]);
  }
  places.resize(count);
  return places;
}

double classOf(std::string_view cell, const std::vector<Text>& names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (cell == names[i].en) return static_cast<double>(i);
  throw std::logic_error("no class \"" + std::string(cell) + "\"");
}

/// Rows with all their measurements, `columns` by the ids of a dataset, divided by `unit`.
void makeMeasured(std::string_view csv, const std::vector<ColumnInfo>& columns, const char* label,
                  const std::vector<Text>& classes, double unit, const DataRequest& request, Source& source,
                  LabelledRows& rows) {
  const CsvTable table = readCsv(csv);
  const std::size_t labelAt = table.column(label);
  std::vector<std::size_t> at(columns.size());
  for (std::size_t c = 0; c < at.size(); ++c) at[c] = table.column(columns[c].id);
  LabelledRows all;
  std::vector<double> row(columns.size());
  for (const auto& cells : table.rows) {
    bool complete = true;
    for (std::size_t c = 0; c < row.size(); ++c) {
      row[c] = readDecimal(cells[at[c]]) / unit;
      complete = complete && !std::isnan(row[c]);
    }
    if (!complete) {
      ++rows.dropped;
      continue;
    }
    all.inputs.values.insert(all.inputs.values.end(), row.begin(), row.end());
    all.targets.values.push_back(classOf(cells[labelAt], classes));
  }
  const auto width = static_cast<std::ptrdiff_t>(columns.size());
  for (const std::size_t i : choose(all.targets.values.size(), static_cast<std::size_t>(request.samples), source)) {
    const auto first = all.inputs.values.begin() + static_cast<std::ptrdiff_t>(i) * width;
    rows.inputs.values.insert(rows.inputs.values.end(), first, first + width);
    rows.targets.values.push_back(all.targets.values[i]);
  }
}

// --- Iris ------------------------------------------------------------------------------------------------
std::vector<ColumnInfo> irisColumns() {
  return {{"sepal_length_cm", {"sepal length (cm)", "花萼长度（cm）"}},
          {"sepal_width_cm", {"sepal width (cm)", "花萼宽度（cm）"}},
          {"petal_length_cm", {"petal length (cm)", "花瓣长度（cm）"}},
          {"petal_width_cm", {"petal width (cm)", "花瓣宽度（cm）"}}};
}
std::vector<Text> irisSpecies() {
  return {{"setosa", "山鸢尾"}, {"versicolor", "变色鸢尾"}, {"virginica", "维吉尼亚鸢尾"}};
}
void makeIris(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeMeasured(iris_csv, irisColumns(), "species", irisSpecies(), 1, request, source, rows);
}

// --- Penguins --------------------------------------------------------------------------------------------
std::vector<ColumnInfo> penguinColumns() {
  return {{"beak_length_mm", {"beak length (mm)", "喙长（mm）"}},
          {"beak_depth_mm", {"beak depth (mm)", "喙高（mm）"}},
          {"flipper_length_mm", {"flipper length (mm)", "鳍肢长（mm）"}},
          {"body_mass_g", {"body mass (g)", "体重（g）"}}};
}
std::vector<Text> penguinSpecies() {
  return {{"Adelie", "阿德利企鹅"}, {"Chinstrap", "帽带企鹅"}, {"Gentoo", "巴布亚企鹅"}};
}
void makePenguins(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeMeasured(penguins_csv, penguinColumns(), "species", penguinSpecies(), 1, request, source, rows);
}

// --- Digits ----------------------------------------------------------------------------------------------
constexpr int imageWidth = 8;
constexpr std::size_t pixels = 64;
constexpr const char* digitsFile = "digits8x8.csv";

std::vector<ColumnInfo> pixelColumns() {
  struct Names {
    std::string id, en, zh;
  };
  static const auto names = [] {
    std::array<Names, pixels> all;
    for (std::size_t i = 0; i < pixels; ++i) {
      const std::string row = std::to_string(i / imageWidth + 1);
      const std::string column = std::to_string(i % imageWidth + 1);
      all[i].id.append("p").append(std::to_string(i));
      all[i].en.append("pixel, row ").append(row).append(", column ").append(column);
      all[i].zh.append("第 ").append(row).append(" 行第 ").append(column).append(" 列像素");
    }
    return all;
  }();
  std::vector<ColumnInfo> columns;
  columns.reserve(pixels);
  for (const Names& name : names) columns.push_back({name.id.c_str(), {name.en.c_str(), name.zh.c_str()}});
  return columns;
}
std::vector<Text> digitNames() {
  return {{"0", "0"}, {"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"},
          {"5", "5"}, {"6", "6"}, {"7", "7"}, {"8", "8"}, {"9", "9"}};
}
void makeDigits(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeMeasured(tableText("digits", digitsFile), pixelColumns(), "digit", digitNames(), 16, request, source, rows);
}

Dataset measuredRow(RowInfo info, std::vector<ColumnInfo> columns, Domain domain, std::vector<Text> classes, int rows,
                    Make make, bool standardize, int imageWidth = 0, const char* file = nullptr) {
  const int count = static_cast<int>(classes.size());
  return {std::move(info),
          Task::classification,
          std::move(columns),
          std::move(domain),
          {2, rows, rows},
          ClassRange{count, count, count, std::move(classes)},
          std::nullopt,
          make,
          standardize,
          imageWidth,
          file};
}

}  // namespace

std::vector<Dataset> measured() {
  return {
      measuredRow({"iris",
                   {"Iris", "鸢尾花"},
                   {"Four measurements of 150 flowers of three species, 50 each.",
                    "三种鸢尾花各 50 朵、共 150 朵花的四项测量值。"},
                   R"(\mathbb R^4\to\{\text{setosa},\text{versicolor},\text{virginica}\})",
                   "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936"},
                  irisColumns(), {{4, 8.2}, {1.8, 4.6}, {0.5, 7.4}, {0, 2.7}}, irisSpecies(), 150, makeIris, true),
      measuredRow({"penguins",
                   {"Penguins", "企鹅"},
                   {"Four measurements of 342 penguins of three species; two birds without measurements are left out.",
                    "三种企鹅共 342 只的四项测量值；另有两只缺少测量值，已剔除。"},
                   R"(\mathbb R^4\to\{\text{Adelie},\text{Chinstrap},\text{Gentoo}\})",
                   "K. B. Gorman, T. D. Williams, W. R. Fraser, PLoS ONE 9(3): e90081, 2014; Palmer Station LTER"},
                  penguinColumns(), {{30, 62}, {12, 23}, {165, 238}, {2500, 6600}}, penguinSpecies(), 342, makePenguins,
                  true),
      measuredRow(
          {"digits",
           {"Handwritten digits", "手写数字"},
           {"1797 pictures of 8 by 8 pixels; grey values 0 to 16 are divided by 16.",
            "1797 幅 8×8 像素的手写数字图像；灰度值 0 至 16 已除以 16。"},
           R"([0,1]^{8\times 8}\to\{0,1,\dots,9\})",
           "E. Alpaydin, C. Kaynak, UCI Optical Recognition of Handwritten Digits (test half), 1998; CC BY 4.0"},
          pixelColumns(), Domain(pixels, {0, 1}), digitNames(), 1797, makeDigits, false, imageWidth, digitsFile),
  };
}

}  // namespace gp::parts
