#include "junheng/report/column_guide.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "junheng/core/catalogue.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using model::ColumnType;

/// Columns about which more is to be said than their name and unit; texts "template.about.*".
constexpr std::array<std::string_view, 21> kExplained = {"area_code",
                                                         "parent_code",
                                                         "school_id",
                                                         "parent_school_id",
                                                         "is_counted",
                                                         "stage",
                                                         "pupils",
                                                         "teachers",
                                                         "area_teaching_m2",
                                                         "area_sports_ground_m2",
                                                         "equipment_value_yuan",
                                                         "teachers_backbone",
                                                         "item",
                                                         "multimedia_rooms",
                                                         "pupils_in_catchment",
                                                         "band",
                                                         "subject",
                                                         "response_id",
                                                         "group",
                                                         "score",
                                                         "room_no"};

/// Of these another country needs other words: "template.about_any.*".
constexpr std::array<std::string_view, 4> kExplainedAnywhere = {"area_code", "school_id", "equipment_value_yuan", "stage"};

constexpr int kLastGrade = 12;

std::string t(std::string_view key, Lang lang, const Params& params = {}) { return text(key, lang, params); }

std::string code_name(const TemplateColumn& column, const model::CodeName& code, Lang lang, CodeNames names) {
  if (column.type == ColumnType::Code && names == CodeNames::Codes) return std::string(code.code);
  return std::string(lang == Lang::Zh ? code.zh : column.type == ColumnType::Word ? code.code : code.en);
}

std::string stage_word(Stage stage, Lang lang) { return std::string(lang == Lang::Zh ? stage_name(stage, lang) : to_string(stage)); }

std::string type_key(ColumnType type) {
  switch (type) {
    case ColumnType::Id: return "id";
    case ColumnType::Text: return "text";
    case ColumnType::Number: return "number";
    case ColumnType::Count: return "count";
    case ColumnType::Year: return "year";
    case ColumnType::SchoolYear: return "school_year";
    case ColumnType::Flag: return "flag";
    case ColumnType::Code:
    case ColumnType::Word:
    case ColumnType::StageWord: return "choice";
    case ColumnType::Grade: return "grade";
  }
  return "text";
}

}  // namespace

formats::CellValidation column_rule(const TemplateColumn& column, Lang lang, CodeNames names) {
  formats::CellValidation rule;
  switch (column.type) {
    case ColumnType::Id:
    case ColumnType::Text:
    case ColumnType::SchoolYear: break;
    case ColumnType::Number:
      // A level may be written as a Roman numeral.
      if (column.unit != "degree" && column.unit != "any" && column.unit != "level") rule.minimum = 0;
      break;
    case ColumnType::Count: rule.minimum = 0; break;
    case ColumnType::Year:
      rule.minimum = 1900;
      rule.maximum = 2100;
      break;
    case ColumnType::Flag: rule.list = {t("item.yes", lang), t("item.no", lang)}; break;
    case ColumnType::Code:
    case ColumnType::Word:
      for (const model::CodeName& code : column.codes) rule.list.push_back(code_name(column, code, lang, names));
      break;
    case ColumnType::StageWord:
      for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior, Stage::All}) rule.list.push_back(stage_word(stage, lang));
      break;
    case ColumnType::Grade:
      for (int grade = 1; grade <= kLastGrade; ++grade)
        if (std::ranges::count(kCompulsoryStages, stage_of_grade(grade)) > 0) rule.list.push_back(std::to_string(grade));
      break;
  }
  return rule;
}

std::string column_note(const model::TableSpec& table, const TemplateColumn& column, Lang lang, CodeNames names) {
  std::string out = column.title.in(lang);
  if (column.header.in(lang) != column.id) out += " (" + column.id + ")";
  out += "\n" + t(column.is_required ? "template.required" : "template.optional", lang);
  // The example says how shares, levels and degrees are written.
  const bool has_example = column.unit == "share" || column.unit == "level" || column.unit == "any" || column.unit == "degree";
  if (!column.unit.empty() && !has_example)
    out += "\n" + t("template.unit", lang, {{"unit", std::string(standards::unit_label(column.unit, lang))}});
  out += "\n" + t("template.type." + (has_example ? column.unit : type_key(column.type)), lang);
  const std::string_view name = lang == Lang::Zh ? table.zh : table.id;
  if (!column.codes.empty()) out += "\n" + t("template.codes", lang, {{"list", std::string(name) + " · " + column.header.in(lang)}});
  const bool is_anywhere = names == CodeNames::Codes && std::ranges::find(kExplainedAnywhere, column.id) != kExplainedAnywhere.end();
  if (std::ranges::find(kExplained, column.id) != kExplained.end())
    out += "\n" + t((is_anywhere ? "template.about_any." : "template.about.") + column.id, lang);
  return out;
}

}  // namespace junheng::report
