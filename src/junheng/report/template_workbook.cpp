#include "junheng/report/template_workbook.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/core/text.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/column_guide.h"
#include "junheng/report/number_format.h"
#include "junheng/report/sheet_styles.h"
#include "junheng/report/template_plan.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::Align;
using formats::CellStyle;
using model::ColumnType;

/// Rows that are ready to be filled in: more schools than any county has.
constexpr std::uint32_t kRows = 5000;
constexpr double kItemTitleWidth = 60;
constexpr double kLinePoints = 14;
constexpr std::uint32_t kRequiredFill = 0xFCE4D6;

bool is_text(ColumnType type) { return type == ColumnType::Id || type == ColumnType::Text; }

class TemplateWorkbook {
 public:
  TemplateWorkbook(const standards::Standard& standard, Lang lang, const std::string& path)
      : standard_(standard), lang_(lang), plan_(plan_template(standard)), writer_(path) {}

  Result<void> write() {
    writer_.set_properties(standard_.pack.title.in(lang_), t("xlsx.properties.comment"));
    manifest_sheet();
    for (const TemplateTable& table : plan_.tables) table_sheet(table);
    code_sheet();
    return writer_.close();
  }

 private:
  [[nodiscard]] std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }
  [[nodiscard]] std::string table_name(std::string_view id) const {
    const model::TableSpec* table = model::find_table(id);
    return std::string(lang_ == Lang::Zh ? table->zh : table->id);
  }

  /// China's standards come with China's code lists.
  [[nodiscard]] CodeNames names() const { return standard_.pack.country == "CN" ? CodeNames::Named : CodeNames::Codes; }

  static CellStyle header_cell(bool is_required) {
    CellStyle style = header_style();
    if (is_required) style.fill = kRequiredFill;
    return style;
  }

  /// Key and value are read; the third column is for the reader.
  void manifest_sheet() {
    writer_.add_sheet(t("template.manifest"));
    writer_.column_width(1, 1, 14);
    writer_.column_width(2, 2, 30);
    writer_.column_width(3, 3, 90);
    std::uint32_t column = 0;
    for (const std::string_view key : {"template.manifest.key", "template.manifest.value", "template.manifest.about"})
      writer_.text(1, ++column, t(key), header_style());
    std::uint32_t row = 2;
    const auto line = [&](std::string_view key, std::string_view value, bool is_required) {
      CellStyle label = text_style(Mark::None, Align::Left);
      if (is_required) label.fill = kRequiredFill;
      CellStyle cell = text_style(Mark::None, Align::Left);
      cell.number_format = "@";
      writer_.text(row, 1, t("template.key." + std::string(key)), label);
      if (value.empty()) writer_.blank(row, 2, cell);
      else writer_.text(row, 2, value, cell);
      writer_.text(row, 3, t("template.key_about." + std::string(key)), text_style(Mark::None, Align::Left));
      ++row;
    };
    line("format", "1", false);
    line("title", "", false);
    line("source", "", true);
    line("school_year", "", true);
    line("country", standard_.pack.country, false);
    line("synthetic", t("item.no"), false);
    ++row;
    writer_.text(row++, 3, t("template.for", {{"title", standard_.pack.title.in(lang_)}, {"id", standard_.pack.id}}), line_style());
    for (const std::string_view key : {"template.step.headers", "template.step.tables", "template.step.missing", "template.step.codes",
                                       "template.step.area", "template.step.more"})
      if (key != "template.step.area" || !plan_.items.empty()) writer_.text(row++, 3, t(key), line_style());
    for (const TemplateTable& table : plan_.tables)
      writer_.text(
          row++, 3,
          t("template.table", {{"name", table_name(table.table->id)}, {"about", t("template.table." + std::string(table.table->id))}}),
          line_style());
    writer_.print_setup(true, 1);
  }

  void table_sheet(const TemplateTable& table) {
    writer_.add_sheet(table_name(table.table->id));
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
      const TemplateColumn& column = table.columns[i];
      const std::string& header = column.header.in(lang_);
      CellStyle style = header_cell(column.is_required);
      style.wrap = false;
      writer_.text(1, i + 1, header, style);
      writer_.comment(1, i + 1, column_note(*table.table, column, lang_, names()));
      const double least = column.id == "item_title"                                               ? kItemTitleWidth
                           : column.id == "item" || column.id == "name" || column.id == "evidence" ? 34
                           : is_text(column.type)                                                  ? 16
                                                                                                   : 10;
      // Codes must not become numbers or dates.
      CellStyle cells;
      if (is_text(column.type)) cells.number_format = "@";
      writer_.column_width(i + 1, i + 1, std::max(least, static_cast<double>(display_width(header)) + 3), cells);
      writer_.validate(2, i + 1, kRows, i + 1, column_rule(column, lang_, names()));
    }
    writer_.freeze(1, table.columns.size() > 6 ? 1 : 0);
    writer_.print_setup(true, 1);
    if (table.table->id == "area_facts") item_rows(table);
  }

  /// The county's code is taken from the first row of the areas, so that it is typed once.
  void item_rows(const TemplateTable& table) {
    const std::string cell = "'" + table_name("areas") + "'!$A$2";
    const std::string area = "=IF(" + cell + R"(="","",)" + cell + ")";
    for (std::uint32_t row = 0; row < plan_.items.size(); ++row) {
      const TemplateItem& item = plan_.items[row];
      const double lines = std::ceil(static_cast<double>(display_width(item_title(item))) / kItemTitleWidth);
      if (lines > 1) writer_.row_height(row + 2, lines * kLinePoints);
      for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
        const std::string& id = table.columns[i].id;
        const CellStyle style = text_style(Mark::None, Align::Left);
        if (id == "area_code") writer_.formula(row + 2, i + 1, area, std::nan(""), style);
        else if (id == "item") writer_.text(row + 2, i + 1, item.name.in(lang_), style);
        else if (id == "item_title") writer_.text(row + 2, i + 1, item_title(item), style);
        else writer_.blank(row + 2, i + 1, style);
        if (id == "value" && item.is_yes_or_no())
          writer_.validate(row + 2, i + 1, row + 2, i + 1, {{t("item.yes"), t("item.no"), "1", "0"}, {}, {}, "", ""});
      }
    }
  }

  [[nodiscard]] std::string item_title(const TemplateItem& item) const {
    const std::string& title = item.title.in(lang_);
    const bool is_veto = item.item != nullptr && item.item->group == standards::ItemGroup::Veto;
    if (item.is_without_schools()) return t("template.item.without_schools", {{"title", title}});
    if (item.is_yes_or_no()) return t(is_veto ? "template.item.veto" : "template.item.yes_or_no", {{"title", title}});
    if (item.item != nullptr && item.item->scoring && item.unit.empty()) {
      std::string steps;
      for (const auto& step : item.item->scoring->steps)
        steps += (steps.empty() ? "" : t("xlsx.remark.separator")) +
                 t("template.item.step", {{"at", shown_limit(step.at)}, {"points", shown_limit(step.points)}});
      return steps.empty() ? title : t("template.item.steps", {{"title", title}, {"steps", steps}});
    }
    return t("template.item.value", {{"title", title}, {"unit", std::string(standards::unit_label(item.unit, lang_))}});
  }

  void code_sheet() {
    writer_.add_sheet(lang_ == Lang::Zh ? model::kCodeSheetZh : model::kCodeSheetEn);
    const std::array<std::string_view, 4> headers = {"template.code.table", "template.code.column", "template.code.code",
                                                     "template.code.name"};
    for (std::uint32_t i = 0; i < headers.size(); ++i) {
      writer_.text(1, i + 1, t(headers[i]), header_style());
      writer_.column_width(i + 1, i + 1, i == 3 ? 34 : 18);
    }
    std::uint32_t row = 2;
    const CellStyle style = text_style(Mark::None, Align::Left);
    for (const TemplateTable& table : plan_.tables) {
      for (const TemplateColumn& column : table.columns) {
        for (const model::CodeName& code : column.codes) {
          writer_.text(row, 1, table_name(table.table->id), style);
          writer_.text(row, 2, column.header.in(lang_), style);
          writer_.text(row, 3, code.code, style);
          writer_.text(row, 4, lang_ == Lang::Zh ? code.zh : code.en, style);
          ++row;
        }
      }
    }
    writer_.freeze(1, 0);
    writer_.print_setup(false, 1);
  }

  const standards::Standard& standard_;
  Lang lang_;
  TemplatePlan plan_;
  formats::XlsxWriter writer_;
};

}  // namespace

Result<void> write_template(const standards::Standard& standard, Lang lang, const std::string& path) {
  return TemplateWorkbook(standard, lang, path).write();
}

}  // namespace junheng::report
