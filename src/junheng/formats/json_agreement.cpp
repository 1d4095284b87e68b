#include "junheng/formats/json_agreement.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
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

constexpr std::size_t kGroup = 3;

/// Whether a comma at `at` sets thousands apart: three digits follow it, not four.
bool is_group(std::string_view text, std::size_t at) {
  if (text[at] != ',' || at + kGroup >= text.size()) return false;
  const auto follows = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
  for (std::size_t i = 1; i <= kGroup; ++i)
    if (!follows(at + i)) return false;
  return !follows(at + kGroup + 1);
}

/// The number that begins at `at`, without sign: digits with at most one point among them, thousands set apart by commas or not.
std::string_view number_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  bool has_point = false;
  while (end < text.size()) {
    // 1,234: one to three digits stand before the first comma, three between commas.
    if (!has_point && is_group(text, end) && (end - at <= kGroup || text[end - kGroup - 1] == ',')) {
      end += kGroup + 1;
      continue;
    }
    const bool is_point = text[end] == '.' && !has_point && end + 1 < text.size() && is_digit(text[end + 1]);
    if (!is_point && !is_digit(text[end])) break;
    has_point = has_point || is_point;
    ++end;
  }
  return text.substr(at, end - at);
}

/// Of digits as number_at() finds them.
double number_of(std::string_view text) {
  std::string digits(text);
  std::erase(digits, ',');
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// In no more digits than the step has; thousands set apart where they are in the texts.
std::string agreed_digits(const Agreed& agreed, bool is_grouped) {
  std::string digits = fmt::format("{:.{}f}", agreed.number, agreed.step ? std::max(0, -agreed.step->exponent) : 0);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; is_grouped && at > kGroup; at -= kGroup) digits.insert(at - kGroup, 1, ',');
  return digits;
}

class Agreement {
 public:
  explicit Agreement(const AgreementRules& rules) : rules_(rules) {}

  [[nodiscard]] Json of(const Json& a, const Json& b, std::string_view key) const {
    if (a == b) return a;
    if (a.is_number() && b.is_number()) return number(a, b, key);
    if (a.is_string() && b.is_string()) return agreed_text(a.get_ref<const std::string&>(), b.get_ref<const std::string&>(), rules_);
    if (a.is_object() && b.is_object()) return object(a, b);
    if (a.is_array() && b.is_array()) return array(a, b, key);
    return nullptr;
  }

 private:
  [[nodiscard]] Json number(const Json& a, const Json& b, std::string_view key) const {
    if (std::ranges::find(rules_.exact, key) != rules_.exact.end()) return nullptr;
    const auto agreed = agreed_number(a.get<double>(), b.get<double>());
    if (!agreed) return nullptr;
    constexpr double kMostExact = 9007199254740992;
    const bool is_whole = std::trunc(*agreed) == *agreed && std::abs(*agreed) < kMostExact;
    return is_whole ? Json(static_cast<std::int64_t>(*agreed)) : Json(*agreed);
  }

  [[nodiscard]] Json object(const Json& a, const Json& b) const {
    Json out = Json::object();
    for (const auto& [key, value] : a.items())
      if (const auto other = b.find(key); other != b.end()) out[key] = of(value, *other, key);
    return out;
  }

  [[nodiscard]] Json array(const Json& a, const Json& b, std::string_view key) const {
    Json out = Json::array();
    const bool has_parts = std::ranges::any_of(a, &Json::is_structured) || std::ranges::any_of(b, &Json::is_structured);
    if (!has_parts && a.size() == b.size()) {
      for (std::size_t i = 0; i < a.size(); ++i) out.push_back(of(a[i], b[i], key));
      return out;
    }
    std::vector<bool> is_taken(b.size(), false);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto match = match_of(a[i], i, b, is_taken);
      if (!match) continue;
      is_taken[*match] = true;
      out.push_back(of(a[i], b[*match], key));
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
        if (!is_words) break;
        name += cell["text"].dump() + ";";
      }
    } else {
      name = element.dump();
    }
    return name;
  }

  const AgreementRules& rules_;
};

}  // namespace

std::optional<double> agreed_number(double a, double b) {
  const auto agreed = agree(a, b);
  return agreed ? std::optional(agreed->number) : std::nullopt;
}

std::string agreed_text(std::string_view a, std::string_view b, const AgreementRules& rules) {
  if (a == b) return std::string(a);
  for (const auto& set : rules.word_sets) {
    const auto has = [&](std::string_view word) { return std::ranges::find(set.words, word) != set.words.end(); };
    if (has(a) && has(b)) return std::string(set.in_place);
  }
  std::string out;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (!is_digit(a[i]) || !is_digit(b[j])) {
      if (a[i] != b[j]) return std::string(rules.hidden);
      out += a[i];
      ++i;
      ++j;
      continue;
    }
    const std::string_view first = number_at(a, i);
    const std::string_view second = number_at(b, j);
    const auto agreed = first == second ? std::nullopt : agree(number_of(first), number_of(second));
    if (first == second) out += first;
    else if (!agreed) out += rules.hidden;
    else out += agreed_digits(*agreed, first.find(',') != first.npos || second.find(',') != second.npos);
    i += first.size();
    j += second.size();
  }
  return i == a.size() && j == b.size() ? out : std::string(rules.hidden);
}

std::string agree_json(std::string_view a, std::string_view b, const AgreementRules& rules) {
  if (a == b) return std::string(a);
  return Agreement(rules).of(Json::parse(a), Json::parse(b), {}).dump();
}

}  // namespace junheng::formats
