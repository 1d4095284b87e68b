#include "junheng/formats/json_agreement.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace junheng::formats {

namespace {

using Json = nlohmann::ordered_json;

/// A step of agreed_number(), as digit x 10^exponent.
struct Step {
  double digit = 1;
  int exponent = 0;
  /// By division below 1, so that 0.01 is the double nearest to it.
  [[nodiscard]] double of(double count) const {
    const double power = std::pow(10.0, std::abs(exponent));
    return exponent < 0 ? count * digit / power : count * digit * power;
  }
};

Step step_of(double width) {
  const int exponent = static_cast<int>(std::floor(std::log10(width)));
  // A width of 0.03 may come as 0.0300000001.
  constexpr double kSlack = 1 - 1e-9;
  for (const double digit : {1.0, 2.0, 5.0})
    if (Step{digit, exponent}.of(1) >= width * kSlack) return {digit, exponent};
  return {1, exponent + 1};
}

struct Agreed {
  double number = 0;
  /// Unset: both are equal.
  std::optional<Step> step;
};

std::optional<Agreed> agree(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::nullopt;
  if (a == b) return Agreed{a, {}};
  const double middle = a / 2 + b / 2;
  const Step step = step_of(std::abs(a - b));
  if (step.of(1) > std::abs(middle) / 10) return std::nullopt;
  return Agreed{step.of(std::round(middle / step.of(1))), step};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number in a text, without sign: digits, in groups of three or not, with at most one point among them.
struct NumberInText {
  std::size_t length = 0;
  double number = 0;
  /// "1,051".
  bool is_grouped = false;
};

/// The end of the whole part of the number that begins at `at`, and whether commas group it.
std::pair<std::size_t, bool> whole_part(std::string_view text, std::size_t at) {
  const auto digits_from = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - from;
  };
  constexpr std::size_t kGroup = 3;
  const std::size_t first = digits_from(at);
  std::size_t end = at + first;
  if (first > kGroup) return {end, false};
  while (end < text.size() && text[end] == ',' && digits_from(end + 1) == kGroup) end += 1 + kGroup;
  return {end, end > at + first};
}

NumberInText number_at(std::string_view text, std::size_t at) {
  auto [end, is_grouped] = whole_part(text, at);
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]))
    for (++end; end < text.size() && is_digit(text[end]);) ++end;
  NumberInText out{end - at, 0, is_grouped};
  std::string digits(text.substr(at, out.length));
  std::erase(digits, ',');
  std::from_chars(digits.data(), digits.data() + digits.size(), out.number);
  return out;
}

std::string in_groups(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t left = whole; left > 3; left -= 3) digits.insert(left - 3, ",");
  return digits;
}

/// Before the sign of the number, if one stands there: not a dash between two numbers.
std::size_t place_of_about(std::string_view out) {
  constexpr std::string_view kSigns = "+-";
  if (out.empty() || kSigns.find(out.back()) == std::string_view::npos) return out.size();
  const std::string_view before = out.substr(0, out.size() - 1);
  const bool is_sign = before.empty() || before.back() == ' ' || before.back() == '(';
  return is_sign ? before.size() : out.size();
}

/// What stands for numbers in texts.
struct NumberText {
  std::string text;
  bool is_rounded = false;
};

/// What stands for the numbers that begin at these positions, which move behind them.
NumberText agreed_number_text(std::span<const std::string_view> texts, std::vector<std::size_t>& at, std::string_view hidden) {
  bool is_same = true;
  bool is_grouped = false;
  const std::string_view first = texts[0].substr(at[0], number_at(texts[0], at[0]).length);
  double least = 0;
  double most = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const NumberInText each = number_at(texts[i], at[i]);
    least = i == 0 ? each.number : std::min(least, each.number);
    most = i == 0 ? each.number : std::max(most, each.number);
    is_grouped = is_grouped || each.is_grouped;
    is_same = is_same && texts[i].substr(at[i], each.length) == first;
    at[i] += each.length;
  }
  if (is_same) return {std::string(first), false};
  const auto agreed = agree(least, most);
  if (!agreed) return {std::string(hidden), false};
  std::string digits = fmt::format("{:.{}f}", agreed->number, agreed->step ? std::max(0, -agreed->step->exponent) : 0);
  if (is_grouped) digits = in_groups(std::move(digits));
  return {std::move(digits), agreed->step.has_value()};
}

/// Whether a text is a number alone ("99.33%", "3 / 12") or the dash of a missing one, and no school year ("2024/25").
bool is_value(std::string_view text) {
  constexpr std::string_view kDash = "—";
  constexpr std::size_t kYear = 7;
  if (text.size() == kYear && text[4] == '/') return false;
  return text == kDash || text.find_first_not_of("0123456789+-.,%/ ") == std::string_view::npos;
}

/// One value of each document.
using Sides = std::vector<const Json*>;

class Agreement {
 public:
  explicit Agreement(const AgreementRules& rules) : rules_(rules) {}

  [[nodiscard]] Json of(const Sides& sides, std::string_view key) {
    const Json& first = *sides.front();
    if (std::ranges::all_of(sides, [&](const Json* each) { return *each == first; })) return first;
    const auto all = [&](bool (Json::*is)() const noexcept) {
      return std::ranges::all_of(sides, [&](const Json* each) { return (each->*is)(); });
    };
    if (all(&Json::is_number)) return number(sides, key);
    if (all(&Json::is_string)) return words(sides, key);
    if (all(&Json::is_object)) return object(sides);
    if (all(&Json::is_array)) return array(sides, key);
    return nullptr;
  }

  /// Where numbers are rounded, in the order of the result.
  [[nodiscard]] const std::vector<std::string>& rounded() const { return rounded_; }

 private:
  [[nodiscard]] Json number(const Sides& sides, std::string_view key) {
    if (std::ranges::find(rules_.exact, key) != rules_.exact.end()) return nullptr;
    double least = sides.front()->get<double>();
    double most = least;
    for (const Json* each : sides) {
      least = std::min(least, each->get<double>());
      most = std::max(most, each->get<double>());
    }
    const auto agreed = agreed_number(least, most);
    if (!agreed) return nullptr;
    if (least != most) rounded_.push_back(fmt::to_string(fmt::join(path_, ".")));
    constexpr double kMostExact = 9007199254740992;
    const bool is_whole = std::trunc(*agreed) == *agreed && std::abs(*agreed) < kMostExact;
    return is_whole ? Json(static_cast<std::int64_t>(*agreed)) : Json(*agreed);
  }

  [[nodiscard]] Json words(const Sides& sides, std::string_view key) const {
    // They differ.
    if (std::ranges::find(rules_.blank, key) != rules_.blank.end()) return "";
    std::vector<std::string_view> texts;
    for (const Json* each : sides) texts.emplace_back(each->get_ref<const std::string&>());
    return agreed_text(texts, rules_);
  }

  [[nodiscard]] Json at(std::string step, const Sides& sides, std::string_view key) {
    path_.push_back(std::move(step));
    Json out = of(sides, key);
    path_.pop_back();
    return out;
  }

  [[nodiscard]] Json object(const Sides& sides) {
    Json out = Json::object();
    for (const auto& [key, value] : sides.front()->items()) {
      Sides members;
      for (const Json* each : sides)
        if (const auto member = each->find(key); member != each->end()) members.push_back(&*member);
      if (members.size() == sides.size()) out[key] = at(key, members, key);
    }
    return out;
  }

  [[nodiscard]] Json array(const Sides& sides, std::string_view key) {
    Json out = Json::array();
    const Json& first = *sides.front();
    const bool has_parts = std::ranges::any_of(sides, [](const Json* each) { return std::ranges::any_of(*each, &Json::is_structured); });
    const bool is_one_length = std::ranges::all_of(sides, [&](const Json* each) { return each->size() == first.size(); });
    std::vector<std::vector<bool>> taken;
    for (const Json* each : sides) taken.emplace_back(each->size(), false);
    for (std::size_t i = 0; i < first.size(); ++i) {
      Sides elements{&first[i]};
      for (std::size_t side = 1; side < sides.size(); ++side) {
        const auto match = !has_parts && is_one_length ? std::optional(i) : match_of(first[i], i, *sides[side], taken[side]);
        if (!match) break;
        taken[side][*match] = true;
        elements.push_back(&(*sides[side])[*match]);
      }
      if (elements.size() == sides.size()) out.push_back(at(std::to_string(out.size()), elements, key));
    }
    return out;
  }

  /// The same element of `b`: mostly that at the same position.
  [[nodiscard]] std::optional<std::size_t> match_of(const Json& element, std::size_t position, const Json& b,
                                                    const std::vector<bool>& is_taken) const {
    const std::string name = name_of(element);
    const auto fits = [&](std::size_t i) { return !is_taken[i] && name_of(b[i]) == name; };
    if (position < b.size() && fits(position)) return position;
    if (name.empty()) return std::nullopt;
    for (std::size_t i = 0; i < b.size(); ++i)
      if (fits(i)) return i;
    return std::nullopt;
  }

  [[nodiscard]] std::string name_of(const Json& element) const {
    std::string name;
    if (element.is_object()) {
      for (const std::string_view key : rules_.names)
        if (const auto found = element.find(key); found != element.end()) name += std::string(key) + "=" + found->dump() + ";";
    } else if (element.is_array()) {
      for (const Json& cell : element) {
        const bool is_words = cell.is_object() && cell.contains("text") && cell.contains("number") && cell["number"].is_null();
        if (!is_words || (!name.empty() && is_value(cell["text"].get_ref<const std::string&>()))) break;
        name += cell["text"].dump() + ";";
      }
    } else {
      name = element.dump();
    }
    return name;
  }

  const AgreementRules& rules_;
  /// Where in the result.
  std::vector<std::string> path_;
  std::vector<std::string> rounded_;
};

}  // namespace

std::optional<double> agreed_number(double a, double b) {
  const auto agreed = agree(a, b);
  return agreed ? std::optional(agreed->number) : std::nullopt;
}

std::string agreed_text(std::span<const std::string_view> texts, const AgreementRules& rules) {
  const std::string_view first = texts.front();
  const auto all = [&](auto holds) { return std::ranges::all_of(texts, holds); };
  if (all([&](std::string_view text) { return text == first; })) return std::string(first);
  for (const auto& set : rules.word_sets)
    if (all([&](std::string_view word) { return std::ranges::find(set.words, word) != set.words.end(); })) return std::string(set.in_place);
  std::string out;
  std::vector<std::size_t> at(texts.size(), 0);
  const auto each_at = [&](auto holds) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (!holds(texts[i], at[i])) return false;
    return true;
  };
  while (each_at([](std::string_view text, std::size_t i) { return i < text.size(); })) {
    if (each_at([](std::string_view text, std::size_t i) { return is_digit(text[i]); })) {
      const auto [number, is_rounded] = agreed_number_text(texts, at, rules.hidden);
      if (is_rounded) out.insert(place_of_about(out), rules.about);
      out += number;
      // A percent sign belongs to its number; "hidden%" says nothing.
      const bool is_percent = each_at([](std::string_view text, std::size_t i) { return i < text.size() && text[i] == '%'; });
      if (number == rules.hidden && is_percent)
        for (std::size_t& each : at) ++each;
      continue;
    }
    const char c = first[at.front()];
    if (!each_at([&](std::string_view text, std::size_t i) { return text[i] == c; })) return std::string(rules.hidden);
    out += c;
    for (std::size_t& each : at) ++each;
  }
  const bool is_whole = each_at([](std::string_view text, std::size_t i) { return i == text.size(); });
  return is_whole ? out : std::string(rules.hidden);
}

std::string agree_json(std::span<const std::string> documents, const AgreementRules& rules) {
  const std::string& first = documents.front();
  if (std::ranges::all_of(documents, [&](const std::string& each) { return each == first; })) return first;
  std::vector<Json> parsed;
  for (const std::string& each : documents) parsed.push_back(Json::parse(each));
  Sides sides;
  for (const Json& each : parsed) sides.push_back(&each);
  Agreement agreement(rules);
  Json out = agreement.of(sides, {});
  if (!rules.rounded.empty() && out.is_object() && !agreement.rounded().empty()) out[std::string(rules.rounded)] = agreement.rounded();
  return out.dump();
}

}  // namespace junheng::formats
