#include "data/prepare.h"

namespace gp {

FeatureMap::FeatureMap(const Experiment& experiment, const PreparedData& data)
    : FeatureMap(experiment.features, data.trainInputs.columns, data.mean, data.deviation) {}

FeatureMap::FeatureMap(const std::vector<std::string>& ids, int columns, std::vector<double> mean,
                       std::vector<double> deviation)
    : columns_(columns), count_(featureCount(ids, columns)), mean_(std::move(mean)), deviation_(std::move(deviation)) {
  for (const std::string& id : ids) features_.push_back(&find(gp::features(), id, "features"));
}

void FeatureMap::mapRows(const double* rows, int rowCount, double* features) const {
  std::vector<double> scaled(static_cast<std::size_t>(columns_));
  for (int r = 0; r < rowCount; ++r, rows += columns_) {
    const double* row = rows;
    if (!mean_.empty()) {
      for (std::size_t c = 0; c < scaled.size(); ++c) scaled[c] = (rows[c] - mean_[c]) / deviation_[c];
      row = scaled.data();
    }
    for (const Feature* feature : features_) {
      if (feature->value) {
        *features++ = feature->value(row);
      } else {
        for (int c = 0; c < columns_; ++c) *features++ = row[c];
      }
    }
  }
}

void FeatureMap::map(const double* row, double* features) const { mapRows(row, 1, features); }

}  // namespace gp
