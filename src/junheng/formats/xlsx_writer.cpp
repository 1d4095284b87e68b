#include "junheng/formats/xlsx_writer.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <ctime>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/issue.h"
#include "junheng/core/text.h"
#include "junheng/formats/staged_file.h"
#include "junheng/formats/utf8_repair.h"
#include "junheng/formats/xlsx_names.h"
#include "junheng/formats/xlsx_text.h"

namespace junheng::formats {

namespace {

/// 2000-01-01T00:00:00Z: the file's date must not change its bytes.
constexpr std::time_t kCreated = 946'684'800;
constexpr std::size_t kMaxTextCharacters = 32'767;
constexpr std::size_t kMaxInlineListCharacters = 255;
constexpr std::size_t kMaxPromptTitleCharacters = 32;
constexpr std::size_t kMaxPromptCharacters = 255;
constexpr std::size_t kMaxLinks = 65'530;

lxw_row_t row_index(std::uint32_t row) {
  assert(row >= 1 && row <= LXW_ROW_MAX);
  return row - 1;
}

lxw_col_t column_index(std::uint32_t column) {
  assert(column >= 1 && column <= LXW_COL_MAX);
  return static_cast<lxw_col_t>(column - 1);
}

/// What the format can hold: well-formed and not longer than `characters`.
std::string fitting(std::string_view text, std::size_t characters) {
  const std::string utf8 = is_utf8(text) ? std::string(text) : repair_utf8(text);
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(utf8, begins_character));
  return count <= characters ? utf8 : abbreviate(utf8, characters - 1);
}

std::string cell_text(std::string_view value) { return guard_xstring(fitting(value, kMaxTextCharacters)); }

lxw_color_t color_of(std::uint32_t rgb) {
  // libxlsxwriter takes 0 for "not set".
  return rgb == 0 ? static_cast<lxw_color_t>(LXW_COLOR_BLACK) : static_cast<lxw_color_t>(rgb);
}

std::uint8_t alignment_of(Align align) {
  switch (align) {
    case Align::General: return LXW_ALIGN_NONE;
    case Align::Left: return LXW_ALIGN_LEFT;
    case Align::Center: return LXW_ALIGN_CENTER;
    case Align::Right: return LXW_ALIGN_RIGHT;
  }
  return LXW_ALIGN_NONE;
}

void apply(const CellStyle& style, lxw_format* format) {
  if (style.bold) format_set_bold(format);
  if (style.italic) format_set_italic(format);
  if (style.wrap) format_set_text_wrap(format);
  if (style.border) format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, alignment_of(style.align));
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (style.font_size > 0) format_set_font_size(format, style.font_size);
  if (style.fill) format_set_bg_color(format, color_of(*style.fill));
  if (style.font_color) format_set_font_color(format, color_of(*style.font_color));
  if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
}

/// Wide enough for a line of 20 Chinese characters, high enough for all lines.
void fit_comment(const std::string& note, lxw_comment_options& options) {
  constexpr std::size_t kLineColumns = 40;
  constexpr std::uint16_t kWidthPixels = 300;
  constexpr std::size_t kLinePixels = 18;
  constexpr std::size_t kMarginPixels = 14;
  constexpr std::size_t kMaxLines = 40;
  std::size_t lines = 0;
  std::string_view rest = note;
  while (true) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines += 1 + display_width(rest.substr(0, end)) / kLineColumns;
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  options.width = kWidthPixels;
  options.height = static_cast<std::uint16_t>(std::min(lines, kMaxLines) * kLinePixels + kMarginPixels);
}

/// True if Excel takes the list as written into the rule; otherwise it must stand in cells.
bool fits_inline(const std::vector<std::string>& list) {
  std::size_t bytes = 0;
  for (const std::string& item : list) {
    if (item.empty() || item.find_first_of(",\"\n") != std::string::npos || trim(item).size() != item.size()) return false;
    bytes += item.size() + 1;
  }
  // Counted in bytes, so never too many characters.
  return bytes <= kMaxInlineListCharacters;
}

/// At least one bound must be given.
void restrict_number(const CellValidation& rule, lxw_data_validation& validation) {
  validation.validate = LXW_VALIDATION_TYPE_DECIMAL;
  if (rule.minimum && rule.maximum) {
    validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.minimum_number = *rule.minimum;
    validation.maximum_number = *rule.maximum;
  } else if (rule.minimum) {
    validation.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    validation.value_number = *rule.minimum;
  } else if (rule.maximum) {
    validation.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
    validation.value_number = *rule.maximum;
  }
}

}  // namespace

struct XlsxWriter::State {
  explicit State(std::string path) : file(std::move(path)), created(file.create()) {
    lxw_workbook_options options{};
    book = workbook_new_opt(file.path().c_str(), &options);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (book != nullptr) lxw_workbook_free(book);
  }

  void note(lxw_error result) {
    if (failure == LXW_NO_ERROR) failure = result;
  }

  lxw_worksheet& current() {
    assert(!sheets.empty());
    return *sheets.back();
  }

  lxw_worksheet* add(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
    if (sheet == nullptr) note(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
  }

  lxw_format* format(const CellStyle& style) {
    if (style == CellStyle{}) return nullptr;
    const auto [place, is_new] = formats.try_emplace(style, nullptr);
    if (is_new) {
      place->second = workbook_add_format(book);
      apply(style, place->second);
    }
    return place->second;
  }

  /// Where the list stands on the sheet of lists, as a formula.
  std::string list_range(const std::vector<std::string>& list);
  void write_lists();
  void write_links();
  void activate_first_visible();

  /// A link waits until all sheets have their names.
  struct PendingLink {
    lxw_worksheet* from;
    lxw_row_t row;
    lxw_col_t column;
    std::string text;
    lxw_format* format;
    std::size_t sheet;
    std::string cell;
  };

  StagedFile file;
  Result<void> created;
  lxw_workbook* book = nullptr;
  std::vector<lxw_worksheet*> sheets;
  std::vector<std::string> names;
  std::map<CellStyle, lxw_format*> formats;
  /// Columns of the hidden sheet of lists. Its name is chosen with the first list, the sheet itself comes last.
  std::vector<std::vector<std::string>> lists;
  std::string lists_name;
  std::vector<PendingLink> links;
  std::string title;
  std::string comments;
  lxw_error failure = LXW_NO_ERROR;
};

std::string XlsxWriter::State::list_range(const std::vector<std::string>& list) {
  if (lists_name.empty()) {
    lists_name = valid_sheet_name("_lists", names);
    names.push_back(lists_name);
  }
  auto place = std::ranges::find(lists, list);
  if (place == lists.end()) place = lists.insert(lists.end(), list);
  const std::string column = column_letters(static_cast<std::uint32_t>(place - lists.begin()) + 1);
  return fmt::format("={}!${}$1:${}${}", quoted_sheet_name(lists_name), column, column, list.size());
}

void XlsxWriter::State::write_lists() {
  if (lists.empty()) return;
  lxw_worksheet* sheet = add(lists_name);
  if (sheet == nullptr) return;
  for (std::size_t column = 0; column < lists.size(); ++column)
    for (std::size_t row = 0; row < lists[column].size(); ++row)
      note(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), cell_text(lists[column][row]).c_str(),
                                  nullptr));
  worksheet_hide(sheet);
}

void XlsxWriter::State::write_links() {
  std::map<const lxw_worksheet*, std::size_t> counts;
  for (const PendingLink& link : links) {
    const bool has_target = link.sheet >= 1 && link.sheet <= sheets.size();
    if (!has_target || ++counts[link.from] > kMaxLinks) {
      note(worksheet_write_string(link.from, link.row, link.column, link.text.c_str(), link.format));
      continue;
    }
    const std::string url = "internal:" + quoted_sheet_name(sheets[link.sheet - 1]->name) + "!" + link.cell;
    note(worksheet_write_url_opt(link.from, link.row, link.column, url.c_str(), link.format, link.text.c_str(), nullptr));
  }
}

/// Excel opens on the first sheet and cannot hide the one it opens on.
void XlsxWriter::State::activate_first_visible() {
  const auto visible = std::ranges::find_if(sheets, [](const lxw_worksheet* sheet) { return sheet->hidden == LXW_FALSE; });
  if (visible == sheets.end() || visible == sheets.begin()) return;
  worksheet_activate(*visible);
  worksheet_set_first_sheet(*visible);
}

XlsxWriter::XlsxWriter(std::string path) : state_(std::make_unique<State>(std::move(path))) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

void XlsxWriter::add_sheet(std::string_view name) {
  const std::string valid = valid_sheet_name(name, state_->names);
  state_->names.push_back(valid);
  if (lxw_worksheet* sheet = state_->add(valid)) state_->sheets.push_back(sheet);
}

std::size_t XlsxWriter::sheet_count() const { return state_->sheets.size(); }

void XlsxWriter::text(std::uint32_t row, std::uint32_t column, std::string_view value, const CellStyle& style) {
  const std::string cell = cell_text(value);
  state_->note(worksheet_write_string(&state_->current(), row_index(row), column_index(column), cell.c_str(), state_->format(style)));
}

void XlsxWriter::number(std::uint32_t row, std::uint32_t column, double value, const CellStyle& style) {
  if (!std::isfinite(value)) return blank(row, column, style);
  state_->note(worksheet_write_number(&state_->current(), row_index(row), column_index(column), value, state_->format(style)));
}

void XlsxWriter::formula(std::uint32_t row, std::uint32_t column, std::string_view expression, double result, const CellStyle& style) {
  const std::string text(expression);
  lxw_format* format = state_->format(style);
  if (std::isfinite(result))
    state_->note(worksheet_write_formula_num(&state_->current(), row_index(row), column_index(column), text.c_str(), format, result));
  else state_->note(worksheet_write_formula_str(&state_->current(), row_index(row), column_index(column), text.c_str(), format, ""));
}

void XlsxWriter::blank(std::uint32_t row, std::uint32_t column, const CellStyle& style) {
  state_->note(worksheet_write_blank(&state_->current(), row_index(row), column_index(column), state_->format(style)));
}

void XlsxWriter::merge(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column,
                       std::string_view value, const CellStyle& style) {
  if (first_row == last_row && first_column == last_column) return text(first_row, first_column, value, style);
  const std::string cell = cell_text(value);
  state_->note(worksheet_merge_range(&state_->current(), row_index(first_row), column_index(first_column), row_index(last_row),
                                     column_index(last_column), cell.c_str(), state_->format(style)));
}

void XlsxWriter::link(std::uint32_t row, std::uint32_t column, const CellLink& target, const CellStyle& style) {
  const std::string cell = column_letters(target.column) + std::to_string(target.row);
  state_->links.push_back(
      {&state_->current(), row_index(row), column_index(column), cell_text(target.text), state_->format(style), target.sheet, cell});
}

void XlsxWriter::comment(std::uint32_t row, std::uint32_t column, std::string_view note) {
  const std::string text = fitting(note, kMaxTextCharacters);
  lxw_comment_options options{};
  fit_comment(text, options);
  state_->note(worksheet_write_comment_opt(&state_->current(), row_index(row), column_index(column), text.c_str(), &options));
}

void XlsxWriter::column_width(std::uint32_t first, std::uint32_t last, double width, const CellStyle& style) {
  state_->note(worksheet_set_column(&state_->current(), column_index(first), column_index(last), width, state_->format(style)));
}

void XlsxWriter::row_height(std::uint32_t row, double points) {
  state_->note(worksheet_set_row(&state_->current(), row_index(row), points, nullptr));
}

void XlsxWriter::freeze(std::uint32_t rows, std::uint32_t columns) {
  worksheet_freeze_panes(&state_->current(), rows, static_cast<lxw_col_t>(columns));
}

void XlsxWriter::autofilter(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column) {
  state_->note(worksheet_autofilter(&state_->current(), row_index(first_row), column_index(first_column), row_index(last_row),
                                    column_index(last_column)));
}

void XlsxWriter::validate(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column,
                          const CellValidation& rule) {
  if (rule.list.empty() && !rule.minimum && !rule.maximum) return;
  // These must live until the rule is handed over.
  std::string range;
  std::vector<const char*> items;
  std::string title = fitting(rule.title, kMaxPromptTitleCharacters);
  std::string message = fitting(rule.message, kMaxPromptCharacters);
  lxw_data_validation validation{};
  if (rule.list.empty()) {
    restrict_number(rule, validation);
  } else if (fits_inline(rule.list)) {
    for (const std::string& item : rule.list) items.push_back(item.c_str());
    items.push_back(nullptr);
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = const_cast<decltype(validation.value_list)>(items.data());
  } else {
    range = state_->list_range(rule.list);
    validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.value_formula = range.data();
  }
  if (!title.empty()) validation.input_title = validation.error_title = title.data();
  if (!message.empty()) validation.input_message = validation.error_message = message.data();
  state_->note(worksheet_data_validation_range(&state_->current(), row_index(first_row), column_index(first_column), row_index(last_row),
                                               column_index(last_column), &validation));
}

void XlsxWriter::hide_sheet() { worksheet_hide(&state_->current()); }

void XlsxWriter::print_setup(bool landscape, std::uint32_t repeat_rows) {
  constexpr std::uint8_t kA4 = 9;
  lxw_worksheet& sheet = state_->current();
  worksheet_set_paper(&sheet, kA4);
  if (landscape) worksheet_set_landscape(&sheet);
  else worksheet_set_portrait(&sheet);
  // One page wide, as many pages high as it takes.
  worksheet_fit_to_pages(&sheet, 1, 0);
  if (repeat_rows > 0) state_->note(worksheet_repeat_rows(&sheet, 0, repeat_rows - 1));
}

void XlsxWriter::set_properties(std::string_view title, std::string_view comments) {
  state_->title = fitting(title, kMaxPromptCharacters);
  state_->comments = fitting(comments, kMaxPromptCharacters);
}

Result<void> XlsxWriter::close() {
  State& state = *state_;
  assert(state.book != nullptr);
  if (!state.created) return state.created;
  state.write_links();
  state.write_lists();
  state.activate_first_visible();
  lxw_doc_properties properties{};
  properties.title = state.title.data();
  properties.comments = state.comments.data();
  properties.created = kCreated;
  state.note(workbook_set_properties(state.book, &properties));
  state.note(workbook_close(std::exchange(state.book, nullptr)));
  if (state.failure != LXW_NO_ERROR)
    return fail(Code::CannotWriteFile, {{"path", state.file.target()}, {"reason", lxw_strerror(state.failure)}});
  return state.file.commit();
}

}  // namespace junheng::formats
