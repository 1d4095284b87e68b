#pragma once

#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "junheng/formats/csv_reader.h"
#include "junheng/formats/file.h"
#include "junheng/synth/generate.h"
#include "support/scratch_folder.h"

namespace junheng::synth {

/// Ten counties of 700 schools, which hold every kind of school.
inline GenerateOptions ten_counties(std::size_t years) {
  GenerateOptions options;
  options.counties = 10;
  options.schools = 700;
  options.seed = 3;
  options.years = years;
  return options;
}

/// One row of a CSV file by column name.
class CsvRecord {
 public:
  CsvRecord(const std::map<std::string, std::size_t, std::less<>>* columns, std::vector<std::string> fields)
      : columns_(columns), fields_(std::move(fields)) {}

  [[nodiscard]] const std::string& text(std::string_view column) const {
    const auto found = columns_->find(column);
    if (found == columns_->end()) throw std::out_of_range("no column " + std::string(column));
    return fields_.at(found->second);
  }
  [[nodiscard]] bool has(std::string_view column) const { return !text(column).empty(); }
  /// 0 where the cell is empty: for sums.
  [[nodiscard]] double number(std::string_view column) const {
    const std::string& cell = text(column);
    double value = 0;
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (!cell.empty() && (failure != std::errc{} || end != cell.data() + cell.size())) throw std::invalid_argument("not a number: " + cell);
    return value;
  }

 private:
  const std::map<std::string, std::size_t, std::less<>>* columns_;
  std::vector<std::string> fields_;
};

struct CsvTable {
  std::map<std::string, std::size_t, std::less<>> columns;
  std::vector<CsvRecord> rows;
};

/// A dataset in a folder of its own, removed with the object.
class GeneratedDataset {
 public:
  explicit GeneratedDataset(const GenerateOptions& options) {
    const auto generated = generate_dataset(options, path());
    if (!generated) throw std::runtime_error(generated.error().message(Lang::En));
    report_ = *generated;
  }

  [[nodiscard]] std::string path(std::string_view file = {}) const {
    const auto folder = scratch_ / "dataset";
    return file.empty() ? folder.string() : (folder / file).string();
  }
  [[nodiscard]] const GenerateReport& report() const { return report_; }
  [[nodiscard]] std::string bytes(std::string_view file) const { return formats::read_file(path(file)).value(); }

  [[nodiscard]] const CsvTable& table(const std::string& name) {
    const auto [found, is_first] = tables_.try_emplace(name);
    if (is_first) read(name, found->second);
    return found->second;
  }

 private:
  void read(const std::string& name, CsvTable& table) const {
    const auto file = formats::CsvFile::open(path(name + ".csv"));
    if (!file) throw std::runtime_error(file.error().message(Lang::En));
    for (std::size_t i = 0; i < file->header().size(); ++i) table.columns.emplace(file->header()[i], i);
    for (std::size_t chunk = 0; chunk < file->chunk_count(); ++chunk) {
      const auto visited = file->read_chunk(chunk, [&](const formats::CsvRow& row) {
        table.rows.emplace_back(&table.columns, std::vector<std::string>(row.fields.begin(), row.fields.end()));
      });
      if (!visited) throw std::runtime_error(visited.error().message(Lang::En));
    }
  }

  testing::ScratchFolder scratch_;
  GenerateReport report_;
  /// A map, because its entries stay where they are.
  std::map<std::string, CsvTable> tables_;
};

}  // namespace junheng::synth
