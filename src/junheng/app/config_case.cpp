#include "junheng/app/config_case.h"

#include <filesystem>
#include <optional>

#include "junheng/app/store_place.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/store.h"

namespace junheng::app {

namespace fs = std::filesystem;

namespace {

using formats::JsonWriter;
using Type = SettingRule::Type;

/// A value as TOML, whose texts of one line are those of JSON.
std::string toml_of(const SettingRule& rule, std::int64_t number, const std::vector<std::string>& texts) {
  JsonWriter json;
  switch (rule.type) {
    case Type::Integer: return std::to_string(number);
    case Type::Flag: return number == 0 ? "false" : "true";
    case Type::Text: return json.value(std::string_view(texts.empty() ? std::string() : texts.front())).take();
    case Type::Texts: break;
  }
  json.begin_array();
  for (const std::string& text : texts) json.value(std::string_view(text));
  return json.end_array().take();
}

std::string default_toml(const SettingRule& rule) {
  std::vector<std::string> texts;
  if (rule.type == Type::Text) texts = {std::string(rule.fallback_text)};
  return toml_of(rule, rule.fallback, texts);
}

void write_value(JsonWriter& json, std::string_view key, const SettingRule& rule, std::int64_t number,
                 const std::vector<std::string>& texts) {
  json.key(key);
  switch (rule.type) {
    case Type::Integer: json.value(number); return;
    case Type::Flag: json.value(number != 0); return;
    case Type::Text: json.value(std::string_view(texts.empty() ? std::string() : texts.front())); return;
    case Type::Texts: break;
  }
  json.begin_array();
  for (const std::string& text : texts) json.value(std::string_view(text));
  json.end_array();
}

std::string_view type_word(Type type) {
  switch (type) {
    case Type::Integer: return "integer";
    case Type::Flag: return "flag";
    case Type::Text: return "text";
    case Type::Texts: return "texts";
  }
  return {};
}

void write_limit(JsonWriter& json, std::string_view key, const SettingRule& rule, std::int64_t limit) {
  json.key(key);
  if (rule.type == Type::Integer) json.value(limit);
  else json.null();
}

/// Where there is a store: a server, or the file in the folder.
std::optional<std::string> place_of_store(const ConfigRequest& request, const Settings& settings) {
  std::string place = store_place(request.folder, settings);
  std::error_code error;
  if (store::is_postgres_url(place) || fs::exists(fs::path(place) / "junheng.db", error)) return place;
  return std::nullopt;
}

}  // namespace

std::string settings_file_of(const std::string& folder) { return (fs::path(folder) / "settings.toml").string(); }

std::string setting_json(const SettingView& setting, Lang lang) {
  const SettingRule& rule = *setting.rule;
  std::vector<std::string> default_texts;
  if (rule.type == Type::Text) default_texts = {std::string(rule.fallback_text)};
  JsonWriter json;
  json.begin_object().member("key", rule.key);
  write_value(json, "value", rule, setting.value, setting.texts);
  write_value(json, "default", rule, rule.fallback, default_texts);
  json.member("version", setting.version).member("type", type_word(rule.type));
  write_limit(json, "min", rule, rule.min);
  write_limit(json, "max", rule, rule.max);
  json.member("description", std::string_view(rule.description(lang))).key("changed_at");
  if (setting.changed_at) json.value(std::string_view(to_string(*setting.changed_at)));
  else json.null();
  json.key("changed_by");
  if (setting.changed_by) json.value(std::string_view(*setting.changed_by));
  else json.null();
  json.member("origin", to_string(setting.origin)).member("origin_text", std::string_view(setting.origin_text(lang)));
  return json.member("is_changeable", setting.is_changeable()).end_object().take();
}

Result<Outcome> run_config_show(const ConfigRequest& request, const Session& session) {
  const auto settings = Settings::read(request.sources);
  if (!settings) return fail(settings.error());
  std::vector<SettingView> views = list_settings(*settings);
  if (const auto place = place_of_store(request, *settings)) {
    store::StoreOptions options;
    options.place = *place;
    options.time = request.now;
    const auto store = store::Store::open(options);
    if (!store) return fail(store.error());
    auto stored = list_settings(*store, *settings);
    if (!stored) return fail(stored.error());
    views = std::move(*stored);
  }
  if (request.format == OutputFormat::Json) {
    JsonWriter json;
    json.begin_object().key("settings").begin_array();
    for (const SettingView& view : views) json.raw(setting_json(view, session.lang));
    return Outcome{json.end_array().end_object().take() + "\n", 0};
  }
  std::string out;
  for (const SettingView& view : views) {
    out += std::string(view.rule->key) + " = " + toml_of(*view.rule, view.value, view.texts);
    if (request.origins == ConfigRequest::Origins::Shown) out += "  # " + view.origin_text(session.lang);
    out += '\n';
  }
  return Outcome{out, 0};
}

std::string example_settings() {
  std::string out;
  const auto comment = [&](std::string_view words) {
    std::string text(words);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 3)) text.replace(at, 1, "\n# ");
    out += "# " + text + "\n";
  };
  for (const Lang lang : {Lang::Zh, Lang::En}) comment(text("config.example", lang));
  for (const SettingRule::When when : {SettingRule::When::Start, SettingRule::When::Runtime}) {
    out += '\n';
    for (const Lang lang : {Lang::Zh, Lang::En})
      comment(text(when == SettingRule::When::Start ? "config.example.start" : "config.example.runtime", lang));
    for (const SettingRule& rule : setting_rules()) {
      if (rule.when != when) continue;
      out += '\n';
      for (const Lang lang : {Lang::Zh, Lang::En}) {
        const Params params = {{"description", rule.description(lang)}, {"range", rule.range(lang)}};
        comment(text("config.example.setting", lang, params));
      }
      comment(rule.variable() + (rule.flag.empty() ? "" : ", " + std::string(rule.flag)));
      out += "#" + std::string(rule.key) + " = " + default_toml(rule) + "\n";
    }
  }
  return out;
}

}  // namespace junheng::app
