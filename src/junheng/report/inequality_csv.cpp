// Inequality as one long CSV: a line per number.
#include "junheng/formats/csv_writer.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"

namespace junheng::report {

namespace {

using monitor::Inequality;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Where a number belongs; what does not apply is empty.
struct Place {
  std::string_view kind;
  std::string_view name;
  std::string_view level = {};
  std::string_view area_code = {};
  std::string_view area_name = {};
};

class InequalityCsv {
 public:
  explicit InequalityCsv(const InequalityInput& input) : input_(input) {}

  std::string run() {
    for (const char* name :
         {"measure", "per", "stage", "school_year", "kind", "name", "level", "area_code", "area_name", "value", "low", "high", "unit"})
      csv_.field(name);
    csv_.end_row();
    for (const Inequality& result : *input_.results) {
      result_ = &result;
      measure_ = result.request.measure;
      per_ = result.request.per;
      year(result.whole);
      units();
      areas();
      for (const monitor::YearInequality& each : result.trend)
        if (each.year != result.request.year) year(each);
      dagum();
      moran();
      if (result.convergence) convergence(*result.convergence);
    }
    for (const monitor::Segregation& each : input_.first().segregation) segregation(each);
    return (input_.lang == Lang::Zh ? std::string(kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  void text_or_blank(std::string_view text) {
    if (text.empty()) csv_.blank();
    else csv_.field(text);
  }
  void number_or_blank(const std::optional<double>& value) {
    if (value) csv_.field(*value);
    else csv_.blank();
  }
  void line(SchoolYear year, const Place& place, const std::optional<double>& value,
            const std::optional<stats::Interval>& interval = std::nullopt) {
    csv_.field(measure_).field(per_);
    text_or_blank(result_->request.unit_level ? std::string_view() : to_string(result_->request.stage));
    csv_.field(year.first).field(place.kind).field(place.name);
    for (const std::string_view text : {place.level, place.area_code, place.area_name}) text_or_blank(text);
    number_or_blank(value);
    number_or_blank(interval ? std::optional(interval->low) : std::nullopt);
    number_or_blank(interval ? std::optional(interval->high) : std::nullopt);
    csv_.field(unit_id(result_->request));
    csv_.end_row();
  }
  void line(const Place& place, const std::optional<double>& value) { line(result_->request.year, place, value); }

  void year(const monitor::YearInequality& each) {
    for (const monitor::IndexResult& index : each.indices) {
      const auto interval = shown_interval(index);
      line(each.year, {"index", index.index.id()}, index.value, interval ? std::optional(interval->interval) : std::nullopt);
    }
    for (const auto& [name, theil] : {std::pair("theil_t", &each.theil_t), std::pair("theil_l", &each.theil_l)})
      for (const monitor::TheilTerm& term : theil->terms) line(each.year, {"decomposition", name, term.level}, term.value);
  }

  void units() {
    for (const AreaUnit& unit : area_units(*result_)) {
      line({"unit", "value", unit_id(result_->request), unit.code, unit.name}, unit.value);
      line({"unit", "weight", unit_id(result_->request), unit.code, unit.name}, unit.weight);
    }
  }

  void areas() {
    for (std::size_t level = 0; level < result_->levels.size(); ++level)
      for (const monitor::GroupResult& group : result_->levels[level].groups) {
        const std::string code = group_code(input_.dataset(), group.group);
        const std::string area = group_name(*result_, level, group.group, input_.lang);
        for (const auto& [name, value] :
             {std::pair("mean", std::optional(group.mean)), std::pair("cv", group.cv), std::pair("between_theil_t", group.between)})
          line({"area", name, result_->levels[level].name, code, area}, value);
      }
  }

  void dagum() {
    if (!result_->dagum || !result_->dagum->parts) return;
    const stats::GiniDecomposition& parts = *result_->dagum->parts;
    for (const auto& [name, value] :
         {std::pair("within", parts.within), std::pair("between", parts.between), std::pair("overlap", parts.overlap)})
      line({"dagum", name, result_->dagum->level}, value);
  }

  void moran() {
    if (!result_->moran) return;
    const monitor::AreaMoran& moran = *result_->moran;
    const std::string_view level = moran.level ? model::to_string(*moran.level) : std::string_view();
    const auto known = [&](double value) { return moran.undefined ? std::nullopt : std::optional(value); };
    line({"moran", "i", level}, known(moran.i));
    line({"moran", "expected", level}, known(moran.expected));
    line({"moran", "p", level}, known(moran.p));
    line({"moran", "neighbours", level}, static_cast<double>(moran.neighbours));
    line({"moran", "permutations", level}, known(static_cast<double>(moran.permutations)));
    line({"moran", "areas_without_place", level}, static_cast<double>(moran.areas_without_place));
    const model::Areas& areas = input_.dataset().areas;
    for (const monitor::MoranArea& area : moran.areas) {
      const std::string_view code = areas.codes.at(area.area.value);
      const std::string_view name = areas.names.at(area.area.value);
      line({"moran_area", "lag", level, code, name}, area.lag);
      // The name says the quadrant, the value how sure it is.
      line({"moran_area_p", quadrant_id(area.quadrant), level, code, name}, area.p);
    }
  }

  void convergence(const monitor::AreaConvergence& convergence) {
    const std::string_view level = convergence.level ? model::to_string(*convergence.level) : std::string_view();
    for (const ConvergenceFigure& figure : convergence_figures(convergence))
      line(figure.last, {"convergence", figure.id, level}, figure.value);
    line({"convergence", "areas", level}, static_cast<double>(convergence.areas));
    line({"convergence", "areas_left_out", level}, static_cast<double>(convergence.left_out.size()));
  }

  void segregation(const monitor::Segregation& each) {
    result_ = &input_.first();
    measure_ = each.group;
    per_ = "pupils";
    const bool is_known = !each.undefined;
    line({"segregation", "d"}, is_known ? std::optional(each.dissimilarity) : std::nullopt);
    for (std::size_t i = 0; is_known && i <= each.levels.size(); ++i) {
      const stats::EntropySegregation& part = i < each.levels.size() ? each.parts.between[i] : each.parts.within;
      const std::string_view level = i < each.levels.size() ? std::string_view(each.levels[i]) : "within";
      line({"segregation", "h", level}, part.h);
      line({"segregation", "m", level}, part.m);
    }
    line({"segregation", "h"}, is_known ? std::optional(each.parts.total().h) : std::nullopt);
    line({"segregation", "m"}, is_known ? std::optional(each.parts.total().m) : std::nullopt);
    line({"segregation", "group_pupils"}, each.group_pupils);
    line({"segregation", "pupils"}, each.pupils);
    line({"segregation", "schools"}, static_cast<double>(each.schools));
    line({"segregation", "schools_without_value"}, static_cast<double>(each.without_value.size()));
  }

  const InequalityInput& input_;
  formats::CsvWriter csv_;
  const Inequality* result_ = nullptr;
  std::string measure_;
  std::string per_;
};

}  // namespace

std::string inequality_csv(const InequalityInput& input) { return InequalityCsv(input).run(); }

}  // namespace junheng::report
