#include "train/divergence.h"

#include <cmath>

namespace gp {
namespace {

/// Rounded to two significant digits: 41.7 → 42, 1234 → 1200.
double roughly(double number) {
  if (!(number > 0) || !std::isfinite(number)) return number;
  double unit = 1;
  while (number / unit >= 100) unit *= 10;
  while (number / unit < 10) unit /= 10;
  return std::floor(number / unit + 0.5) * unit;
}

struct Words {
  const char* id;  ///< in `values`
  Message became;
};

const Words& wordsOf(Divergence::Quantity quantity) {
  static const Words words[] = {{"loss", Message::divergedLoss},
                                {"gradient", Message::divergedGradient},
                                {"parameter", Message::divergedParameter}};
  return words[static_cast<int>(quantity)];
}

/// Appends the place in brackets.
void describe(const Place& place, Reason& reason) {
  reason.values.emplace_back("layer", place.layer);
  reason.values.emplace_back("unit", place.unit);
  if (place.input == Place::wholeUnit) {
    reason.clauses.push_back(Message::divergedAtUnit);
  } else if (place.input == Place::bias) {
    reason.clauses.push_back(Message::divergedAtBias);
  } else {
    reason.values.emplace_back("input", place.input);
    reason.clauses.push_back(Message::divergedAtWeight);
  }
}

}  // namespace

void WeightGrowth::note(double largestWeight) {
  largest[static_cast<std::size_t>((oldest + count) % window)] = largestWeight;
  if (count < window) {
    ++count;
  } else {
    oldest = (oldest + 1) % window;
  }
}

void WeightGrowth::noteAfter(std::int64_t now, double largestWeight) {
  if (now != step + 1) count = 0;
  note(largestWeight);
  step = now;
}

std::vector<double> WeightGrowth::earlier(std::int64_t now) const {
  std::vector<double> entries;
  for (int i = 0; now == step && i + 2 < count; ++i) entries.push_back(at(i));
  return entries;
}

WeightGrowth::Spurt WeightGrowth::spurt() const {
  int last = count - 1;
  while (last >= 0 && !std::isfinite(at(last))) --last;
  Spurt best;
  for (int first = last - 1; first >= 0; --first) {
    const double factor = at(last) / at(first);
    if (std::isfinite(factor) && factor >= 2 && factor > best.factor) best = {factor, last - first};
    if (best.factor >= 10) break;
  }
  return best;
}

Reason divergenceReason(const Divergence& divergence, const WeightGrowth& growth) {
  const Words& words = wordsOf(divergence.quantity);
  Reason reason{"diverged",
                {words.became},
                {{"quantity", words.id}, {"value", nameOf(divergence.value)}, {"step", divergence.step}}};
  if (divergence.place) describe(*divergence.place, reason);
  if (const WeightGrowth::Spurt spurt = growth.spurt(); spurt.steps > 0) {
    reason.clauses.push_back(spurt.steps == 1 ? Message::divergedGrowthOneStep : Message::divergedGrowth);
    reason.values.emplace_back("growth", roughly(spurt.factor));
    reason.values.emplace_back("growthSteps", static_cast<double>(spurt.steps));
  }
  reason.clauses.push_back(Message::divergedRate);
  reason.values.emplace_back("learningRate", divergence.learningRate);
  return reason;
}

}  // namespace gp
