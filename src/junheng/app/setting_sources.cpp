// Settings from file, environment and command line.
#include <algorithm>
#include <cassert>
#include <charconv>
#include <filesystem>
#include <functional>
#include <optional>

#include "junheng/app/settings.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/toml.h"

namespace junheng::app {

namespace fs = std::filesystem;

namespace {

using formats::TomlValue;
using Type = SettingRule::Type;

constexpr std::string_view kPrefix = "JUNHENG_";
constexpr std::size_t kShownCharacters = 60;

/// Gathers values and faults, so that all faults are told at once.
class Gathering {
 public:
  /// The value in words of file, variable or flag; `is_read` is false where it is of another type or outside the range.
  struct Read {
    GivenSetting setting;
    bool is_read = false;
    std::string shown;
  };

  void take(Read read) {
    const SettingRule& rule = *read.setting.rule;
    const std::int64_t number = read.setting.number;
    const bool has_number = rule.type == Type::Integer || rule.type == Type::Flag;
    if (!read.is_read || (has_number && (number < rule.min || number > rule.max))) {
      fault(read.setting.place, "setting.fault.value", [&](Lang lang) {
        return Params{{"key", std::string(rule.key)}, {"value", abbreviate(read.shown, kShownCharacters)}, {"rule", rule.range(lang)}};
      });
      return;
    }
    std::erase_if(given_, [&](const GivenSetting& other) { return other.rule == &rule; });
    given_.push_back(std::move(read.setting));
  }

  void unknown(const std::string& place, const std::string& key, std::optional<std::string> meant) {
    const char* words = meant ? "setting.fault.slip" : "setting.fault.unknown";
    fault(place, words, [&](Lang) { return Params{{"key", abbreviate(key, kShownCharacters)}, {"meant", meant.value_or("")}}; });
  }

  void fault(const std::string& place, std::string_view words, const std::function<Params(Lang)>& params) {
    ++count_;
    for (auto [lang, text] : {std::pair{Lang::Zh, &faults_.zh}, {Lang::En, &faults_.en}})
      *text += (text->empty() ? "  " : "\n  ") + place + ": " + junheng::text(words, lang, params(lang));
  }

  void syntax(const Error& error) {
    ++count_;
    faults_.zh += "  " + error.message(Lang::Zh);
    faults_.en += "  " + error.message(Lang::En);
  }

  Result<std::vector<GivenSetting>> finish() {
    if (count_ == 0) return std::move(given_);
    return fail(Code::BadSettings, {{"count", std::to_string(count_)}, {"faults_zh", faults_.zh}, {"faults_en", faults_.en}});
  }

 private:
  std::vector<GivenSetting> given_;
  Bilingual faults_;
  std::size_t count_ = 0;
};

std::optional<std::string> nearest_key(std::string_view key) {
  std::vector<std::string> keys;
  for (const SettingRule& rule : setting_rules()) keys.emplace_back(rule.key);
  return nearest(key, keys);
}

std::string shown(const TomlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.value)) return "\"" + *text + "\"";
  if (const auto* number = std::get_if<std::int64_t>(&value.value)) return std::to_string(*number);
  if (const auto* flag = std::get_if<bool>(&value.value)) return *flag ? "true" : "false";
  return std::string(value.type_name());
}

Gathering::Read read_toml_value(const SettingRule& rule, const TomlValue& value, const std::string& file) {
  Gathering::Read read;
  read.setting = {&rule, 0, {}, SettingOrigin::File, file + ":" + std::to_string(value.line)};
  read.shown = shown(value);
  const auto* number = std::get_if<std::int64_t>(&value.value);
  const auto* flag = std::get_if<bool>(&value.value);
  const auto* text = std::get_if<std::string>(&value.value);
  const auto* list = value.as_array();
  if (rule.type == Type::Integer && number != nullptr) read.setting.number = *number;
  else if (rule.type == Type::Flag && flag != nullptr) read.setting.number = *flag ? 1 : 0;
  else if (rule.type == Type::Text && text != nullptr) read.setting.texts = {*text};
  else if (rule.type == Type::Texts && list != nullptr) {
    for (const TomlValue& entry : *list) {
      const auto* name = std::get_if<std::string>(&entry.value);
      if (name == nullptr) return read;
      read.setting.texts.push_back(*name);
    }
  } else {
    return read;
  }
  read.is_read = true;
  if (rule.holds != SettingRule::Holds::Path) return read;
  for (std::string& path : read.setting.texts)
    if (!path.empty()) path = (fs::path(file).parent_path() / path).string();
  return read;
}

/// `words`: the whole value of a variable, or the values of a flag.
Gathering::Read read_words(const SettingRule& rule, const std::vector<std::string>& words, SettingOrigin origin, const std::string& place) {
  Gathering::Read read;
  read.setting = {&rule, 0, {}, origin, place};
  for (const std::string& word : words) read.shown += (read.shown.empty() ? "" : ",") + word;
  if (rule.type == Type::Texts) {
    for (std::size_t at = 0; at < read.shown.size();) {
      const std::size_t comma = std::min(read.shown.find(',', at), read.shown.size());
      const std::string name(trim(std::string_view(read.shown).substr(at, comma - at)));
      if (!name.empty()) read.setting.texts.push_back(name);
      at = comma + 1;
    }
    read.is_read = true;
  } else if (rule.type == Type::Text) {
    read.setting.texts = {read.shown};
    read.is_read = true;
  } else if (rule.type == Type::Flag) {
    read.is_read = read.shown == "true" || read.shown == "false" || read.shown == "1" || read.shown == "0";
    read.setting.number = read.shown == "true" || read.shown == "1" ? 1 : 0;
  } else {
    const char* const end = read.shown.data() + read.shown.size();
    const auto parsed = std::from_chars(read.shown.data(), end, read.setting.number);
    read.is_read = parsed.ec == std::errc() && parsed.ptr == end && !read.shown.empty();
  }
  return read;
}

Result<void> read_file(const SettingSources& sources, Gathering& out) {
  std::error_code error;
  const bool is_named = sources.file_is == SettingSources::File::Named;
  if (sources.file.empty() || (!is_named && !fs::exists(sources.file, error))) return {};
  const auto file = formats::read_toml(sources.file);
  if (!file && file.error().code != Code::TomlSyntax && file.error().code != Code::TomlNotUtf8) return fail(file.error());
  if (!file) {
    out.syntax(file.error());
    return {};
  }
  for (const auto& [key, value] : *file->as_table()) {
    const SettingRule* rule = find_setting_rule(key);
    if (rule == nullptr) out.unknown(sources.file + ":" + std::to_string(value.line), key, nearest_key(key));
    else out.take(read_toml_value(*rule, value, sources.file));
  }
  return {};
}

/// Kubernetes tells the containers beside a service "junheng" of it: JUNHENG_PORT=tcp://10.0.0.1:8080, JUNHENG_PORT_8080_TCP and others.
bool is_of_kubernetes(std::string_view key, std::string_view value) {
  const bool is_address = value.starts_with("tcp://") || value.starts_with("udp://") || value.starts_with("sctp://");
  return (key == kPort && is_address) || key.starts_with("port_") || key.starts_with("service_");
}

void read_environment(const SettingSources& sources, Gathering& out) {
  for (const auto& [name, value] : sources.environment) {
    if (!name.starts_with(kPrefix)) continue;
    const std::string key = lower_ascii(std::string_view(name).substr(kPrefix.size()));
    if (is_of_kubernetes(key, value)) continue;
    const SettingRule* rule = find_setting_rule(key);
    if (rule != nullptr && rule->variable() == name) {
      out.take(read_words(*rule, {value}, SettingOrigin::Environment, name));
      continue;
    }
    // Other programs may have variables of that beginning: only what looks like a slip is refused.
    if (const auto meant = nearest_key(key)) out.unknown(name, name, find_setting_rule(*meant)->variable());
  }
}

}  // namespace

Result<Settings> Settings::read(const SettingSources& sources) {
  Gathering out;
  if (auto done = read_file(sources, out); !done) return fail(done.error());
  read_environment(sources, out);
  for (const auto& [key, words] : sources.flags) {
    const SettingRule* rule = find_setting_rule(key);
    assert(rule != nullptr);
    out.take(read_words(*rule, words, SettingOrigin::CommandLine, std::string(rule->flag)));
  }
  auto given = out.finish();
  if (!given) return fail(given.error());
  Settings settings;
  settings.given_ = std::move(*given);
  return settings;
}

const GivenSetting* Settings::find(std::string_view key) const {
  const auto found = std::ranges::find(given_, key, [](const GivenSetting& given) { return given.rule->key; });
  return found == given_.end() ? nullptr : &*found;
}

std::int64_t Settings::number(std::string_view key) const {
  const GivenSetting* given = find(key);
  return given == nullptr ? find_setting_rule(key)->fallback : given->number;
}

std::string Settings::text(std::string_view key) const {
  const GivenSetting* given = find(key);
  return given == nullptr || given->texts.empty() ? std::string(find_setting_rule(key)->fallback_text) : given->texts.front();
}

std::vector<std::string> Settings::texts(std::string_view key) const {
  const GivenSetting* given = find(key);
  return given == nullptr ? std::vector<std::string>() : given->texts;
}

}  // namespace junheng::app
