// Inequality as one long CSV: a line per number.
#include <numeric>

#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"

namespace junheng::report {

namespace {

using monitor::Inequality;

/// Where a number belongs; what does not apply is empty.
struct Place {
  std::string_view kind;
  std::string_view name;
  std::string_view level = {};
  std::string_view area_code = {};
  std::string_view area_name = {};
  std::string_view setting = {};
};

class InequalityCsv {
 public:
  explicit InequalityCsv(const InequalityInput& input) : input_(input) {}

  std::string run() {
    for (const char* name : {"measure", "per", "stage", "school_year", "kind", "name", "level", "area_code", "area_name", "value", "low",
                             "high", "unit", "setting"})
      csv_.field(word("column", name));
    csv_.end_row();
    for (const Inequality& result : *input_.results) {
      result_ = &result;
      measure_ = measure_word(result.request.measure);
      per_ = measure_word(result.request.per);
      year(result.whole);
      units();
      areas();
      for (const monitor::YearInequality& each : result.trend)
        if (each.year != result.request.year) year(each);
      concentration();
      dagum();
      moran();
      if (result.convergence) convergence(*result.convergence);
    }
    for (const monitor::Segregation& each : input_.first().segregation) segregation(each);
    return (input_.lang == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  /// A code, or what it means in Chinese; codes without a word stand as they are.
  [[nodiscard]] std::string word(std::string_view column, std::string_view code) const {
    const std::string key = "inequality.csv." + std::string(column) + "." + std::string(code);
    return std::string(input_.lang == Lang::Zh && has_text(key) ? text(key, input_.lang) : code);
  }
  [[nodiscard]] std::string measure_word(const std::string& id) const {
    return input_.lang == Lang::En || id.empty() ? id : inequality_measure(result_->request, id, input_.lang);
  }
  [[nodiscard]] std::string setting_word(monitor::Setting setting) const {
    const std::string_view id = monitor::to_string(setting);
    return std::string(input_.lang == Lang::Zh ? text("inequality.setting." + std::string(id), input_.lang) : id);
  }
  void line(SchoolYear year, const Place& place, const std::optional<double>& value,
            const std::optional<stats::Interval>& interval = std::nullopt) {
    csv_.field(measure_).field(per_);
    if (result_->request.unit_level) csv_.blank();
    else csv_.field(input_.lang == Lang::Zh ? stage_name(result_->request.stage, input_.lang) : to_string(result_->request.stage));
    csv_.field(year.first).field(word("kind", place.kind)).field(word("name", place.name)).field(word("level", place.level));
    csv_.field(place.area_code).field(place.area_name).field(value);
    csv_.field(interval ? std::optional(interval->low) : std::nullopt).field(interval ? std::optional(interval->high) : std::nullopt);
    csv_.field(word("level", unit_id(result_->request))).field(place.setting);
    csv_.end_row();
  }
  void line(const Place& place, const std::optional<double>& value) { line(result_->request.year, place, value); }

  void year(const monitor::YearInequality& each) {
    for (const monitor::IndexResult& index : each.indices) {
      const auto interval = shown_interval(index);
      const std::string name = input_.lang == Lang::Zh ? index_name(index.index, input_.lang) : index.index.id();
      line(each.year, {"index", name}, index.value, interval ? std::optional(interval->interval) : std::nullopt);
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
        const std::string setting = group.group.setting ? setting_word(*group.group.setting) : "";
        for (const auto& [name, value] :
             {std::pair("mean", std::optional(group.mean)), std::pair("cv", group.cv), std::pair("between_theil_t", group.between)})
          line({"area", name, result_->levels[level].name, code, area, setting}, value);
      }
  }

  void concentration() {
    if (!result_->concentration) return;
    const monitor::Concentration& concentration = *result_->concentration;
    const std::string by = input_.lang == Lang::Zh        ? ranking_name(*result_, input_.lang)
                           : concentration.by.per.empty() ? concentration.by.measure
                                                          : concentration.by.measure + "/" + concentration.by.per;
    const auto shown = concentration_interval(concentration);
    line(result_->request.year, {"concentration", by}, concentration.value, shown ? std::optional(shown->interval) : std::nullopt);
    line({"concentration_gini", by}, concentration.gini);
    line({"concentration_units", by}, static_cast<double>(concentration.units));
    line({"concentration_without_rank", by}, static_cast<double>(concentration.without_rank.size()));
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
    if (moran.rule.within_km) line({"moran", "within_km", level}, *moran.rule.within_km);
    else line({"moran", "neighbours", level}, static_cast<double>(moran.rule.nearest));
    line({"moran", moran.rule.is_inverse_distance ? "weights_inverse_distance" : "weights_equal", level}, std::nullopt);
    line({"moran", "mean_neighbours", level}, known(moran.mean_neighbours));
    line({"moran", "areas_without_neighbours", level}, known(static_cast<double>(moran.without_neighbours.size())));
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
    measure_ = input_.lang == Lang::Zh ? segregated_groups(each, input_.lang) : each.id();
    per_ = measure_word("pupils");
    const bool is_known = !each.undefined;
    line({"segregation", "d"}, is_known ? std::optional(each.dissimilarity) : std::nullopt);
    for (std::size_t i = 0; is_known && i <= each.levels.size(); ++i) {
      const stats::EntropySegregation& part = i < each.levels.size() ? each.parts.between[i] : each.parts.within;
      const std::string_view level = i < each.levels.size() ? std::string_view(each.levels[i]) : "within";
      line({"segregation", "h", level}, part.h);
      line({"segregation", "m", level}, part.m);
    }
    line({"segregation", "h"}, is_known ? std::optional(each.whole.h) : std::nullopt);
    line({"segregation", "m"}, is_known ? std::optional(each.whole.m) : std::nullopt);
    line({"segregation", "group_pupils"}, std::accumulate(each.group_pupils.begin(), each.group_pupils.end(), 0.0));
    for (std::size_t g = 0; g < each.groups.size() && each.groups.size() > 1; ++g)
      line({"segregation_group", input_.lang == Lang::Zh ? text("inequality.group." + each.groups[g], input_.lang) : each.groups[g]},
           each.group_pupils[g]);
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
