#include "junheng/app/upload_state.h"

#include "junheng/app/upload_json.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

std::string Uploads::Upload::view(Lang lang) const {
  formats::JsonWriter json;
  json.begin_object().member("id", std::string_view(id)).member("name", std::string_view(order.name));
  json.member("size_bytes", static_cast<std::int64_t>(order.size_bytes)).member("state", std::string_view(state));
  json.member("job_id", std::string_view(job_id)).member("mapping", std::string_view(order.mapping));
  json.member("title", std::string_view(title)).member("is_synthetic", origin.is_synthetic).key("school_years").begin_array();
  for (const SchoolYear year : years) json.value(year.first);
  json.end_array();
  write_counts(json, counts);
  write_tables(json, tables, lang);
  write_unknown_headers(json, unknown, lang);
  write_reconciliation(json, reconciliation);
  write_same_files(json, same_files);
  write_needs(json, needs, lang);
  json.key("outside").begin_array();
  for (const std::string& area : outside) json.value(std::string_view(area));
  json.end_array();
  json.key("snapshot_id");
  if (snapshot_id) json.value(*snapshot_id);
  else json.null();
  json.key("error");
  if (error) {
    json.begin_object().member("code", code_entry(error->code).name).member("message", std::string_view(error->message(lang)));
    json.member("hint", std::string_view(error->hint(lang))).end_object();
  } else {
    json.null();
  }
  return json.end_object().take();
}

}  // namespace junheng::app
