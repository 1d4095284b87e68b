// The one table of settings, and what can be said of a setting without its value.
#include <algorithm>
#include <array>

#include "junheng/app/settings.h"
#include "junheng/core/catalogue.h"

namespace junheng::app {

namespace {

using Holds = SettingRule::Holds;
using Type = SettingRule::Type;
using When = SettingRule::When;

constexpr std::array kRules = {
    SettingRule{.key = kBind, .type = Type::Text, .fallback_text = "127.0.0.1", .when = When::Start, .flag = "--bind"},
    SettingRule{.key = kPort, .fallback = 8080, .min = 0, .max = 65535, .when = When::Start, .flag = "--port"},
    SettingRule{.key = kHostNames, .type = Type::Texts, .when = When::Start, .flag = "--host-name"},
    SettingRule{.key = kStoreUrl, .type = Type::Text, .when = When::Start, .flag = "--store", .holds = Holds::StoreUrl},
    SettingRule{.key = kTlsCertificate, .type = Type::Text, .when = When::Start, .flag = "--tls-cert", .holds = Holds::Path},
    SettingRule{.key = kTlsKey, .type = Type::Text, .when = When::Start, .flag = "--tls-key", .holds = Holds::Path},
    SettingRule{.key = kBodyLimitMb, .fallback = 200, .min = 1, .max = 4096, .when = When::Start, .flag = "--body-limit-mb"},
    SettingRule{.key = kThreads, .fallback = 0, .min = 0, .max = 256, .when = When::Start, .flag = "--threads"},
    SettingRule{.key = kSessionIdleHours, .fallback = 8, .min = 1, .max = 24},
    SettingRule{.key = kSessionDays, .fallback = 7, .min = 1, .max = 30},
    SettingRule{.key = kLinkHours, .fallback = 24, .min = 1, .max = 168},
    SettingRule{.key = kPasswordMinLength, .fallback = 10, .min = 10, .max = 64},
    SettingRule{.key = kMetricsLocal, .type = Type::Flag, .fallback = 0},
    SettingRule{.key = kUploadOpenLimit, .fallback = 20, .min = 1, .max = 1000},
    SettingRule{.key = kUploadTotalMb, .fallback = 4096, .min = 1, .max = 1'048'576},
};

}  // namespace

std::string SettingRule::description(Lang lang) const { return std::string(text("setting." + std::string(key), lang)); }

std::string SettingRule::range(Lang lang) const {
  switch (type) {
    case Type::Integer: return text("setting.rule.integer", lang, {{"min", std::to_string(min)}, {"max", std::to_string(max)}});
    case Type::Flag: return std::string(text("setting.rule.flag", lang));
    case Type::Text: return std::string(text("setting.rule.text", lang));
    case Type::Texts: return std::string(text("setting.rule.texts", lang));
  }
  return {};
}

std::string SettingRule::variable() const {
  std::string name = "JUNHENG_" + std::string(key);
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return name;
}

std::span<const SettingRule> setting_rules() { return kRules; }

const SettingRule* find_setting_rule(std::string_view key) {
  const auto* rule = std::ranges::find(kRules, key, &SettingRule::key);
  return rule == kRules.end() ? nullptr : rule;
}

std::string_view to_string(SettingOrigin origin) {
  constexpr std::array<std::string_view, 5> kNames = {"default", "store", "file", "environment", "command_line"};
  return kNames[static_cast<std::size_t>(origin)];
}

}  // namespace junheng::app
