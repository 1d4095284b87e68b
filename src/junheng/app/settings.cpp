#include "junheng/app/settings.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "junheng/core/codes.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/settings.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

using Type = SettingRule::Type;

/// "postgresql://clerk:***@db/junheng".
std::string without_password(const std::string& url) {
  if (url.find("password=") != std::string::npos) return "postgresql://***";
  const std::size_t scheme = url.find("://");
  const std::size_t at = url.find('@');
  if (scheme == std::string::npos || at == std::string::npos) return url;
  const std::size_t colon = url.find(':', scheme + 3);
  return colon < at ? url.substr(0, colon + 1) + "***" + url.substr(at) : url;
}

/// The column holds a JSON text; the value is put into an object, which is what the reader takes.
std::optional<std::int64_t> parse_value(const SettingRule& rule, const std::string& json) {
  auto reader = formats::JsonReader::parse("{\"value\":" + json + "}");
  if (!reader) return std::nullopt;
  const formats::JsonScalar scalar = reader->scalar("value");
  std::optional<std::int64_t> value;
  if (const auto* flag = std::get_if<bool>(&scalar); flag != nullptr && rule.type == Type::Flag) value = *flag ? 1 : 0;
  if (const auto* number = std::get_if<std::int64_t>(&scalar); number != nullptr && rule.type == Type::Integer) value = *number;
  if (value && (*value < rule.min || *value > rule.max)) return std::nullopt;
  return value;
}

std::string json_of(const SettingRule& rule, std::int64_t value) {
  if (rule.type == Type::Flag) return value == 0 ? "false" : "true";
  return std::to_string(value);
}

/// Without what the store has.
SettingView view_of(const Settings& settings, const SettingRule& rule) {
  SettingView view;
  view.rule = &rule;
  view.value = rule.fallback;
  if (rule.type == Type::Text) view.texts = {std::string(rule.fallback_text)};
  if (const GivenSetting* given = settings.find(rule.key)) {
    view.value = given->number;
    view.texts = given->texts;
    view.origin = given->origin;
    view.place = given->place;
  }
  if (rule.holds == SettingRule::Holds::StoreUrl)
    for (std::string& url : view.texts) url = without_password(url);
  return view;
}

Result<SettingView> view_of(store::Transaction& transaction, const Settings& settings, const SettingRule& rule) {
  SettingView view = view_of(settings, rule);
  if (rule.when == SettingRule::When::Start) return view;
  const auto found = store::find_setting(transaction, rule.key);
  if (!found) return fail(found.error());
  if (!*found) return view;
  // A value that this version does not allow any more does not hold.
  const auto set = parse_value(rule, (*found)->value);
  if (set && view.origin == SettingOrigin::Default) {
    view.value = *set;
    view.origin = SettingOrigin::Store;
  }
  view.version = (*found)->version;
  view.changed_at = (*found)->changed.time;
  if (const auto who = (*found)->changed.account) {
    const auto account = store::find_account(transaction, *who);
    if (!account) return fail(account.error());
    if (*account) view.changed_by = (*account)->login;
  }
  return view;
}

std::string known_keys() {
  std::string out;
  for (const SettingRule& rule : setting_rules()) out += (out.empty() ? "" : ", ") + std::string(rule.key);
  return out;
}

Error bad_setting(const SettingRule& rule, const std::string& shown) {
  Params params = {{"key", std::string(rule.key)}, {"value", shown}};
  params.emplace_back("rule_zh", rule.range(Lang::Zh));
  params.emplace_back("rule_en", rule.range(Lang::En));
  return {Code::BadSetting, std::move(params), {}};
}

}  // namespace

std::string SettingView::origin_text(Lang lang) const {
  return junheng::text("setting.origin." + std::string(to_string(origin)), lang, {{"place", place}});
}

Result<std::int64_t> setting_value(store::Transaction& transaction, const Settings& settings, std::string_view key) {
  const SettingRule* rule = find_setting_rule(key);
  assert(rule != nullptr);
  if (settings.find(key) != nullptr) return settings.number(key);
  const auto found = store::find_setting(transaction, key);
  if (!found) return fail(found.error());
  if (!*found) return rule->fallback;
  return parse_value(*rule, (*found)->value).value_or(rule->fallback);
}

Result<std::vector<SettingView>> list_settings(const store::Store& store, const Settings& settings) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  std::vector<SettingView> views;
  for (const SettingRule& rule : setting_rules()) {
    auto view = view_of(*transaction, settings, rule);
    if (!view) return fail(view.error());
    views.push_back(std::move(*view));
  }
  return views;
}

std::vector<SettingView> list_settings(const Settings& settings) {
  std::vector<SettingView> views;
  for (const SettingRule& rule : setting_rules()) views.push_back(view_of(settings, rule));
  return views;
}

Result<SettingView> change_setting(const store::Store& store, const SettingChange& change, const Access& access, UtcTime now,
                                   const Settings& settings) {
  const SettingRule* rule = find_setting_rule(change.key);
  if (rule == nullptr) return fail(Code::UnknownSetting, {{"key", change.key}, {"known", known_keys()}});
  if (rule->when == SettingRule::When::Start)
    return fail(Code::SettingAtStart, {{"key", change.key}, {"variable", rule->variable()}, {"flag", std::string(rule->flag)}});
  if (const SettingView given = view_of(settings, *rule); !given.is_changeable())
    return fail(Code::SettingPinned, {{"key", change.key},
                                      {"value", json_of(*rule, given.value)},
                                      {"origin_zh", given.origin_text(Lang::Zh)},
                                      {"origin_en", given.origin_text(Lang::En)}});
  if (!change.value || change.type != rule->type || *change.value < rule->min || *change.value > rule->max)
    return fail(bad_setting(*rule, change.shown));
  auto transaction = store.write();
  if (!transaction) return fail(transaction.error());
  const auto before = view_of(*transaction, settings, *rule);
  if (!before) return fail(before.error());
  const store::Actor actor = actor_of(access, now);
  const std::string value = json_of(*rule, *change.value);
  const auto version = store::set_setting(*transaction, {.key = change.key, .value = value, .changed = actor, .version = change.version});
  if (!version) return fail(version.error());
  formats::JsonWriter details;
  details.begin_object().key("before").raw(json_of(*rule, before->value)).key("after").raw(value).end_object();
  const auto noted = store::append_audit(*transaction, {.actor = actor,
                                                        .event = "setting:change",
                                                        .object = "setting/" + change.key,
                                                        .before_hash = store::sha256(json_of(*rule, before->value)),
                                                        .after_hash = store::sha256(value),
                                                        .details = details.take()});
  if (!noted) return fail(noted.error());
  auto view = view_of(*transaction, settings, *rule);
  if (!view) return fail(view.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return view;
}

}  // namespace junheng::app
