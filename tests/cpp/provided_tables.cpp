/// Hands the datasets that are files of their own to the core before any test runs, as the page and Node do.
#include "provided_tables.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "data/table_files.h"

namespace gp::testing {

std::string tableFile(const std::string& name) {
  std::ifstream file(GP_SOURCE_DIR "/data/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

namespace {

class ProvidedTables : public ::testing::Environment {
  void SetUp() override {
    for (const Dataset& dataset : datasets())
      if (dataset.file) provideTable(dataset.id, tableFile(dataset.file));
  }
};

const ::testing::Environment* const provided = ::testing::AddGlobalTestEnvironment(new ProvidedTables);

}  // namespace
}  // namespace gp::testing
