#include "junheng/formats/xlsx_shared_parts.h"

#include <charconv>
#include <utility>

#include "junheng/formats/xlsx_dates.h"
#include "junheng/formats/xlsx_text.h"

namespace junheng::formats {

void RichText::start(std::string_view name) {
  if (name == "t") in_text_ = !in_guide_;
  if (name == "rPh") in_guide_ = true;
}

void RichText::end(std::string_view name) {
  if (name == "t") in_text_ = false;
  if (name == "rPh") in_guide_ = false;
}

void RichText::text(std::string_view text) {
  if (in_text_) text_ += text;
}

std::string RichText::take() { return decode_xstring(std::exchange(text_, {})); }

void SharedStringsVisitor::start(std::string_view name, const XmlAttributes&) { rich_.start(name); }

void SharedStringsVisitor::end(std::string_view name) {
  rich_.end(name);
  if (name == "si") strings_.push_back(rich_.take());
}

void SharedStringsVisitor::text(std::string_view text) { rich_.text(text); }

void StylesVisitor::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "numFmt") {
    const std::uint32_t id = attribute_number(attributes, "numFmtId");
    (is_date_format(attributes.find("formatCode")) ? custom_dates_ : custom_numbers_).insert(id);
  } else if (name == "cellXfs") {
    in_cell_formats_ = true;
  } else if (name == "xf" && in_cell_formats_) {
    const std::uint32_t id = attribute_number(attributes, "numFmtId");
    // A workbook may give a built-in number a format of its own.
    is_date_.push_back(custom_dates_.contains(id) || (is_date_format(id) && !custom_numbers_.contains(id)));
  }
}

void StylesVisitor::end(std::string_view name) {
  if (name == "cellXfs") in_cell_formats_ = false;
}

std::uint32_t attribute_number(const XmlAttributes& attributes, std::string_view name) {
  const std::string_view text = attributes.find(name);
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace junheng::formats
