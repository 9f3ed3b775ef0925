/// Inputs that once broke a promise, and some that lead far in: each must now pass. `npm run fuzz` looks for more.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "targets.h"

namespace gp::fuzz_corpus_test {
namespace {

fuzz::Bytes bytesOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(FuzzCorpus, EveryInputKeepsEveryPromise) {
  for (const fuzz::Target& target : fuzz::targets()) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(GP_SOURCE_DIR "/tests/fuzz/corpus/" + target.name)) {
      SCOPED_TRACE(entry.path().string());
      target.run(bytesOf(entry.path()));
      ++count;
    }
    EXPECT_GT(count, 0) << target.name;
  }
}

TEST(FuzzCorpus, EveryTargetTakesBytesThatMeanNothing) {
  for (const fuzz::Target& target : fuzz::targets()) {
    target.run({});
    for (int length : {1, 7, 64, 300})
      for (int seed = 0; seed < 12; ++seed) {
        fuzz::Bytes bytes(static_cast<std::size_t>(length));
        for (std::size_t i = 0; i < bytes.size(); ++i)
          bytes[i] = static_cast<std::uint8_t>((i * 131 + static_cast<std::size_t>(seed) * 89 + i * i * 7) >> 1);
        target.run(bytes);
      }
  }
}

}  // namespace
}  // namespace gp::fuzz_corpus_test
