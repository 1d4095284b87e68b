#include "junheng/report/sheet_styles.h"

#include <fmt/format.h>

#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using formats::Align;
using formats::CellStyle;

// Fills are light enough for black print and differ in grey, so that a copy from a black-and-white printer still shows them.
constexpr std::uint32_t kHeaderFill = 0xDCE6F1;
constexpr std::uint32_t kNearFill = 0xFFEB9C;
constexpr std::uint32_t kBadFill = 0xF4B0A8;
constexpr std::uint32_t kUnknownFill = 0xD9D9D9;
constexpr std::uint32_t kHintFill = 0xF2F2F2;
constexpr std::uint32_t kAlertColor = 0xC00000;
constexpr double kTitleSize = 14;

CellStyle marked(Mark mark) {
  CellStyle style;
  style.border = true;
  style.font_size = kTableSize;
  switch (mark) {
    case Mark::None: break;
    case Mark::Near: style.fill = kNearFill; break;
    case Mark::Bad:
      style.fill = kBadFill;
      style.bold = true;
      break;
    case Mark::Unknown: style.fill = kUnknownFill; break;
    case Mark::Hint:
      style.fill = kHintFill;
      style.italic = true;
      break;
  }
  return style;
}

}  // namespace

CellStyle title_style() {
  CellStyle style;
  style.bold = true;
  style.wrap = true;
  style.align = Align::Center;
  style.font_size = kTitleSize;
  return style;
}

CellStyle line_style() {
  CellStyle style;
  style.wrap = true;
  style.align = Align::Left;
  style.font_size = kTableSize;
  return style;
}

CellStyle alert_style() {
  CellStyle style = line_style();
  style.bold = true;
  style.font_color = kAlertColor;
  return style;
}

CellStyle header_style() {
  CellStyle style;
  style.bold = true;
  style.wrap = true;
  style.border = true;
  style.align = Align::Center;
  style.font_size = kTableSize;
  style.fill = kHeaderFill;
  return style;
}

CellStyle text_style(Mark mark, Align align) {
  CellStyle style = marked(mark);
  style.wrap = true;
  style.align = align;
  return style;
}

std::string number_pattern(int decimals) {
  return decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(decimals), '0');
}

CellStyle limit_style(Mark mark, int decimals, std::string_view sign, std::string_view unit, Align align) {
  CellStyle style = number_style(mark, decimals, align);
  if (!sign.empty()) style.number_format = fmt::format("\"{} \"", sign) + style.number_format;
  if (!unit.empty()) style.number_format += fmt::format("\"{}\"", unit);
  return style;
}

CellStyle number_style(Mark mark, int decimals, Align align) {
  CellStyle style = marked(mark);
  style.align = align == Align::Center ? Align::Center : Align::Right;
  style.number_format = number_pattern(decimals);
  return style;
}

}  // namespace junheng::report
