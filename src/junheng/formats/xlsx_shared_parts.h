#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/xml_reader.h"

namespace junheng::formats {

/// Gathers the text of <t> elements, runs joined; pronunciation guides (<rPh>, pinyin) are no part of the text.
class RichText {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view text);
  /// What has been gathered; starts anew.
  [[nodiscard]] std::string take();

 private:
  std::string text_;
  bool in_text_ = false;
  bool in_guide_ = false;
};

/// sharedStrings.xml.
class SharedStringsVisitor : public XmlVisitor {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;
  std::vector<std::string> take() { return std::move(strings_); }

 private:
  RichText rich_;
  std::vector<std::string> strings_;
};

/// styles.xml, as far as it tells dates from numbers.
class StylesVisitor : public XmlVisitor {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view) override {}
  std::vector<bool> take() { return std::move(is_date_); }

 private:
  bool in_cell_formats_ = false;
  std::set<std::uint32_t> custom_dates_;
  std::set<std::uint32_t> custom_numbers_;
  std::vector<bool> is_date_;
};

/// A number in an attribute; 0 if there is none.
[[nodiscard]] std::uint32_t attribute_number(const XmlAttributes& attributes, std::string_view name);

}  // namespace junheng::formats
