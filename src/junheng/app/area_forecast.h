#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "junheng/app/area_case.h"
#include "junheng/app/forecast_desk.h"

namespace junheng::app {

/// What is asked of the years ahead; factors as in a scenario (docs/scenario-format.md).
struct ForecastQuestion {
  /// 1 to kMostForecastYears.
  std::size_t years = 5;
  std::vector<double> births = {1.0};
  std::vector<double> migration = {1.0};
  std::size_t draws = 100;
  std::uint64_t seed = 1;
};

/// Forecasts of the runs of an office; what they are made from is held while it is asked for. Any thread may call. The office must end
/// before it: what large areas need is made on a thread of the office.
class ForecastRoom {
 public:
  explicit ForecastRoom(Office& office) : office_(office) {}

  /// Schema Forecast of an area, a county or above. Up to 2,000 schools it is made at once; of more on a thread of its own, and who asks is
  /// told to come again until it is there. Above kMostDeskSchools without schools: areas alone.
  /// Who may not see small counts is told what all sides of the hidden numbers have in common.
  /// Errors: those of finished_run and visible_area; AreaNotAssessed (below the county); ForecastWithoutGrades; ServerBusy; those of the
  /// store.
  [[nodiscard]] Result<StoredBody> of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question);

  /// Schema ForecastPlan of an area: its teachers to come by subject and year, and its settlements, of the same forecast. Who may not see
  /// persons is not told who retires. Errors: those of of_area.
  [[nodiscard]] Result<StoredBody> plan_of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question);

  /// Schema Forecast of a school, with its county's births and flow. Accounts of an area within the county see it too.
  /// Errors: NoSuchSchool; ForecastWithoutGrades (the school has none); those of of_area.
  [[nodiscard]] Result<StoredBody> of_school(const Access& access, std::int64_t run_id, const std::string& school_id,
                                             const ForecastQuestion& question, Lang lang);

 private:
  [[nodiscard]] Result<std::shared_ptr<const ForecastDesk>> desk_of(const ForecastPlace& place, std::chrono::milliseconds patience);
  /// What is shown of the forecast of an area.
  struct ForecastPage {
    std::string name;
    std::string (*write)(const Office&, const ForecastDesk&, const ForecastPlace&, const ForecastQuestion&, Lang);
  };
  [[nodiscard]] Result<StoredBody> page_of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question,
                                                const ForecastPage& page);
  [[nodiscard]] Result<StoredBody> large_page(const ForecastPlace& place, const ForecastQuestion& question, Lang lang,
                                              const ForecastPage& page);

  static constexpr std::size_t kDeskBytes = 256ULL << 20;
  static constexpr std::size_t kBodyBytes = 32ULL << 20;

  Office& office_;
  LruCache<ForecastDesk> desks_{kDeskBytes};
  /// Of large areas.
  LruCache<StoredBody> bodies_{kBodyBytes};
};

}  // namespace junheng::app
