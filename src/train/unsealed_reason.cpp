#include "train/unsealed_reason.h"

#include <algorithm>

#include "train/reason_bytes.h"

namespace gp {
namespace {

const Value* find(const MessageValues& values, const char* name) {
  for (const auto& [key, value] : values)
    if (key == name) return &value;
  return nullptr;
}

bool says(const MessageValues& values, const char* name, const char* text) {
  const Value* value = find(values, name);
  return value && value->text() == text;
}

/// "the training loss …": which loss patience watched was a word of the sentence.
Message patienceOf(const MessageValues& values) {
  return says(values, "part", "test") ? Message::stoppedPatienceTest : Message::stoppedPatienceTraining;
}

std::vector<Message> divergenceOf(const MessageValues& values) {
  const bool loss = says(values, "quantity", "loss");
  const bool gradient = says(values, "quantity", "gradient");
  std::vector<Message> clauses = {loss       ? Message::divergedLoss
                                  : gradient ? Message::divergedGradient
                                             : Message::divergedParameter};
  if (find(values, "layer"))
    clauses.push_back(find(values, "input") ? Message::divergedAtWeight
                      : loss                ? Message::divergedAtUnit
                                            : Message::divergedAtBias);
  if (const Value* steps = find(values, "growthSteps"))
    clauses.push_back(steps->number() == 1 ? Message::divergedGrowthOneStep : Message::divergedGrowth);
  clauses.push_back(Message::divergedRate);
  return clauses;
}

}  // namespace

std::optional<Reason> readUnsealedReason(ByteReader& in) {
  if (in.get<std::uint8_t>() == 0) return std::nullopt;
  Reason reason;
  reason.rule = in.getText();
  in.getText();  // in English
  in.getText();  // in Chinese
  reason.values = readReasonValues(in);
  if (reason.rule == "stop.maxEpochs") {
    reason.clauses = {Message::stoppedMaxEpochs};
  } else if (reason.rule == "stop.trainLoss") {
    reason.clauses = {Message::stoppedTrainLoss};
  } else if (reason.rule == "stop.gradientNorm") {
    reason.clauses = {Message::stoppedGradientNorm};
  } else if (reason.rule == "stop.patience") {
    reason.clauses = {patienceOf(reason.values)};
  } else if (reason.rule == "diverged") {
    reason.clauses = divergenceOf(reason.values);
  } else {
    in.refuse(Message::badStatus);
  }
  const auto isWord = [](const auto& value) { return value.first == "part" || value.first == "partZh"; };
  reason.values.erase(std::remove_if(reason.values.begin(), reason.values.end(), isWord), reason.values.end());
  return reason;
}

}  // namespace gp
