#include "junheng/synth/generate.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/synth/county_values.h"
#include "junheng/synth/dataset_folder.h"
#include "junheng/synth/names.h"
#include "junheng/synth/share_out.h"
#include "junheng/synth/tables.h"

namespace junheng::synth {

namespace {

constexpr int kFirstYear = 2015;  // counties had been recognised since 2013
constexpr int kFirstYearOfHistory = 2014;
constexpr int kLastYear = 2099;

Result<void> check(const GenerateOptions& options) {
  if (options.counties < 1 || options.counties > kMostCounties) {
    return fail(Code::GenerateCountiesRange, {{"value", std::to_string(options.counties)}, {"most", std::to_string(kMostCounties)}});
  }
  const std::size_t fewest = options.counties * kFewestSchools;
  const std::size_t most = options.counties * kMostSchoolsOnAverage;
  if (options.schools < fewest || options.schools > most) {
    return fail(Code::GenerateSchoolsRange, {{"value", std::to_string(options.schools)},
                                             {"counties", std::to_string(options.counties)},
                                             {"fewest", std::to_string(fewest)},
                                             {"most", std::to_string(most)}});
  }
  if (options.years < 1 || options.years > kMostYears) {
    return fail(Code::GenerateYearsRange, {{"value", std::to_string(options.years)}, {"most", std::to_string(kMostYears)}});
  }
  const int first = std::max(kFirstYear, kFirstYearOfHistory + static_cast<int>(options.years) - 1);
  if (options.year.first < first || options.year.first > kLastYear) {
    return fail(Code::GenerateYearRange,
                {{"value", std::to_string(options.year.first)}, {"first", std::to_string(first)}, {"last", std::to_string(kLastYear)}});
  }
  return {};
}

std::string manifest(const GenerateOptions& options) {
  return fmt::format(
      "format = 1\n"
      "title = \"{}\"\n"
      "source = \"{}, seed {}\"\n"
      "licence = \"CC0-1.0\"\n"
      "synthetic = true\n"
      "country = \"CN\"\n"
      "school_year = {}\n",
      dataset_title(options.counties, options.schools), kSourceMark, options.seed, options.year.first);
}

/// Writes the files of one run and counts what goes into them.
class Writer {
 public:
  Writer(const GenerateOptions& options, DatasetFolder& folder) : options_(options), folder_(folder) {
    for (std::size_t i = 0; i < kTableCount; ++i)
      if (is_written(static_cast<Table>(i))) tables_.push_back(static_cast<Table>(i));
    report_.counties = options.counties;
    report_.schools = options.schools;
  }

  Result<GenerateReport> write() {
    if (auto begun = write_heads(); !begun) return fail(begun.error());
    const std::vector<std::size_t> counts = share_out_schools(options_.seed, options_.counties, options_.schools);
    for (std::size_t first = 0; first < counts.size();) {
      if (options_.stop.stop_requested()) return fail(Code::Interrupted);
      const std::size_t last = chunk_end(counts, first);
      if (auto written = write_chunk(counts, first, last); !written) return fail(written.error());
      first = last;
    }
    return report_;
  }

 private:
  /// Enough work for some threads, little enough text to hold: about 3 MB without detail. A school of many years is as much as so many
  /// schools.
  static constexpr std::size_t kSchoolYearsPerChunk = 3000;

  [[nodiscard]] bool is_written(Table table) const {
    if (table == Table::Teachers) return options_.with_teachers;
    return options_.with_detail || static_cast<std::size_t>(table) < kPlainTableCount;
  }

  [[nodiscard]] Detail detail() const { return options_.with_detail ? Detail::Full : Detail::Plain; }

  std::size_t chunk_end(const std::vector<std::size_t>& counts, std::size_t first) const {
    std::size_t last = first;
    for (std::size_t rows = 0; last < counts.size() && rows < kSchoolYearsPerChunk; ++last) rows += counts[last] * options_.years;
    return last;
  }

  Result<void> append(const std::string& file, std::string_view bytes) {
    report_.bytes += bytes.size();
    return folder_.append(file, bytes);
  }

  Result<void> write_heads() {
    if (auto written = append("dataset.toml", manifest(options_)); !written) return written;
    for (const Table table : tables_) {
      if (auto written = append(file_name(table), header_row(table, detail())); !written) return written;
    }
    return {};
  }

  Result<void> write_chunk(const std::vector<std::size_t>& counts, std::size_t first, std::size_t last) {
    std::vector<CountyTables> counties(last - first);
    parallel_for(counties.size(), options_.threads, [&](std::size_t i) {
      const County county = make_county({options_.seed, first + i, counts[first + i], options_.year, options_.years});
      counties[i] = write_tables(county, detail(), options_.with_teachers ? Persons::Teachers : Persons::None);
    });
    for (CountyTables& tables : counties) {
      for (const Table table : tables_) {
        if (auto written = append(file_name(table), tables[table].text()); !written) return written;
        report_.rows += tables.rows.at(static_cast<std::size_t>(table));
      }
    }
    return {};
  }

  const GenerateOptions& options_;
  DatasetFolder& folder_;
  std::vector<Table> tables_;
  GenerateReport report_;
};

}  // namespace

Result<GenerateReport> generate_dataset(const GenerateOptions& options, const std::string& out_folder) {
  if (auto checked = check(options); !checked) return fail(checked.error());
  auto folder = DatasetFolder::open(out_folder);
  if (!folder) return fail(folder.error());
  auto report = Writer(options, *folder).write();
  if (!report) return report;
  std::vector<std::string> own_files;
  for (std::size_t i = 0; i < kTableCount; ++i) own_files.push_back(file_name(static_cast<Table>(i)));
  if (auto committed = folder->commit(own_files); !committed) return fail(committed.error());
  return report;
}

}  // namespace junheng::synth
