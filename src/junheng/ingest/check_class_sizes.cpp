// Rule "class_sizes": pupils against the bounds of the class sizes in class_bands.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/model/band_counts.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::BandCounts;
using model::ClassBandBounds;
using model::FactTable;
using model::kClassBandBounds;
using model::kClassBandCount;
using model::NumberColumn;

double class_count(const BandCounts& bands) {
  double sum = 0;
  for (const double classes : bands.classes) sum += classes;
  return sum;
}

/// The fewest and most pupils that so many of the classes can have: those of the smallest bands with their least, those of the largest
/// with their most. Asked for no more classes than there are.
ClassBandBounds pupils_in(const BandCounts& bands, double classes) {
  ClassBandBounds sum{0, 0};
  double left = classes;
  for (std::size_t band = 0; band < kClassBandCount && left > 0; ++band) {
    const double taken = std::min(left, bands.classes[band]);
    sum.least += taken * kClassBandBounds[band].least;
    left -= taken;
  }
  left = classes;
  for (std::size_t band = kClassBandCount; band-- > 0 && left > 0;) {
    const double taken = std::min(left, bands.classes[band]);
    sum.most += taken * kClassBandBounds[band].most;
    left -= taken;
  }
  return sum;
}

bool holds(const ClassBandBounds& bounds, double pupils) { return pupils >= bounds.least && pupils <= bounds.most; }

void add_range(const ClassBandBounds& bounds, Params& params) {
  const std::string least = number_text(bounds.least);
  if (bounds.most >= ClassBandBounds::kOpenEnd) {
    params.insert(params.end(), {{"range_zh", "至少 " + least + " 人"}, {"range_en", least + " pupils or more"}});
    return;
  }
  const std::string most = number_text(bounds.most);
  params.insert(params.end(), {{"range_zh", least + " 至 " + most + " 人"}, {"range_en", least + " to " + most + " pupils"}});
}

class ClassSizes : public CheckRule {
 public:
  explicit ClassSizes(CheckReader& reader) : table_(reader.word("against", {"stage_facts", "grade_facts"})) {
    if (!table_.empty()) reader.fixed_table(table_);
  }

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    if (table_.empty() || frame.table("class_bands").size == 0 || frame.column(table_, "pupils") == nullptr) return 0;
    if (table_ == "grade_facts" && frame.column(table_, "classes") == nullptr) return 0;
    return frame.dataset().schools.size();
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    for (const SchoolYear year : frame.dataset().class_bands.distinct_years())
      for (const Stage stage : kCompulsoryStages) {
        const auto lines = frame.dataset().bands_by_school().of(year, stage);
        for (std::size_t at = schools.begin; at < schools.end; ++at) {
          const SchoolIndex school(at);
          const BandCounts* bands = lines.of(school);
          // A band without its number may hold any number of classes.
          if (bands == nullptr || bands->has_gap || class_count(*bands) <= 0) continue;
          if (frame.has_lost_rows("class_bands", school, stage)) continue;
          if (table_ == "grade_facts") check_grades({frame, year, school, stage}, *bands, findings);
          else check_stage({frame, year, school, stage}, *bands, findings);
        }
      }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override {
    return {"classes", "average", "range_zh", "range_en", "others_zh", "others_en"};
  }

 private:
  struct Place {
    const CheckFrame& frame;
    SchoolYear year;
    SchoolIndex school;
    Stage stage;
  };

  /// Where the numbers of classes differ, another check says so, and which classes are meant is open.
  void check_stage(const Place& place, const BandCounts& bands, Findings& findings) const {
    const FactTable& facts = place.frame.dataset().stage_facts;
    const std::uint32_t row = facts.find(place.year, place.school, static_cast<std::uint8_t>(place.stage));
    if (row == model::kNoRow) return;
    const NumberColumn* classes = place.frame.column(table_, "classes");
    const double count = class_count(bands);
    if (classes != nullptr && classes->has(row) && classes->at(row).value != count) return;
    report(place.frame, row, {pupils_in(bands, count), count}, findings);
  }

  /// Classes of several grades are counted in each: then there are more of them than in the bands, and none is looked at.
  void check_grades(const Place& place, const BandCounts& bands, Findings& findings) const {
    const FactTable& facts = place.frame.dataset().grade_facts;
    const NumberColumn& classes = *place.frame.column(table_, "classes");
    double sum = 0;
    for (const std::uint32_t row : facts.rows_of(place.year, place.school))
      if (stage_of_grade(facts.parts[row]) == place.stage && classes.has(row)) sum += classes.at(row).value;
    if (sum > class_count(bands)) return;
    const NumberColumn& pupils = *place.frame.column(table_, "pupils");
    // The bands are the likelier slip: one finding of a school and stage, at the first of its grades.
    std::optional<std::uint32_t> first;
    std::size_t others = 0;
    for (const std::uint32_t row : facts.rows_of(place.year, place.school)) {
      if (stage_of_grade(facts.parts[row]) != place.stage || !pupils.has(row)) continue;
      if (!classes.has(row) || classes.at(row).value <= 0 || holds(pupils_in(bands, classes.at(row).value), pupils.at(row).value)) continue;
      if (first) ++others;
      else first = row;
    }
    if (!first) return;
    const double count = classes.at(*first).value;
    report(place.frame, *first, {pupils_in(bands, count), count, others}, findings);
  }

  struct Room {
    ClassBandBounds pupils;
    double classes;
    /// Further grades of the school and stage that do not fit.
    std::size_t others = 0;
  };

  void report(const CheckFrame& frame, std::uint32_t row, const Room& room, Findings& findings) const {
    const NumberColumn& pupils = *frame.column(table_, "pupils");
    if (!pupils.has(row)) return;
    const double value = pupils.at(row).value;
    if (holds(room.pupils, value) || !findings.takes(table_, row)) return;
    Params params = {{"classes", number_text(room.classes)}, {"average", rounded_text(value / room.classes)}};
    add_range(room.pupils, params);
    const std::string others = std::to_string(room.others);
    params.emplace_back("others_zh", room.others == 0 ? "" : "（该学段另有 " + others + " 个年级也对不上）");
    params.emplace_back("others_en", room.others == 0 ? "" : " (as do " + others + " more of the stage)");
    findings.add({table_, row, "pupils"}, number_text(value), std::move(params));
  }

  std::string table_;
};

}  // namespace

std::unique_ptr<CheckRule> make_class_sizes_rule(CheckReader& reader) { return std::make_unique<ClassSizes>(reader); }

}  // namespace junheng::ingest
