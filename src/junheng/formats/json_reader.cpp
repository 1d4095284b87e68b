#include "junheng/formats/json_reader.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/number_text.h"

namespace junheng::formats {

using Json = nlohmann::json;

namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kShownCharacters = 40;
/// More faults than these are counted, not listed.
constexpr std::size_t kShownFaults = 20;

/// Builds the document, and refuses what nlohmann would take: a key that stands twice (it keeps the last), any depth of nesting.
class StrictBuilder : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool flag) override { return put(flag); }
  bool number_integer(number_integer_t number) override { return put(number); }
  bool number_unsigned(number_unsigned_t number) override { return put(number); }
  bool number_float(number_float_t number, const string_t&) override { return put(number); }
  bool string(string_t& text) override { return put(std::move(text)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (levels_.back()->contains(name)) return stop("duplicate key '" + abbreviate(name, kShownCharacters) + "'");
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return stop("byte " + std::to_string(position));
  }

  [[nodiscard]] Json take() { return std::move(root_); }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  bool stop(std::string fault) {
    fault_ = std::move(fault);
    return false;
  }
  Json& place(Json value) {
    if (levels_.empty()) return root_ = std::move(value);
    Json& parent = *levels_.back();
    if (parent.is_object()) return parent[key_] = std::move(value);
    parent.push_back(std::move(value));
    return parent.back();
  }
  template <typename T>
  bool put(T&& value) {
    place(Json(std::forward<T>(value)));
    return true;
  }
  bool open(Json value) {
    if (levels_.size() >= kMaxDepth) return stop("nested more than " + std::to_string(kMaxDepth) + " deep");
    levels_.push_back(&place(std::move(value)));
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> levels_;
  std::string key_;
  std::string fault_;
};

/// The value as the client sent it, where it is short enough to show.
std::string shown(const Json& value) {
  if (value.is_object()) return "{…}";
  if (value.is_array()) return "[…]";
  return abbreviate(value.dump(-1, ' ', false, Json::error_handler_t::replace), kShownCharacters);
}

std::string bound(double number) { return number_text(number); }

Bilingual number_rule(const JsonRange& range, Bilingual rule) {
  const bool has_min = std::isfinite(range.min);
  const bool has_max = std::isfinite(range.max);
  if (has_min && has_max) {
    rule.zh += "，" + bound(range.min) + " 至 " + bound(range.max);
    rule.en += " from " + bound(range.min) + " to " + bound(range.max);
  } else if (has_min) {
    rule.zh += "，不小于 " + bound(range.min);
    rule.en += ", at least " + bound(range.min);
  } else if (has_max) {
    rule.zh += "，不大于 " + bound(range.max);
    rule.en += ", at most " + bound(range.max);
  }
  return rule;
}

std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_whole(const Json& value) {
  constexpr double kLargestExact = 9007199254740992.0;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value.is_number_integer()) return true;
  return value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>() && std::abs(value.get<double>()) < kLargestExact;
}

struct Fault {
  std::string path;
  std::string value;
  Bilingual rule;
};

std::string listed(const std::vector<Fault>& faults, Lang lang) {
  std::string out;
  for (std::size_t i = 0; i < std::min(faults.size(), kShownFaults); ++i) {
    const Fault& fault = faults[i];
    if (i > 0) out += lang == Lang::Zh ? "；" : "; ";
    out += fault.path;
    if (!fault.value.empty()) out += " = " + fault.value;
    out += (lang == Lang::Zh ? "：" : ": ") + fault.rule.in(lang);
  }
  if (faults.size() > kShownFaults) out += lang == Lang::Zh ? "；……" : "; ...";
  return out;
}

}  // namespace

struct JsonReader::Document {
  Json root;
  std::vector<Fault> faults;
};

struct JsonReader::Node {
  std::shared_ptr<Document> document;
  const Json* object;
  /// "changes[3]." or empty.
  std::string prefix;
  std::vector<std::string> known;
  std::vector<std::shared_ptr<Node>> children;

  /// The value of the key, or nullptr where it is absent or null.
  const Json* find(std::string_view key) {
    known.emplace_back(key);
    const auto found = object->find(std::string(key));
    return found == object->end() || found->is_null() ? nullptr : &*found;
  }
  void fault(std::string_view key, const Json* value, Bilingual rule) {
    document->faults.push_back({prefix + std::string(key), value == nullptr ? "" : shown(*value), std::move(rule)});
  }
  const Json* require(std::string_view key) {
    const Json* value = find(key);
    if (value == nullptr) fault(key, nullptr, {"缺少", "is missing"});
    return value;
  }
  void report_unknown() {
    for (const auto& [key, value] : object->items())
      if (std::ranges::count(known, key) == 0) fault(abbreviate(key, kShownCharacters), nullptr, {"不认识的键", "is no known key"});
    for (const auto& child : children) child->report_unknown();
  }
  std::string text_of(std::string_view key, const Json& value, const JsonLength& length) {
    if (!value.is_string()) {
      fault(key, &value, {"应为文字", "a text is needed"});
      return {};
    }
    const std::size_t count = character_count(value.get_ref<const std::string&>());
    if (count < length.min || count > length.max) {
      const std::string from = std::to_string(length.min);
      const std::string to = std::to_string(length.max);
      fault(key, &value, {"应有 " + from + " 至 " + to + " 个字符", "from " + from + " to " + to + " characters are needed"});
      return {};
    }
    return value.get<std::string>();
  }
  double number_of(std::string_view key, const Json& value, const JsonRange& range) {
    if (value.is_number() && value.get<double>() >= range.min && value.get<double>() <= range.max) return value.get<double>();
    fault(key, &value, number_rule(range, {"应为数字", "a number is needed"}));
    return 0;
  }
  std::int64_t integer_of(std::string_view key, const Json& value, const JsonRange& range) {
    if (is_whole(value) && value.get<double>() >= range.min && value.get<double>() <= range.max) return value.get<std::int64_t>();
    fault(key, &value, number_rule(range, {"应为整数", "a whole number is needed"}));
    return 0;
  }
  bool flag_of(std::string_view key, const Json& value) {
    if (value.is_boolean()) return value.get<bool>();
    fault(key, &value, {"应为 true 或 false", "true or false is needed"});
    return false;
  }
  std::string choice_of(std::string_view key, const Json& value, std::initializer_list<std::string_view> allowed) {
    if (value.is_string() && std::ranges::count(allowed, std::string_view(value.get_ref<const std::string&>())) > 0)
      return value.get<std::string>();
    std::string names;
    for (const std::string_view name : allowed) names += (names.empty() ? "" : ", ") + std::string(name);
    fault(key, &value, {"应为下列之一：" + names, "one of " + names + " is needed"});
    return std::string(*allowed.begin());
  }
  bool is_list(std::string_view key, const Json& value, std::size_t max_count) {
    const bool fits = value.is_array() && value.size() <= max_count;
    const std::string count = std::to_string(max_count);
    if (!fits) fault(key, &value, {"应为数组，最多 " + count + " 项", "an array of at most " + count + " entries is needed"});
    return fits;
  }
  template <typename Take>
  void each_entry(std::string_view key, Take take) {
    const Json* value = require(key);
    if (value == nullptr || !is_list(key, *value, std::numeric_limits<std::size_t>::max())) return;
    const std::string name = std::string(key) + "[]";
    for (const Json& entry : *value) take(name, entry);
  }
  std::shared_ptr<Node> add_child(const std::string& name, const Json& value) {
    auto child = std::make_shared<Node>();
    child->document = document;
    child->object = &value;
    child->prefix = prefix + name + ".";
    children.push_back(child);
    return child;
  }
};

JsonReader::JsonReader(std::shared_ptr<Node> node) : node_(std::move(node)) {}

Result<JsonReader> JsonReader::parse(std::string_view text) {
  StrictBuilder builder;
  if (!is_utf8(text)) return fail(Code::JsonSyntax, {{"where", "UTF-8"}});
  if (!Json::sax_parse(text, &builder)) return fail(Code::JsonSyntax, {{"where", builder.fault()}});
  auto document = std::make_shared<Document>(Document{builder.take(), {}});
  if (!document->root.is_object()) {
    const std::vector<Fault> faults = {{"$", shown(document->root), {"应为对象 {…}", "an object {...} is needed"}}};
    return fail(Code::BadJsonValue, {{"faults_zh", listed(faults, Lang::Zh)}, {"faults_en", listed(faults, Lang::En)}, {"count", "1"}});
  }
  auto node = std::make_shared<Node>();
  node->object = &document->root;
  node->document = std::move(document);
  return JsonReader(std::move(node));
}

bool JsonReader::has(std::string_view key) const {
  const auto found = node_->object->find(std::string(key));
  return found != node_->object->end() && !found->is_null();
}

std::string JsonReader::text(std::string_view key, JsonLength length) {
  const Json* value = node_->require(key);
  return value == nullptr ? std::string() : node_->text_of(key, *value, length);
}

std::optional<std::string> JsonReader::maybe_text(std::string_view key, JsonLength length) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::nullopt : std::optional(node_->text_of(key, *value, length));
}

double JsonReader::number(std::string_view key, JsonRange range) {
  const Json* value = node_->require(key);
  return value == nullptr ? 0 : node_->number_of(key, *value, range);
}

std::optional<double> JsonReader::maybe_number(std::string_view key, JsonRange range) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::nullopt : std::optional(node_->number_of(key, *value, range));
}

std::int64_t JsonReader::integer(std::string_view key, JsonRange range) {
  const Json* value = node_->require(key);
  return value == nullptr ? 0 : node_->integer_of(key, *value, range);
}

std::optional<std::int64_t> JsonReader::maybe_integer(std::string_view key, JsonRange range) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::nullopt : std::optional(node_->integer_of(key, *value, range));
}

bool JsonReader::flag(std::string_view key) {
  const Json* value = node_->require(key);
  return value != nullptr && node_->flag_of(key, *value);
}

std::optional<bool> JsonReader::maybe_flag(std::string_view key) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::nullopt : std::optional(node_->flag_of(key, *value));
}

std::string JsonReader::one_of(std::string_view key, std::initializer_list<std::string_view> allowed) {
  const Json* value = node_->require(key);
  return value == nullptr ? std::string(*allowed.begin()) : node_->choice_of(key, *value, allowed);
}

std::optional<std::string> JsonReader::maybe_one_of(std::string_view key, std::initializer_list<std::string_view> allowed) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::nullopt : std::optional(node_->choice_of(key, *value, allowed));
}

JsonScalar JsonReader::scalar(std::string_view key) {
  node_->known.emplace_back(key);
  const auto found = node_->object->find(std::string(key));
  if (found == node_->object->end()) {
    node_->fault(key, nullptr, {"缺少", "is missing"});
    return {};
  }
  if (found->is_boolean()) return found->get<bool>();
  if (found->is_number() && is_whole(*found)) return found->get<std::int64_t>();
  if (found->is_number()) return found->get<double>();
  if (found->is_string()) return found->get<std::string>();
  if (!found->is_null()) node_->fault(key, &*found, {"应为单个值", "a single value is needed"});
  return {};
}

std::vector<std::string> JsonReader::texts(std::string_view key, std::size_t max_count) {
  return node_->require(key) == nullptr ? std::vector<std::string>() : texts_or_empty(key, max_count);
}

std::vector<std::string> JsonReader::texts_or_empty(std::string_view key, std::size_t max_count) {
  const Json* value = node_->find(key);
  if (value == nullptr || !node_->is_list(key, *value, max_count)) return {};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < value->size(); ++i)
    out.push_back(node_->text_of(std::string(key) + "[" + std::to_string(i) + "]", (*value)[i], {}));
  return out;
}

std::vector<JsonReader> JsonReader::objects(std::string_view key, std::size_t max_count) {
  return node_->require(key) == nullptr ? std::vector<JsonReader>() : objects_or_empty(key, max_count);
}

std::vector<JsonReader> JsonReader::objects_or_empty(std::string_view key, std::size_t max_count) {
  const Json* value = node_->find(key);
  if (value == nullptr || !node_->is_list(key, *value, max_count)) return {};
  std::vector<JsonReader> out;
  for (std::size_t i = 0; i < value->size(); ++i) {
    const std::string name = std::string(key) + "[" + std::to_string(i) + "]";
    if (!(*value)[i].is_object()) {
      node_->fault(name, &(*value)[i], {"应为对象 {…}", "an object {...} is needed"});
      continue;
    }
    out.push_back(JsonReader(node_->add_child(name, (*value)[i])));
  }
  return out;
}

JsonReader JsonReader::object(std::string_view key) {
  static const Json kEmpty = Json::object();
  const Json* value = node_->require(key);
  if (value != nullptr && !value->is_object()) node_->fault(key, value, {"应为对象 {…}", "an object {...} is needed"});
  return JsonReader(node_->add_child(std::string(key), value != nullptr && value->is_object() ? *value : kEmpty));
}

std::vector<std::string> JsonReader::keys() const {
  std::vector<std::string> out;
  for (const auto& [key, value] : node_->object->items()) out.push_back(key);
  return out;
}

std::vector<std::optional<double>> JsonReader::number_column(std::string_view key) {
  std::vector<std::optional<double>> out;
  node_->each_entry(key, [&](const std::string& name, const Json& value) {
    out.push_back(value.is_null() ? std::nullopt : std::optional(node_->number_of(name, value, {})));
  });
  return out;
}

std::vector<std::optional<std::string>> JsonReader::text_column(std::string_view key) {
  std::vector<std::optional<std::string>> out;
  node_->each_entry(key, [&](const std::string& name, const Json& value) {
    out.push_back(value.is_null() ? std::nullopt : std::optional(node_->text_of(name, value, {})));
  });
  return out;
}

void JsonReader::report(std::string_view key, Bilingual rule) {
  const auto found = node_->object->find(std::string(key));
  node_->fault(key, found == node_->object->end() ? nullptr : &*found, std::move(rule));
}

Result<void> JsonReader::finish() {
  node_->report_unknown();
  return finish_part();
}

Result<void> JsonReader::finish_part() {
  const std::vector<Fault>& faults = node_->document->faults;
  if (faults.empty()) return {};
  return fail(Code::BadJsonValue,
              {{"faults_zh", listed(faults, Lang::Zh)}, {"faults_en", listed(faults, Lang::En)}, {"count", std::to_string(faults.size())}});
}

}  // namespace junheng::formats
