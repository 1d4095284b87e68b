#include "junheng/report/template_plan.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string_view>

#include "junheng/assess/units.h"
#include "junheng/model/english_names.h"

namespace junheng::report {

namespace {

using model::ColumnSpec;
using standards::ItemRule;

/// Measures that table I of the application form lists.
constexpr std::array kFormMeasures = {"classes", "staff", "teachers"};
constexpr std::array kFormItems = {"resident_population",
                                   "rural_population",
                                   "townships",
                                   "villages",
                                   "gdp_per_head_yuan",
                                   "fiscal_revenue_per_head_yuan",
                                   "income_per_head_yuan",
                                   "income_rural_per_head_yuan",
                                   "income_urban_per_head_yuan"};

/// A county may have no school of these kinds, or in these settings; then it reports the item.
bool asks_some_kinds(const standards::ItemClause& clause) {
  return (clause.rule == ItemRule::EachSchoolRatio && !clause.scope.kinds.empty()) ||
         (clause.rule == ItemRule::SchoolsRatio && !clause.scope.setting_prefixes.empty());
}

/// What the rules of a standard look at.
class Needs {
 public:
  explicit Needs(const standards::Standard& standard) : standard_(standard), pack_(standard.pack) {
    measures_.insert("pupils");
    if (is_china()) measures_.insert(kFormMeasures.begin(), kFormMeasures.end());
    for (const auto& indicator : pack_.indicators) {
      if (indicator.parts.empty()) add(indicator.ratio);
      for (const auto& part : indicator.parts) add(part.ratio);
    }
    for (const auto& item : pack_.items)
      for (const auto& clause : item.clauses) add_clause(clause);
    for (const auto& tolerance : standard.tolerances) add_tolerance(tolerance);
  }

  [[nodiscard]] bool is_china() const { return pack_.country == "CN"; }

  /// In the order of the format, then those that the standard adds.
  [[nodiscard]] std::vector<TemplateColumn> measures() const {
    std::vector<TemplateColumn> out;
    for (const ColumnSpec& spec : model::stage_measures())
      if (measures_.contains(std::string(spec.id))) out.push_back(column_of(spec));
    for (const std::string& id : measures_) {
      if (model::find_stage_measure(id) != nullptr) continue;
      const auto added = std::ranges::find(pack_.measures, id, &standards::DerivedMeasure::id);
      const Bilingual title = added == pack_.measures.end() ? Bilingual{id, id} : added->title;
      const bool is_count = added == pack_.measures.end() || added->unit.empty();
      out.push_back({id,
                     {id, id},
                     title,
                     is_count ? model::ColumnType::Count : model::ColumnType::Number,
                     added == pack_.measures.end() ? "" : added->unit,
                     {},
                     false});
    }
    return out;
  }

  /// Columns of schools beside the id, the name and the area.
  [[nodiscard]] bool has_school_column(std::string_view id) const {
    static constexpr std::array kAlways = {"school_id", "name", "area_code", "lon", "lat", "is_counted", "parent_school_id"};
    static constexpr std::array kChina = {"kind", "founder", "setting", "is_boarding"};
    if (std::ranges::find(kAlways, id) != kAlways.end() || school_columns_.contains(std::string(id))) return true;
    return is_china() && std::ranges::find(kChina, id) != kChina.end();
  }

  [[nodiscard]] bool has_table(std::string_view id) const { return tables_.contains(std::string(id)); }

  [[nodiscard]] std::vector<TemplateItem> items() const {
    std::vector<TemplateItem> out;
    for (const ColumnSpec& spec : model::area_measures()) {
      const bool is_form = is_china() && std::ranges::find(kFormItems, spec.id) != kFormItems.end();
      if (!is_form && !area_measures_.contains(std::string(spec.id))) continue;
      const std::string unit = spec.unit.empty() ? "person" : std::string(spec.unit);
      out.push_back({{std::string(spec.zh), std::string(spec.id)}, {std::string(spec.zh), model::english_name(spec.id)}, unit, nullptr});
    }
    for (const standards::Item& item : pack_.items) {
      const auto asks = [](ItemRule rule) { return [rule](const standards::ItemClause& clause) { return clause.rule == rule; }; };
      const bool is_survey = std::ranges::any_of(item.clauses, asks(ItemRule::Survey));
      if (!is_survey && std::ranges::none_of(item.clauses, asks(ItemRule::Reported)) && std::ranges::none_of(item.clauses, asks_some_kinds))
        continue;
      out.push_back({{item.id, item.id}, item.title, is_survey ? "percent" : "", &item});
    }
    return out;
  }

 private:
  void add(const standards::Ratio& ratio) {
    for (const auto* terms : {&ratio.numerator, &ratio.denominator})
      for (const auto& term : *terms) add_measure(term.measure);
  }

  void add_measure(const std::string& id) {
    const auto derived = std::ranges::find(pack_.measures, id, &standards::DerivedMeasure::id);
    if (derived == pack_.measures.end() || derived->sums.empty()) {
      measures_.insert(id);
      return;
    }
    for (const auto& sum : derived->sums)
      for (const auto& term : sum.terms) measures_.insert(term.measure);
  }

  void add_rooms(const std::map<std::string, double>& params) {
    for (const std::string kind : {"music", "art"})
      if (const auto least = params.find(kind + "_m2"); least != params.end()) measures_.insert(assess::room_measure(kind, least->second));
  }

  void add_clause(const standards::ItemClause& clause) {
    switch (clause.rule) {
      case ItemRule::SchoolsRatio:
      case ItemRule::EachSchoolRatio: add(clause.ratio); break;
      case ItemRule::AreaRatio:
        for (const auto* terms : {&clause.ratio.numerator, &clause.ratio.denominator})
          for (const auto& term : *terms) area_measures_.insert(term.measure);
        break;
      case ItemRule::ClassSize:
        measures_.insert("classes");
        tables_.insert("class_bands");
        break;
      case ItemRule::SpecialRooms:
        measures_.insert("classes");
        add_rooms(clause.params);
        tables_.insert("rooms");
        break;
      case ItemRule::SmallSchoolFunds:
        measures_.insert("public_funds_yuan");
        area_measures_.insert({"public_funds_quota_primary_yuan", "public_funds_quota_junior_yuan"});
        break;
      case ItemRule::YearsSince: tables_.insert("accreditation"); break;
      case ItemRule::QualityMonitoring: tables_.insert("quality_results"); break;
      case ItemRule::Survey:
        area_measures_.insert("resident_population");
        tables_.insert("survey");
        break;
      case ItemRule::Reported:
      case ItemRule::SchoolSize:
      case ItemRule::SchoolStandard: break;
    }
    if (!clause.scope.setting_prefixes.empty()) school_columns_.insert("setting");
    if (!clause.scope.founders_excluded.empty()) school_columns_.insert("founder");
    if (!clause.scope.kinds.empty()) school_columns_.insert("kind");
    if (clause.scope.exclude_boarding) school_columns_.insert("is_boarding");
  }

  void add_tolerance(const standards::Tolerance& tolerance) {
    for (const std::string& measure : tolerance.add_numerator) add_measure(measure);
    add_rooms(tolerance.params);
    if (tolerance.planned_built_until) school_columns_.insert("planned_built_year");
    if (tolerance.only_dense_inner_city) school_columns_.insert("is_dense_inner_city");
    if (tolerance.only_rural) school_columns_.insert("setting");
    if (tolerance.migrant_worker_share_above) tables_.insert("grade_facts");
  }

  const standards::Standard& standard_;
  const standards::Pack& pack_;
  std::set<std::string> measures_;
  std::set<std::string> area_measures_;
  std::set<std::string> school_columns_;
  std::set<std::string> tables_;
};

/// Columns of a table, without those of a set. The school year stands in the description of the dataset.
std::vector<TemplateColumn> columns_of(const model::TableSpec& table, std::initializer_list<std::string_view> left_out = {}) {
  std::vector<TemplateColumn> out;
  for (const ColumnSpec& spec : table.columns)
    if (spec.id != "school_year" && std::ranges::find(left_out, spec.id) == left_out.end()) out.push_back(column_of(spec));
  return out;
}

}  // namespace

TemplateColumn column_of(const ColumnSpec& spec) {
  return {std::string(spec.id),
          {std::string(spec.zh), std::string(spec.id)},
          {std::string(spec.zh), model::english_name(spec.id)},
          spec.type,
          std::string(spec.unit),
          spec.codes,
          spec.is_required};
}

bool TemplateItem::is_without_schools() const { return item != nullptr && std::ranges::any_of(item->clauses, asks_some_kinds); }

bool TemplateItem::is_yes_or_no() const {
  return item != nullptr && unit.empty() && (!item->scoring || item->scoring->kind == standards::ScoreKind::Binary);
}

TemplatePlan plan_template(const standards::Standard& standard) {
  const Needs needs(standard);
  TemplatePlan plan;
  plan.items = needs.items();
  for (const model::TableSpec& table : model::table_specs()) {
    if (table.id == "areas") {
      plan.tables.push_back({&table, columns_of(table)});
    } else if (table.id == "schools") {
      std::vector<TemplateColumn> columns = columns_of(table);
      std::erase_if(columns, [&](const TemplateColumn& column) { return !needs.has_school_column(column.id); });
      plan.tables.push_back({&table, std::move(columns)});
    } else if (table.id == "stage_facts") {
      std::vector<TemplateColumn> columns = columns_of(table);
      for (TemplateColumn& measure : needs.measures()) columns.push_back(std::move(measure));
      plan.tables.push_back({&table, std::move(columns)});
    } else if (table.id == "grade_facts" && (needs.is_china() || needs.has_table("grade_facts"))) {
      // Grades give their number for the form, and the children of migrant workers for a tolerance.
      std::vector<TemplateColumn> columns = columns_of(table);
      std::erase_if(columns, [&](const TemplateColumn& column) {
        const bool is_tolerance = column.id == "migrant_worker_pupils" && needs.has_table("grade_facts");
        return !column.is_required && column.id != "pupils" && column.id != "classes" && !is_tolerance;
      });
      plan.tables.push_back({&table, std::move(columns)});
    } else if (table.id == "area_facts") {
      if (!plan.items.empty()) plan.tables.push_back({&table, columns_of(table)});
    } else if (needs.has_table(table.id) && table.id != "grade_facts") {
      plan.tables.push_back({&table, columns_of(table, {"grade"})});
    }
  }
  return plan;
}

}  // namespace junheng::report
