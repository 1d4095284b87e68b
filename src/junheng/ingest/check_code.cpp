// Rule "code_shape": codes are built as their standard says (area codes GB/T 2260, school identification codes).
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using model::AreaLevel;
using Texts = std::vector<std::string>;

bool contains(const Texts& texts, std::string_view wanted) { return std::ranges::find(texts, wanted) != texts.end(); }

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

/// One aspect of a code.
class CodeShape : public CheckRule {
 public:
  explicit CodeShape(std::string table) : table_(std::move(table)) {}

  /// One unit: whether single rows are wrong or a whole column follows another scheme shows only over all rows.
  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override { return frame.table(table_).size == 0 ? 0 : 1; }

  void run(const CheckFrame& frame, UnitRange, Findings& findings) const override {
    std::vector<std::size_t> misfits;
    std::size_t judged = 0;
    for (std::size_t row = 0; row < frame.table(table_).size; ++row) {
      const auto fits = fit(frame, row);
      if (!fits || !findings.covers(table_, row)) continue;
      ++judged;
      if (!*fits) misfits.push_back(row);
    }
    // Where most codes are built otherwise, a clerk needs to hear it once.
    constexpr std::size_t kAlwaysListed = 10;
    const std::size_t count = misfits.size();
    if (count > kAlwaysListed && count * 2 > judged) misfits.erase(misfits.begin() + 1, misfits.end());
    for (const std::size_t row : misfits) {
      if (!findings.takes(table_, row)) continue;
      Params params = {{"count", std::to_string(count)}, {"expected", expected(frame, row)}};
      findings.add({table_, row, column()}, std::string(value(frame, row)), std::move(params));
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"count", "expected"}; }

 protected:
  /// nullopt: this aspect does not apply to the row (another check speaks about its code, or there is none).
  [[nodiscard]] virtual std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const = 0;
  [[nodiscard]] virtual std::string expected(const CheckFrame& frame, std::size_t row) const = 0;
  [[nodiscard]] std::string_view column() const { return table_ == "areas" ? "area_code" : "school_id"; }
  [[nodiscard]] std::string_view value(const CheckFrame& frame, std::size_t row) const {
    return table_ == "areas" ? frame.dataset().areas.codes.at(row) : frame.dataset().schools.ids.at(row);
  }

 private:
  std::string table_;
};

/// Digits only, of one of some lengths.
class Length : public CodeShape {
 public:
  Length(std::string table, CheckReader& reader) : CodeShape(std::move(table)), lengths_(reader.texts("lengths")) {}

 protected:
  [[nodiscard]] std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const override {
    const std::string_view code = value(frame, row);
    return is_digits(code) && contains(lengths_, std::to_string(code.size()));
  }
  [[nodiscard]] std::string expected(const CheckFrame&, std::size_t) const override { return joined(lengths_); }

 private:
  Texts lengths_;
};

/// Two digits of the code out of a list: the province of an area, category and province of a school.
class KnownPart : public CodeShape {
 public:
  KnownPart(std::string table, std::size_t from, CheckReader& reader)
      : CodeShape(std::move(table)), from_(from), known_(reader.texts("known")) {}

 protected:
  [[nodiscard]] std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const override {
    const std::string_view code = value(frame, row);
    if (code.size() < from_ + 2 || !is_digits(code)) return std::nullopt;
    // The whole country lies in no province.
    if (column() == "area_code" && frame.dataset().areas.levels[row] == AreaLevel::Country) return std::nullopt;
    return contains(known_, code.substr(from_, 2));
  }
  [[nodiscard]] std::string expected(const CheckFrame&, std::size_t) const override { return joined(known_); }

 private:
  std::size_t from_;
  Texts known_;
};

/// A county's code has a county part.
class CountyPart : public CodeShape {
 public:
  explicit CountyPart(CheckReader& reader)
      : CodeShape(reader.fixed_table("areas")), exceptions_(reader.toml().texts_or_empty("exceptions")) {}

 protected:
  [[nodiscard]] std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const override {
    constexpr std::size_t kCountyDigits = 6;
    const std::string_view code = value(frame, row);
    if (frame.dataset().areas.levels[row] != AreaLevel::County || code.size() < kCountyDigits || !is_digits(code)) return std::nullopt;
    return code.substr(4, 2) != "00" || contains(exceptions_, code.substr(0, kCountyDigits));
  }
  [[nodiscard]] std::string expected(const CheckFrame&, std::size_t) const override { return {}; }

 private:
  Texts exceptions_;
};

/// The category in a school's code agrees with its kind.
class CategoryOfKind : public CodeShape {
 public:
  explicit CategoryOfKind(CheckReader& reader) : CodeShape(reader.fixed_table("schools")) {
    for (formats::TomlReader entry : reader.toml().tables("category")) {
      const auto kind = static_cast<int>(entry.integer_or("kind", 0));
      categories_[kind] = entry.texts("known");
      entry.finish();
    }
    if (categories_.empty())
      reader.toml().report(Code::TomlMissingKey, "", {{"expected_zh", "[[check.category]]"}, {"expected_en", "[[check.category]]"}},
                           "category");
  }

 protected:
  [[nodiscard]] std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const override {
    const auto known = categories_.find(frame.dataset().schools.kinds[row]);
    const std::string_view code = value(frame, row);
    if (known == categories_.end() || code.size() < 2 || !is_digits(code)) return std::nullopt;
    return contains(known->second, code.substr(0, 2));
  }
  [[nodiscard]] std::string expected(const CheckFrame& frame, std::size_t row) const override {
    return joined(categories_.at(frame.dataset().schools.kinds[row]));
  }

 private:
  std::map<int, Texts> categories_;
};

/// The province in a school's code is that of its area.
class ProvinceOfArea : public CodeShape {
 public:
  explicit ProvinceOfArea(CheckReader& reader) : CodeShape(reader.fixed_table("schools")) {}

 protected:
  [[nodiscard]] std::optional<bool> fit(const CheckFrame& frame, std::size_t row) const override {
    const std::string_view code = value(frame, row);
    const std::string_view area = area_code(frame, row);
    if (code.size() < 4 || area.size() < 2 || !is_digits(code) || !is_digits(area)) return std::nullopt;
    return code.substr(2, 2) == area.substr(0, 2);
  }
  [[nodiscard]] std::string expected(const CheckFrame& frame, std::size_t row) const override {
    return std::string(area_code(frame, row).substr(0, 2));
  }

 private:
  static std::string_view area_code(const CheckFrame& frame, std::size_t row) {
    return frame.dataset().areas.codes.at(frame.dataset().schools.areas[row].value);
  }
};

}  // namespace

std::unique_ptr<CheckRule> make_code_rule(CheckReader& reader) {
  const std::string part = reader.word("part", {"area_length", "area_province", "area_county", "school_length", "school_category",
                                                "school_province", "school_kind", "school_area"});
  if (part == "area_province") return std::make_unique<KnownPart>(reader.fixed_table("areas"), 0, reader);
  if (part == "area_county") return std::make_unique<CountyPart>(reader);
  if (part == "school_length") return std::make_unique<Length>(reader.fixed_table("schools"), reader);
  if (part == "school_category") return std::make_unique<KnownPart>(reader.fixed_table("schools"), 0, reader);
  if (part == "school_province") return std::make_unique<KnownPart>(reader.fixed_table("schools"), 2, reader);
  if (part == "school_kind") return std::make_unique<CategoryOfKind>(reader);
  if (part == "school_area") return std::make_unique<ProvinceOfArea>(reader);
  return std::make_unique<Length>(reader.fixed_table("areas"), reader);
}

}  // namespace junheng::ingest
