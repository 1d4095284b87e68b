#include "junheng/forecast/settlement_demand.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include <fmt/format.h>

namespace junheng::forecast {

namespace {

using model::Settlements;

/// Ages under which children not yet born are divided like those who are there.
constexpr std::size_t kYoung = 3;

/// Shares of rows in their sum; nullopt where one has no number, or all have none.
using Shares = std::optional<std::vector<double>>;

Shares shares_of(const model::NumberColumn& column, const std::vector<std::uint32_t>& rows) {
  std::vector<double> out;
  for (const std::uint32_t row : rows) {
    const auto value = column.get(row);
    if (!value) return std::nullopt;
    out.push_back(*value);
  }
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  if (sum <= 0) return std::nullopt;
  for (double& each : out) each /= sum;
  return out;
}

/// The shares of a county's settlements in its children by age and in its pupils by stage.
class CountyShares {
 public:
  CountyShares(const Settlements& table, const std::vector<std::uint32_t>& rows) {
    for (std::size_t age = 0; age < Settlements::kAges; ++age) by_age_.push_back(shares_of(table.children[age], rows));
    primary_ = shares_of(table.pupils_primary, rows);
    junior_ = shares_of(table.pupils_junior, rows);
    std::vector<double> young(rows.size(), 0);
    bool is_told = true;
    for (std::size_t age = 0; age < kYoung; ++age) {
      is_told = is_told && by_age_[age].has_value();
      for (std::size_t i = 0; i < rows.size() && by_age_[age]; ++i) young[i] += table.children[age].get(rows[i]).value_or(0);
    }
    const double sum = std::accumulate(young.begin(), young.end(), 0.0);
    if (!is_told || sum <= 0) return;
    for (double& each : young) each /= sum;
    young_ = std::move(young);
  }

  /// Of the pupils of a grade so many years from today.
  [[nodiscard]] const Shares& of(std::size_t grade, std::size_t years, Stage stage) const {
    const int age = birth_lag(static_cast<int>(grade)) - static_cast<int>(years);
    if (age < 0 && young_) return young_;
    if (age >= 0 && age < static_cast<int>(Settlements::kAges) && by_age_[static_cast<std::size_t>(age)])
      return by_age_[static_cast<std::size_t>(age)];
    return stage == Stage::Primary ? primary_ : junior_;
  }

 private:
  std::vector<Shares> by_age_;
  Shares young_;
  Shares primary_;
  Shares junior_;
};

/// Pupils of a stage by settlement and year; nullopt where a share is missing.
std::optional<std::vector<std::vector<double>>> divide(const CountyForecast& county, const CountyShares& shares, Stage stage,
                                                       std::size_t settlements) {
  const std::size_t horizon = county.path.flow.size();
  std::vector<std::vector<double>> out(settlements, std::vector<double>(horizon, 0.0));
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    for (std::size_t g = 0; g < kGrades; ++g) {
      const double flow = county.path.flow[ahead][g];
      if (is_none(flow) || flow <= 0 || stage_of_grade(static_cast<int>(g)) != stage) continue;
      const Shares& share = shares.of(g, ahead + 1, stage);
      if (!share) return std::nullopt;
      for (std::size_t i = 0; i < settlements; ++i) out[i][ahead] += flow * (*share)[i];
    }
  }
  return out;
}

std::map<std::string_view, std::vector<std::uint32_t>> rows_by_county(const SettlementTable& table) {
  std::map<std::string_view, std::vector<std::uint32_t>> out;
  for (std::size_t row = 0; row < table.counties.size(); ++row) out[table.counties[row]].push_back(static_cast<std::uint32_t>(row));
  return out;
}

}  // namespace

bool SettlementPlan::has_table() const {
  return std::ranges::any_of(gaps, [](SettlementGap gap) { return gap != SettlementGap::NoTable; });
}

std::string name_settlements(std::span<const SettlementOutside> settlements) {
  constexpr std::size_t kNamed = 10;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, settlements.size()); ++i)
    names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", settlements[i].id, settlements[i].county);
  return settlements.size() > kNamed ? names + " ..." : names;
}

SettlementTable settlements_of(std::span<const model::Dataset* const> datasets) {
  const model::Dataset* told = nullptr;
  for (const model::Dataset* data : datasets)
    if (data->settlements.size() > 0) told = data;
  if (told == nullptr) return {};
  SettlementTable out{told->settlements, {}};
  const model::Areas& areas = told->areas;
  for (const AreaIndex area : out.rows.areas)
    out.counties.emplace_back(areas.codes.at(areas.at_level(area, model::AreaLevel::County).value_or(area).value));
  return out;
}

SettlementPlan settlement_demand(const SettlementTable& settlements, const History& history, const Forecast& forecast) {
  SettlementPlan out;
  const auto by_county = rows_by_county(settlements);
  const Settlements& table = settlements.rows;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const auto rows = by_county.find(history.counties[county].code);
    out.gaps.push_back(rows == by_county.end() ? SettlementGap::NoTable : SettlementGap::None);
    if (rows == by_county.end()) continue;
    const CountyShares shares(table, rows->second);
    std::vector<SettlementDemand> made;
    for (const Stage stage : kCompulsoryStages) {
      const auto pupils = divide(forecast.counties[county], shares, stage, rows->second.size());
      if (!pupils) {
        out.gaps.back() = SettlementGap::NoChildren;
        made.clear();
        break;
      }
      const model::NumberColumn& today = stage == Stage::Primary ? table.pupils_primary : table.pupils_junior;
      for (std::size_t i = 0; i < rows->second.size(); ++i) {
        const std::uint32_t row = rows->second[i];
        made.push_back({std::string(table.ids.at(row)), std::string(table.names.at(row)), county, stage, today.get(row).value_or(kNone),
                        (*pupils)[i]});
      }
    }
    std::ranges::move(made, std::back_inserter(out.rows));
  }
  for (const auto& [code, rows] : by_county)
    if (std::ranges::find(history.counties, code, &HistoryArea::code) == history.counties.end())
      for (const std::uint32_t row : rows) out.outside.push_back({std::string(table.ids.at(row)), std::string(code)});
  return out;
}

}  // namespace junheng::forecast
