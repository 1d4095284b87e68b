#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "junheng/formats/csv_reader.h"

namespace junheng::testing {

/// The table that an oracle script has written: numbers by key. `OracleValues("unit/stats/oracles/moran")` is that of moran.py there.
class OracleValues {
 public:
  explicit OracleValues(const std::string& path) {
    const auto csv = formats::CsvFile::open(std::string(JUNHENG_SOURCE_DIR) + "/tests/" + path + ".csv");
    if (!csv) throw std::runtime_error(csv.error().message(Lang::En));
    for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
      const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
        const std::string text(row.fields[2]);
        double value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) throw std::runtime_error(text);
        columns_[std::string(row.fields[0])].push_back(value);
      });
      if (!read) throw std::runtime_error(read.error().message(Lang::En));
    }
  }

  /// Throws where the script has written no such key.
  [[nodiscard]] const std::vector<double>& operator[](const std::string& key) const { return columns_.at(key); }

  [[nodiscard]] std::vector<std::uint32_t> indices(const std::string& key) const {
    std::vector<std::uint32_t> out;
    for (const double value : (*this)[key]) out.push_back(static_cast<std::uint32_t>(value));
    return out;
  }

 private:
  std::map<std::string, std::vector<double>> columns_;
};

inline void expect_near(const std::vector<double>& found, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

}  // namespace junheng::testing
