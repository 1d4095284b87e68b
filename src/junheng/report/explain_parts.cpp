#include "junheng/report/explain_parts.h"

#include "junheng/core/catalogue.h"
#include "junheng/standards/names.h"

namespace junheng::report {

std::string limit_lines(std::size_t indent, const standards::Limit& limit, std::string_view named, Lang lang) {
  const bool is_verified = limit.status == standards::ValueStatus::Verified;
  std::string out = std::string(indent, ' ') +
                    text("explain.limit", lang,
                         {{"named", std::string(named)},
                          {"from", to_string(limit.from)},
                          {"document", limit.source.document},
                          {"clause", limit.source.clause},
                          {"status", std::string(text(is_verified ? "status.verified" : "status.unverified", lang))}}) +
                    "\n";
  if (!limit.source.href.empty()) out += std::string(indent + 2, ' ') + limit.source.href + "\n";
  return out;
}

void write_location(formats::JsonWriter& json, const Location& where) {
  json.member("file", std::string_view(where.file));
  if (!where.sheet.empty()) json.member("sheet", std::string_view(where.sheet));
  json.member("row", static_cast<std::int64_t>(where.row)).member("column", static_cast<std::int64_t>(where.column));
  json.member("header", std::string_view(where.header));
}

void write_source(formats::JsonWriter& json, const standards::Source& source, standards::ValueStatus status) {
  json.member("document", std::string_view(source.document)).member("clause", std::string_view(source.clause));
  json.member("href", std::string_view(source.href)).member("status", to_string(status));
}

void write_limit(formats::JsonWriter& json, std::string_view name, const std::optional<standards::Limit>& limit) {
  json.key(name);
  if (!limit) {
    json.null();
    return;
  }
  json.begin_object().member("value", limit->value).member("from", std::string_view(to_string(limit->from)));
  write_source(json, limit->source, limit->status);
  json.end_object();
}

}  // namespace junheng::report
