#include "train/history.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace gp {
namespace {

/// Where each number of an entry stands in a row; the layers' gradient norms follow.
struct Column {
  const char* name;
  double HistoryEntry::*place;
  bool ofTest;
  bool ofRegression;
  bool nullable;  ///< NaN says that there is none
};

constexpr Column columns[] = {
    {"epoch", &HistoryEntry::epoch, false, false, false},
    {"step", &HistoryEntry::step, false, false, false},
    {"trainLoss", &HistoryEntry::trainLoss, false, false, false},
    {"testLoss", &HistoryEntry::testLoss, true, false, false},
    {"trainMetric", &HistoryEntry::trainMetric, false, false, true},
    {"testMetric", &HistoryEntry::testMetric, true, false, true},
    {"trainError", &HistoryEntry::trainError, false, true, false},
    {"testError", &HistoryEntry::testError, true, true, false},
    {"learningRate", &HistoryEntry::learningRate, false, false, false},
};
constexpr std::size_t columnCount = sizeof columns / sizeof *columns;
/// Numbers before the rows in what `save` gives: layers, capacity, entries, stride.
constexpr std::size_t headLength = 4;

constexpr double largestWhole = 9007199254740992;  // 2^53: whole numbers are exact up to here

bool isWhole(double number, double low, double high) {
  return number >= low && number <= high && std::floor(number) == number;
}

/// Numbers as they are, or a list with null in the place of each NaN.
Value orNulls(std::vector<double> numbers) {
  if (std::none_of(numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); })) return numbers;
  Value list = Value::list();
  for (const double number : numbers) list.push(std::isnan(number) ? Value() : Value(number));
  return list;
}

}  // namespace

History::History(int layers, int capacity)
    : layers_(layers), capacity_(capacity), rows_(static_cast<std::size_t>(capacity) * width()) {}

std::size_t History::width() const { return columnCount + static_cast<std::size_t>(layers_); }

double* History::row(int i) { return rows_.data() + static_cast<std::size_t>(i) * width(); }

const double* History::row(int i) const { return rows_.data() + static_cast<std::size_t>(i) * width(); }

void History::add(const HistoryEntry& entry, const double* gradientNorms) {
  // The newest entry is always kept; it gives way to the next one unless its epoch is one to keep.
  if (size_ > 0 && !wants(row(size_ - 1)[0])) --size_;
  // Once, unless epochs are missing: those kept are different multiples of the stride.
  while (size_ == capacity_) {
    stride_ *= 2;
    int kept = 0;
    for (int i = 0; i < size_; ++i)
      if (wants(row(i)[0])) std::copy_n(row(i), width(), row(kept++));
    size_ = kept;
  }
  double* numbers = row(size_);
  for (const Column& column : columns) *numbers++ = entry.*column.place;
  if (gradientNorms) {
    std::copy_n(gradientNorms, layers_, numbers);
  } else {
    std::fill_n(numbers, layers_, std::numeric_limits<double>::quiet_NaN());
  }
  ++size_;
}

bool History::wants(double epoch) const { return std::fmod(epoch, static_cast<double>(stride_)) == 0; }

bool History::fill(const HistoryEntry& entry, const double* gradientNorms) {
  for (int i = size_ - 1; i >= 0 && row(i)[0] >= entry.epoch; --i) {
    if (row(i)[0] != entry.epoch) continue;
    double* numbers = row(i);
    for (const Column& column : columns) *numbers++ = entry.*column.place;
    std::copy_n(gradientNorms, layers_, numbers);
    return true;
  }
  return false;
}

void History::dropAfter(const HistoryEntry& moment) {
  while (size_ > 0 && entry(size_ - 1).isAfter(moment)) --size_;
}

void History::clear() {
  size_ = 0;
  stride_ = 1;
}

HistoryEntry History::entry(int i) const {
  HistoryEntry entry;
  const double* numbers = row(i);
  for (const Column& column : columns) entry.*column.place = *numbers++;
  return entry;
}

double History::gradientNorm(int i, int layer) const { return row(i)[columnCount + layer]; }

std::vector<double> History::column(std::size_t index, int first) const {
  std::vector<double> numbers;
  for (int i = first; i < size_; ++i) numbers.push_back(row(i)[index]);
  return numbers;
}

Value History::toValue(bool regression, bool hasTest, double fromEpoch) const {
  int first = 0;
  while (first < size_ && row(first)[0] < fromEpoch) ++first;
  Value answer = Value::object();
  for (std::size_t index = 0; index < columnCount; ++index) {
    const Column& description = columns[index];
    if (description.ofRegression && !regression) continue;
    if (description.ofTest && !hasTest) {
      Value nothing = Value::list();
      for (int i = first; i < size_; ++i) nothing.push(Value());
      answer.set(description.name, std::move(nothing));
    } else if (description.nullable) {
      answer.set(description.name, orNulls(column(index, first)));
    } else {
      answer.set(description.name, column(index, first));
    }
  }
  Value norms = Value::list();
  for (std::size_t layer = columnCount; layer < width(); ++layer) norms.push(column(layer, first));
  answer.set("gradientNorms", std::move(norms));
  return answer;
}

std::vector<double> History::save() const {
  std::vector<double> saved = {static_cast<double>(layers_), static_cast<double>(capacity_), static_cast<double>(size_),
                               static_cast<double>(stride_)};
  saved.insert(saved.end(), row(0), row(size_));
  return saved;
}

void History::restore(const std::vector<double>& saved, const std::string& path) {
  if (saved.size() < headLength) {
    throw ExperimentError(path, Message::fewNumbers,
                          {{"count", counted(saved.size())}, {"min", static_cast<double>(headLength)}});
  }
  if (saved[0] != layers_ || saved[1] != capacity_) {
    throw ExperimentError(
        path, Message::historyShape,
        {{"layers", saved[0]}, {"entries", saved[1]}, {"expectedLayers", layers_}, {"expectedEntries", capacity_}});
  }
  const double size = saved[2];
  const double stride = saved[3];
  if (!isWhole(size, 0, capacity_) || !isWhole(stride, 1, largestWhole)) {
    throw ExperimentError(path, Message::historyStride, {{"entries", size}, {"stride", stride}});
  }
  if (saved.size() != headLength + static_cast<std::size_t>(size) * width()) {
    throw ExperimentError(path, Message::numberCount,
                          {{"count", counted(saved.size())},
                           {"expected", counted(headLength + static_cast<std::size_t>(size) * width())}});
  }
  double before = -1;
  double stepBefore = -1;
  for (std::size_t at = headLength; at < saved.size(); at += width()) {
    const bool newest = at + width() == saved.size();
    const double epoch = saved[at];
    if (!(epoch > before && epoch <= largestWhole) || (!newest && std::fmod(epoch, stride) != 0)) {
      throw ExperimentError(path, Message::historyEpochs, {{"epoch", epoch}, {"before", before}, {"stride", stride}});
    }
    before = epoch;
    const double step = saved[at + 1];
    if (!isWhole(step, 0, largestWhole) || step <= stepBefore)
      throw ExperimentError(path, Message::historySteps, {{"step", step}, {"before", stepBefore}});
    stepBefore = step;
  }
  size_ = static_cast<int>(size);
  stride_ = static_cast<std::int64_t>(stride);
  std::copy(saved.begin() + headLength, saved.end(), rows_.begin());
}

}  // namespace gp
