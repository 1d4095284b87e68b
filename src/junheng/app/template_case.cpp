#include "junheng/app/toolbox_case.h"

#include <filesystem>
#include <system_error>

#include "junheng/app/output_path.h"
#include "junheng/core/codes.h"
#include "junheng/ingest/mapping.h"
#include "junheng/report/template_workbook.h"

namespace junheng::app {

Result<Outcome> write_template(const TemplateRequest& request, const Session& session) {
  if (auto free = check_output({request.path, {".xlsx"}}); !free) return fail(free.error());
  std::error_code failure;
  if (!request.replaces_file && std::filesystem::exists(request.path, failure)) return fail(Code::OutputExists, {{"path", request.path}});
  auto resolved = find_standard({request.standard, SchoolYear{session.today.year}, {}, session.today}, session);
  if (!resolved) return fail(resolved.error());
  if (auto written = report::write_template(**resolved, session.lang, request.path); !written) return fail(written.error());
  return Outcome{{}, 0, {}, text("template.done", session.lang, {{"path", request.path}}) + "\n"};
}

std::vector<MappingEntry> mapping_entries() {
  std::vector<MappingEntry> entries;
  for (const ingest::MappingTitle& mapping : ingest::built_in_mappings()) entries.push_back({mapping.id, mapping.title});
  return entries;
}

Result<Outcome> list_mappings(const Session& session) {
  std::string out;
  for (const ingest::MappingTitle& mapping : ingest::built_in_mappings()) out += mapping.id + "  " + mapping.title.in(session.lang) + "\n";
  return Outcome{out, 0};
}

Result<Outcome> show_mapping(const std::string& id) {
  return ingest::built_in_mapping(id).map([](std::string_view text) { return Outcome{std::string(text), 0}; });
}

}  // namespace junheng::app
