#include "junheng/server/account_json.h"

namespace junheng::server {

void write_time(formats::JsonWriter& writer, std::string_view key, const std::optional<UtcTime>& time) {
  writer.key(key);
  if (time) writer.value(to_string(*time));
  else writer.null();
}

void write_account(formats::JsonWriter& writer, const app::AccountView& account) {
  writer.begin_object()
      .member("id", account.id)
      .member("login", account.login)
      .member("name", account.name)
      .member("role", store::to_string(account.role))
      .member("area_code", account.area_code)
      .member("is_disabled", account.is_disabled);
  write_time(writer, "locked_until", account.locked_until);
  write_time(writer, "created_at", account.created);
  write_time(writer, "last_login_at", account.last_login);
  writer.member("version", account.version).end_object();
}

std::string account_with_link_json(const app::AccountWithLink& made) {
  formats::JsonWriter writer;
  writer.begin_object().key("account");
  write_account(writer, made.account);
  writer.member("link", made.link.path);
  write_time(writer, "link_expires_at", made.link.expires);
  writer.end_object();
  return writer.take();
}

std::string session_json(const app::CurrentSession& session) {
  formats::JsonWriter writer;
  writer.begin_object().key("account");
  write_account(writer, session.account);
  writer.key("permissions").begin_array();
  for (const app::Permission permission : app::all_permissions())
    if (session.access.may(permission)) writer.value(app::to_string(permission));
  writer.end_array().member("csrf_token", session.csrf_token);
  write_time(writer, "expires_at", session.expires);
  writer.member("areas", session.access.area_code).end_object();
  return writer.take();
}

}  // namespace junheng::server
