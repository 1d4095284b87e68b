// A generated country into SQLite and out again: save_snapshot with its source files, one county, the whole. Prints seconds of wall and
// processor time, sizes, and checks that what comes out is what went in. Country: JUNHENG_BENCH_COUNTRY names a generated folder
// (bench/run makes it). Not Google Benchmark: an import is too long to be repeated.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "junheng/core/parallel.h"
#include "junheng/ingest/import.h"
#include "junheng/store/snapshot_lists.h"
#include "junheng/store/snapshots.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

template <typename T>
T must(Result<T> result) {
  if (result) {
    if constexpr (std::is_void_v<T>) return;
    else return std::move(*result);
  }
  fmt::print(stderr, "{}\n", result.error().message(Lang::En));
  std::exit(1);
}

/// Runs it and prints how long it took.
template <typename Work>
auto measured(const char* what, Work work) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  auto out = work();
  fmt::print("{:<28} {:8.4f} s wall {:8.4f} s processor\n", what,
             std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
             static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
  return out;
}

std::vector<std::pair<std::string, std::string>> read_folder(const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::string bytes(entry.file_size(), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    files.emplace_back(entry.path().filename().string(), std::move(bytes));
  }
  return files;
}

double sum_of(const model::Dataset& dataset, const char* measure) {
  const model::NumberColumn* column = dataset.stage_facts.column(measure);
  double sum = 0;
  for (std::size_t row = 0; column != nullptr && row < column->size(); ++row) sum += column->get(row).value_or(0);
  return sum;
}

void expect(bool is_met, const char* what) {
  if (is_met) return;
  fmt::print(stderr, "wrong answer: {}\n", what);
  std::exit(1);
}

int run(const char* country) {
  const unsigned threads = default_thread_count();
  const fs::path place = fs::temp_directory_path() / "junheng-store-bench";
  fs::remove_all(place);
  const auto files = read_folder(country);
  std::size_t bytes = 0;
  for (const auto& file : files) bytes += file.second.size();
  auto import = measured("reading the CSV files", [&] { return must(ingest::import_dataset({country, {}, threads, {}})); });
  const model::Dataset& dataset = import.dataset;

  store::Store store = must(store::Store::open({.place = place.string(), .time = {0}}));
  store::SnapshotRequest request{.name = "country", .threads = threads};
  for (const auto& [name, content] : files) request.sources.push_back({name, content});
  const auto id = measured("save_snapshot", [&] { return must(store::save_snapshot(store, request, dataset)); });
  auto transaction = must(store.read());
  const auto size = [&](const char* table) {
    return must(transaction.query(fmt::format("SELECT coalesce(sum(length(body)), 0) FROM {}", table)))[0].integer(0);
  };
  fmt::print("{} schools; CSV {} MB; parts {:.1f} MB, sources {:.1f} MB, file {:.1f} MB\n", dataset.schools.size(), bytes / 1'000'000,
             static_cast<double>(size("snapshot_part")) / 1e6, static_cast<double>(size("snapshot_chunk")) / 1e6,
             static_cast<double>(fs::file_size(store.file())) / 1e6);

  const auto counties = must(store::list_areas(transaction, {.snapshot = id, .level = "county", .limit = 100}));
  double sum = 0;
  measured("load_area, 100 counties", [&] {
    for (const auto& county : counties.rows) sum += sum_of(must(store::load_area(transaction, id, county.code)), "pupils");
    return 0;
  });
  expect(sum > 0, "pupils of counties");
  const auto whole = measured("load_snapshot", [&] { return must(store::load_snapshot(transaction, id, threads)); });
  expect(whole.schools.size() == dataset.schools.size(), "schools");
  expect(sum_of(whole, "pupils") == sum_of(dataset, "pupils"), "pupils");
  measured("list_schools, 100 of a name",
           [&] { return must(store::list_schools(transaction, {.snapshot = id, .name_part = "9"})).rows.size(); });
  fs::remove_all(place);
  return 0;
}

}  // namespace
}  // namespace junheng

int main() {
  const char* const country = std::getenv("JUNHENG_BENCH_COUNTRY");
  if (country == nullptr) {
    std::fputs("set JUNHENG_BENCH_COUNTRY to a generated country (see bench/run)\n", stderr);
    return 2;
  }
  return junheng::run(country);
}
