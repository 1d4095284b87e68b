// Back-tests on real histories, read through their mappings; skipped where JUNHENG_SHARED_DATA has none.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>

#include "junheng/forecast/backtest.h"
#include "junheng/forecast/forecast.h"
#include "junheng/ingest/import.h"

namespace junheng::forecast {
namespace {

struct Read {
  History history;
  HistoryFindings findings;
};

std::optional<Read> read(const std::string& folder, const std::string& mapping) {
  const auto path = std::filesystem::path(JUNHENG_SHARED_DATA) / folder;
  if (!std::filesystem::exists(path)) return std::nullopt;
  ingest::ImportOptions options;
  options.path = path.string();
  options.mapping = mapping;
  const auto import = ingest::import_dataset(options).value();
  const model::Dataset* const dataset = &import.dataset;
  Read out;
  out.history = build_history(std::span(&dataset, 1), out.findings).value();
  return out;
}

void print(const Backtest& test) {
  for (const Accuracy& row : test.rows)
    if (row.ahead == 0 || row.ahead == 2 || row.ahead == 4 || row.ahead == 6 || row.ahead == 9)
      std::printf("%-7s %2zu %-17.17s n %6zu wape %6.2f mape %7.2f bias %6.2f signed %6.2f abs %6.2f cover %6.1f\n",
                  to_string(row.level).data(), row.ahead + 1, row.method.data(), row.cells, row.wape, row.mape, row.bias, row.mean_signed,
                  row.mean_absolute, row.coverage);
}

TEST(RealHistory, DISABLED_print_all) {
  for (const auto& [folder, mapping] : {std::pair("baltimore_city_schools", "us-baltimore"), std::pair("eauclaire_wi_sections", "us-eauclaire")}) {
    const auto read_in = read(folder, mapping);
    ASSERT_TRUE(read_in);
    for (const Issue& issue : read_in->findings.issues) std::printf("%s\n", issue.message(Lang::En).c_str());
    const Backtest test = backtest(read_in->history, {}, {});
    print(test);
    const Residuals all = residuals_until(read_in->history, read_in->history.years, 10, {}, 2);
    const Spread spread = calibrate(all, usual_spread(10));
    for (std::size_t h = 0; h < 10; ++h)
      std::printf("ahead %zu school %.3f cohort %.3f\n", h + 1, spread.school[h], spread.cohort[h]);
    ForecastOptions options;
    const Forecast forecast = make_forecast(read_in->history, options);
    for (std::size_t h = 0; h < 5; ++h)
      std::printf("%d: %.0f (%.0f - %.0f) flow %.0f schools %.0f feeding %.2f\n", forecast.first_year + int(h), forecast.all[h].middle, forecast.all[h].low,
                  forecast.all[h].high, total(forecast.counties[0].path.flow[h]), total(forecast.counties[0].school_sum[h]), forecast.counties[0].model.feeding);
  }
}

}  // namespace
}  // namespace junheng::forecast
