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

constexpr std::array kRules = {
    SettingRule{.key = kSessionIdleHours, .fallback = 8, .min = 1, .max = 24},
    SettingRule{.key = kSessionDays, .fallback = 7, .min = 1, .max = 30},
    SettingRule{.key = kLinkHours, .fallback = 24, .min = 1, .max = 168},
    SettingRule{.key = kPasswordMinLength, .fallback = 10, .min = 10, .max = 64},
    SettingRule{.key = kMetricsLocal, .type = Type::Flag, .fallback = 0},
    SettingRule{.key = kUploadOpenLimit, .fallback = 20, .min = 1, .max = 1000},
    SettingRule{.key = kUploadTotalMb, .fallback = 4096, .min = 1, .max = 1'048'576},
};

const SettingRule* find_rule(std::string_view key) {
  const auto* rule = std::ranges::find(kRules, key, &SettingRule::key);
  return rule == kRules.end() ? nullptr : rule;
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

Result<SettingView> view_of(store::Transaction& transaction, const SettingRule& rule) {
  const auto found = store::find_setting(transaction, rule.key);
  if (!found) return fail(found.error());
  SettingView view{.rule = &rule, .value = rule.fallback, .version = 0, .changed_at = {}, .changed_by = {}};
  if (!*found) return view;
  // A value that this version does not allow any more does not hold.
  view.value = parse_value(rule, (*found)->value).value_or(rule.fallback);
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
  for (const SettingRule& rule : kRules) out += (out.empty() ? "" : ", ") + std::string(rule.key);
  return out;
}

Error bad_setting(const SettingRule& rule, const std::string& shown) {
  Params params = {{"key", std::string(rule.key)}, {"value", shown}};
  const Params range = {{"min", std::to_string(rule.min)}, {"max", std::to_string(rule.max)}};
  const char* words = rule.type == Type::Flag ? "setting.rule.flag" : "setting.rule.integer";
  params.emplace_back("rule_zh", text(words, Lang::Zh, range));
  params.emplace_back("rule_en", text(words, Lang::En, range));
  return {Code::BadSetting, std::move(params), {}};
}

}  // namespace

std::string SettingRule::description(Lang lang) const { return std::string(text("setting." + std::string(key), lang)); }

std::span<const SettingRule> setting_rules() { return kRules; }

Result<std::int64_t> setting_value(store::Transaction& transaction, std::string_view key) {
  const SettingRule* rule = find_rule(key);
  assert(rule != nullptr);
  const auto found = store::find_setting(transaction, key);
  if (!found) return fail(found.error());
  if (!*found) return rule->fallback;
  return parse_value(*rule, (*found)->value).value_or(rule->fallback);
}

Result<std::vector<SettingView>> list_settings(const store::Store& store) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  std::vector<SettingView> views;
  for (const SettingRule& rule : kRules) {
    auto view = view_of(*transaction, rule);
    if (!view) return fail(view.error());
    views.push_back(std::move(*view));
  }
  return views;
}

Result<SettingView> change_setting(const store::Store& store, const SettingChange& change, const Access& access, UtcTime now) {
  const SettingRule* rule = find_rule(change.key);
  if (rule == nullptr) return fail(Code::UnknownSetting, {{"key", change.key}, {"known", known_keys()}});
  if (!change.value || change.type != rule->type || *change.value < rule->min || *change.value > rule->max)
    return fail(bad_setting(*rule, change.shown));
  auto transaction = store.write();
  if (!transaction) return fail(transaction.error());
  const auto before = view_of(*transaction, *rule);
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
  auto view = view_of(*transaction, *rule);
  if (!view) return fail(view.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return view;
}

}  // namespace junheng::app
