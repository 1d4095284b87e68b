#pragma once

#include <optional>

#include "junheng/app/accounts.h"
#include "junheng/formats/json_writer.h"

namespace junheng::server {

/// Account, AccountWithLink and Session of api/openapi.yaml.
void write_account(formats::JsonWriter& writer, const app::AccountView& account);
[[nodiscard]] std::string account_with_link_json(const app::AccountWithLink& made);
[[nodiscard]] std::string session_json(const app::CurrentSession& session);

/// ISO 8601 in UTC, or null.
void write_time(formats::JsonWriter& writer, std::string_view key, const std::optional<UtcTime>& time);

}  // namespace junheng::server
