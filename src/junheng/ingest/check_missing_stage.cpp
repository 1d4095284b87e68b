// Rule "required_when", situations about stages of which nothing was given.
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "junheng/ingest/check_reader.h"
#include "junheng/model/school_traits.h"

namespace junheng::ingest {

namespace {

using model::FactTable;
using model::is_campus;
using model::stages_of_kind;
using model::was_open;

/// Which stages have rows; a row for the whole school is no row of a stage.
using StageFlags = std::array<bool, kStageCount>;

bool& at(StageFlags& flags, Stage stage) { return flags[static_cast<std::size_t>(stage)]; }

StageFlags stages_in(const FactTable& facts, std::span<const std::uint32_t> rows) {
  StageFlags flags{};
  for (const std::uint32_t row : rows) flags[facts.parts[row]] = true;
  return flags;
}

void add(const StageFlags& more, StageFlags& flags) {
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = flags[i] || more[i];
}

/// A school that teaches a stage by its kind, in a county that has rows of the stage, has one too.
class KindStage : public CheckRule {
 public:
  std::size_t unit_count(const CheckFrame& frame) const override { return frame.year() ? frame.county_count() : 0; }

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    const FactTable& facts = frame.dataset().stage_facts;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      StageFlags in_county = stages_in(facts, frame.stage_rows_of(county));
      const auto on_campuses = stages_on_campuses(frame, county);
      for (const std::uint32_t school : frame.schools_of(county)) {
        const auto expected = stages_of_kind(schools.kinds[school]);
        if (expected.empty() || is_campus(schools, school) || !was_open(schools, school, *frame.year())) continue;
        StageFlags own = stages_in(facts, facts.rows_of(*frame.year(), SchoolIndex(std::size_t{school})));
        if (const auto more = on_campuses.find(school); more != on_campuses.end()) add(more->second, own);
        for (const Stage stage : kCompulsoryStages) {
          const bool is_expected = std::ranges::find(expected, stage) != expected.end();
          if (!is_expected || at(own, stage) || !at(in_county, stage) || has_pupils_by_grade(frame, school, stage)) continue;
          if (is_lost(frame, county, school, stage) || !findings.takes("schools", school)) continue;
          findings.add({"schools", school, "kind"}, std::to_string(schools.kinds[school]), stage_params(stage, *frame.year()));
        }
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"missing_zh", "missing_en", "missing_year"}; }

  static Params stage_params(Stage stage, SchoolYear year) {
    return {{"missing_zh", std::string(stage_name(stage, Lang::Zh))},
            {"missing_en", std::string(stage_name(stage, Lang::En))},
            {"missing_year", std::to_string(year.first)}};
  }

 private:
  /// A campus that holds one stage of a through-school stays a row of that stage, and the school has none of its own. Rows that reading
  /// rejected count as given.
  static std::unordered_map<std::uint32_t, StageFlags> stages_on_campuses(const CheckFrame& frame, std::size_t county) {
    const model::Schools& schools = frame.dataset().schools;
    const FactTable& facts = frame.dataset().stage_facts;
    std::unordered_map<std::uint32_t, StageFlags> stages;
    for (const std::uint32_t school : frame.schools_of(county))
      if (is_campus(schools, school)) {
        StageFlags& of_parent = stages[schools.parents[school]->value];
        const SchoolIndex campus(std::size_t{school});
        add(stages_in(facts, facts.rows_of(*frame.year(), campus)), of_parent);
        for (const Stage stage : kCompulsoryStages)
          at(of_parent, stage) = at(of_parent, stage) || frame.has_lost_rows("stage_facts", campus, stage);
      }
    return stages;
  }

  /// Whether a rejected row may be what is missing: one of the school, or of a school that may have been a campus of it.
  static bool is_lost(const CheckFrame& frame, std::size_t county, std::uint32_t school, Stage stage) {
    const SchoolIndex at(std::size_t{school});
    return frame.has_lost_rows("stage_facts", at, stage) || frame.has_lost_rows("grade_facts", at, stage) ||
           frame.has_lost_rows_in("schools", county, stage);
  }

  /// Then the rule about grades without a stage row says it, with the number of pupils.
  static bool has_pupils_by_grade(const CheckFrame& frame, std::uint32_t school, Stage stage) {
    const FactTable& grades = frame.dataset().grade_facts;
    const model::NumberColumn* pupils = grades.column("pupils");
    if (pupils == nullptr) return false;
    const auto rows = grades.rows_of(*frame.year(), SchoolIndex(std::size_t{school}));
    return std::ranges::any_of(rows, [&](std::uint32_t row) {
      return stage_of_grade(grades.parts[row]) == stage && pupils->has(row) && pupils->at(row).value > 0;
    });
  }
};

/// A county with schools of a stage has rows of that stage.
class CountyStage : public CheckRule {
 public:
  std::size_t unit_count(const CheckFrame& frame) const override { return frame.year() ? frame.county_count() : 0; }

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      StageFlags given = stages_in(frame.dataset().stage_facts, frame.stage_rows_of(county));
      std::array<std::size_t, kStageCount> wanting{};
      for (const std::uint32_t school : frame.schools_of(county)) {
        if (is_campus(schools, school) || !was_open(schools, school, *frame.year())) continue;
        for (const Stage stage : stages_of_kind(schools.kinds[school])) ++wanting[static_cast<std::size_t>(stage)];
      }
      const std::size_t area = frame.county(county).value;
      for (const Stage stage : kCompulsoryStages) {
        const std::size_t count = wanting[static_cast<std::size_t>(stage)];
        if (count == 0 || at(given, stage) || frame.has_lost_rows_in("stage_facts", county, stage) || !findings.takes("areas", area))
          continue;
        Params params = KindStage::stage_params(stage, *frame.year());
        params.emplace_back("count", std::to_string(count));
        findings.add({"areas", area}, "", std::move(params));
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"missing_zh", "missing_en", "missing_year", "count"}; }
};

}  // namespace

std::unique_ptr<CheckRule> make_kind_stage_rule(CheckReader& reader) {
  reader.fixed_table("schools");
  return std::make_unique<KindStage>();
}

std::unique_ptr<CheckRule> make_county_stage_rule(CheckReader& reader) {
  reader.fixed_table("areas");
  return std::make_unique<CountyStage>();
}

}  // namespace junheng::ingest
