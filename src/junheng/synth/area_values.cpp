#include "junheng/synth/area_values.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "junheng/synth/survey.h"

namespace junheng::synth {

namespace {

/// Sums over the schools of a county in one year.
struct Totals {
  int primary_pupils = 0;
  int junior_pupils = 0;
  int final_grade_pupils = 0;
  int teachers = 0;
  int migrants_public = 0;
  int migrants_private = 0;
};

Totals totals_of(const County& county, const CountyYear& year) {
  Totals totals;
  for (std::size_t i = 0; i < year.schools.size(); ++i) {
    for (const StageValues& stage : year.schools[i].stages) {
      const Cohorts& cohorts = stage.cohorts;
      if (cohorts.stage == Stage::Senior) continue;
      (cohorts.stage == Stage::Primary ? totals.primary_pupils : totals.junior_pupils) += cohorts.pupils();
      if (cohorts.grades.back().grade == 9) totals.final_grade_pupils += cohorts.grades.back().pupils;
      totals.teachers += stage.staff.teachers;
      const int migrants = cohorts.sum(&GradeValues::migrant_worker_pupils);
      (county.plan.schools[i].is_private() ? totals.migrants_private : totals.migrants_public) += migrants;
    }
  }
  return totals;
}

double whole(double value) { return std::round(value); }
double hundreds(double value) { return 100 * std::round(value / 100); }

/// Conditions of life and pay, in hundreds of yuan. They grow from year to year.
void add_economy(std::vector<AreaValue>& values, const County& county, const CountyYear& year, Rng& rng) {
  const double maturity = county.traits.maturity;
  const bool is_district = county.traits.type == CountyType::District;
  const int years_back = county.years_back(year);
  const double growth = std::pow(0.95, years_back);
  const double wealth = growth * (is_district ? 1.4 : 1.0) * (0.75 + 0.7 * maturity) * rng.between(0.85, 1.15);
  values.push_back({"gdp_per_head_yuan", hundreds(48000 * wealth)});
  values.push_back({"fiscal_revenue_per_head_yuan", hundreds(3600 * wealth * rng.between(0.8, 1.2))});
  const double income_yuan = 24000 * wealth * rng.between(0.9, 1.1);
  values.push_back({"income_per_head_yuan", hundreds(income_yuan)});
  // Nearly half of the residents live in towns and earn some 2.4 times what farmers do.
  values.push_back({"income_rural_per_head_yuan", hundreds(0.6 * income_yuan)});
  values.push_back({"income_urban_per_head_yuan", hundreds(1.45 * income_yuan)});
  const double civil_servant_pay_yuan = hundreds(88000 * (0.6 + 0.4 * wealth));
  values.push_back({"civil_servant_pay_yuan", civil_servant_pay_yuan});
  // Only counties far behind pay teachers less than civil servants, but years ago many did.
  constexpr double kYearlyGain = 0.008;
  const double ratio = (maturity < 0.12 ? rng.between(0.95, 0.995) : rng.between(1.0, 1.06)) - kYearlyGain * years_back;
  values.push_back(
      {"teacher_pay_yuan", ratio < 1 ? std::floor(civil_servant_pay_yuan * ratio) : std::ceil(civil_servant_pay_yuan * ratio)});
}

void add_population(std::vector<AreaValue>& values, const County& county, const CountyYear& year) {
  const double residents = resident_population(county, year);
  double rural_share = 0.08;
  if (county.traits.type == CountyType::County) rural_share = 0.52;
  if (county.traits.type == CountyType::City) rural_share = 0.38;
  values.push_back({"resident_population", residents});
  values.push_back({"rural_population", whole(residents * (rural_share - 0.06 * maturity_in(county, year)))});
  values.push_back({"townships", static_cast<double>(county.plan.townships.size())});
  values.push_back({"villages", static_cast<double>(county.plan.villages)});
}

/// Entrants of three years ago follow from today's final grade, the moves, and a rate of retention.
void add_retention(std::vector<AreaValue>& values, double maturity, const Totals& totals, Rng& rng) {
  const double final_grade = totals.final_grade_pupils;
  const double moved_in = whole(final_grade * rng.between(0.01, 0.03));
  const double moved_out = whole(final_grade * rng.between(0.01, 0.04));
  const auto deaths = static_cast<double>(rng.rounded(final_grade * 0.0003));
  const double lag = 1 - maturity;
  const double retention = std::min(0.998, 0.992 - 0.028 * lag * lag + 0.006 * rng.bell());
  values.push_back({"junior_final_grade_pupils", final_grade});
  values.push_back({"junior_in_3y", moved_in});
  values.push_back({"junior_out_3y", moved_out});
  values.push_back({"junior_deaths_3y", deaths});
  values.push_back({"junior_entrants_3y_ago", whole((final_grade - moved_in + moved_out) / retention) + deaths});
}

void add_access(std::vector<AreaValue>& values, double maturity, const Totals& totals, Rng& rng) {
  const double lag = 1 - maturity;
  // Every migrant child is at some school; what differs is how many places in private schools the county pays for.
  const double eligible = totals.migrants_public + totals.migrants_private;
  values.push_back({"migrant_eligible", eligible});
  values.push_back({"migrant_public", static_cast<double>(totals.migrants_public)});
  values.push_back({"migrant_purchased", whole(totals.migrants_private * std::clamp(0.95 - 0.9 * lag, 0.0, 0.95))});

  const double disabled = std::max(1.0, whole((totals.primary_pupils + totals.junior_pupils) * rng.between(0.004, 0.006)));
  values.push_back({"disabled_children", disabled});
  // Rounded up, so that a small county does not fall below the line by a fraction of a child.
  values.push_back({"disabled_enrolled", std::ceil(disabled * std::min(1.0, 0.985 - 0.045 * lag * lag + 0.01 * rng.bell()))});

  const double places = whole(totals.final_grade_pupils * rng.between(0.35, 0.5));
  const double allocated = std::ceil(places * (0.50 + 0.2 * maturity - (lag > 0.9 ? 0.06 : 0) + rng.between(0.0, 0.05)));
  values.push_back({"quality_senior_places", places});
  values.push_back({"quality_senior_places_allocated", allocated});
  values.push_back({"quality_senior_places_allocated_rural", whole(allocated * rng.between(0.35, 0.55))});
}

struct DocumentItem {
  std::string_view id;
  std::string_view evidence;
  /// Chance that a county at the bottom of maturity lacks it; none lacks it above the middle.
  double chance_lacking = 0.1;
};

// What a county shows by documents: high-quality balance first, then basic balance.
constexpr auto kDocuments = std::to_array<DocumentItem>({
    {"G1", "县教育设施布局专项规划"},
    {"G2", "城乡统一标准的文件"},
    {"G10", "教职工编制和岗位统筹分配文件", 0.15},
    {"Q3", "学校章程核准文件"},
    {"Q5", "信息化应用考核结果", 0.2},
    {"Q6", "德育与校园文化评估结果", 0.15},
    {"Q7", "课程开设检查记录", 0.2},
    {"Q8", "作业与睡眠监测结果", 0.25},
    {"P2", "年度监测报告"},
    {"A1", "教育发展规划与财政预算", 0.05},
    {"A2", "留守儿童关爱工作方案", 0.05},
    {"A4", "普通高中招生文件", 0.05},
    {"A5", "均衡发展责任书", 0.05},
    {"A6", "财政预算与决算报表", 0.1},
    {"A7", "薄弱学校改造计划", 0.05},
    {"A8", "转移支付资金使用说明", 0.05},
    {"A9", "绩效工资实施办法", 0.05},
    {"A10", "学科教师配备统计", 0.3},
    {"A11", "校长教师交流制度", 0.1},
    {"A12", "教师培训经费决算", 0.1},
    {"A13", "课程开设检查记录", 0.2},
    {"A15", "学生体质健康监测结果", 0.15},
    {"A16", "招生与编班检查记录", 0.15},
    {"A17", "作业与睡眠监测结果", 0.25},
    // Read by the standard of 2012, where no province's school standard is chosen; that of 2017 takes its P1 from the accreditation.
    {"P1", "省级办学基本标准复核结论", 0.2},
});

constexpr auto kVetoes = std::to_array<std::string_view>({"V1", "V2", "V3", "V4", "V5", "V6"});

void add_documents(std::vector<AreaValue>& values, double maturity, Rng& rng) {
  // 1 at the bottom, 0 from the middle on.
  const double backlog = std::max(0.0, 1 - 2 * maturity);
  for (const DocumentItem& item : kDocuments) {
    const bool is_lacking = rng.chance(item.chance_lacking * backlog);
    values.push_back({item.id, is_lacking ? 0.0 : 1.0, is_lacking ? std::string_view{} : item.evidence});
  }
  for (const std::string_view veto : kVetoes) values.push_back({veto, rng.chance(0.02 * backlog) ? 1.0 : 0.0});
}

std::uint64_t year_part(const CountyYear& year) { return static_cast<std::uint64_t>(year.year.first); }

}  // namespace

int resident_population(const County& county, const CountyYear& year) {
  Rng rng = county_stream(county.seed, county.traits.number, {5});
  const Totals totals = totals_of(county, county.now());
  const double share_in_primary = rng.between(0.060, 0.072);
  // People move from the counties to the towns.
  const double yearly_change = county.traits.type == CountyType::County ? -0.004 : 0.006;
  return static_cast<int>(std::lround(totals.primary_pupils / share_in_primary * std::pow(1 + yearly_change, -county.years_back(year))));
}

int accreditation_year(const County& county) {
  Rng rng = county_stream(county.seed, county.traits.number, {6});
  const int latest = std::min(2020, county.now().year.first - 2);
  // Counties ahead were recognised earlier.
  const double place = std::clamp(1 - county.traits.maturity + 0.2 * rng.bell(), 0.0, 0.999);
  return 2013 + static_cast<int>(place * (latest - 2013 + 1));
}

std::vector<AreaValue> area_values(const County& county, const CountyYear& year) {
  const Totals totals = totals_of(county, year);
  // The economy and the documents are those of the county; what counts pupils moves with the year.
  Rng lasting = county_stream(county.seed, county.traits.number, {7});
  Rng yearly = county_stream(county.seed, county.traits.number, {8, year_part(year)});
  std::vector<AreaValue> values;
  values.reserve(64);
  const double maturity = maturity_in(county, year);
  add_population(values, county, year);
  add_economy(values, county, year, lasting);
  values.push_back({"public_funds_quota_primary_yuan", static_cast<double>(year.money.quota_primary_yuan)});
  values.push_back({"public_funds_quota_junior_yuan", static_cast<double>(year.money.quota_junior_yuan)});
  add_access(values, maturity, totals, yearly);
  add_retention(values, maturity, totals, yearly);
  values.push_back({"training_funds_national_yuan", hundreds(totals.teachers * yearly.between(250, 400))});
  add_documents(values, maturity, lasting);
  return values;
}

std::vector<AreaValue> reported_outcomes(const County& county, const CountyYear& year) {
  const auto passes = [](const QualityResult& result) { return result.level >= 3 && result.between_school_share < 0.15; };
  const double percent = std::round(1000 * satisfied_share(county, year)) / 10;
  return {{"S1", percent, "满意度调查汇总"},
          {"Q9", std::ranges::all_of(quality_results(county, year), passes) ? 1.0 : 0.0, "国家义务教育质量监测报告"}};
}

std::vector<QualityResult> quality_results(const County& county, const CountyYear& year) {
  constexpr auto kSubjects = std::to_array<std::string_view>({"语文", "数学", "科学", "体育", "艺术", "德育"});
  Rng rng = county_stream(county.seed, county.traits.number, {9, year_part(year)});
  const double lag = 1 - maturity_in(county, year);
  std::vector<QualityResult> results;
  for (const std::string_view subject : kSubjects) {
    for (const int grade : {4, 8}) {
      const int level = rng.chance(0.25 * (lag - 0.6)) ? 2 : rng.chance(0.4) ? 4 : 3;
      const double share = 0.05 + 0.06 * lag + 0.015 * std::abs(rng.bell());
      results.push_back({subject, grade, level, std::round(share * 1000) / 1000});
    }
  }
  return results;
}

}  // namespace junheng::synth
