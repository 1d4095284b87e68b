#include "junheng/app/toolbox_case.h"
#include "junheng/ingest/mapping.h"
#include "junheng/report/template_workbook.h"

namespace junheng::app {

Result<Outcome> write_template(const std::string& standard, const std::string& path, const Session& session) {
  auto resolved = find_standard({standard, SchoolYear{session.today.year}, {}, session.today}, session);
  if (!resolved) return fail(resolved.error());
  if (auto written = report::write_template(**resolved, session.lang, path); !written) return fail(written.error());
  return Outcome{text("template.done", session.lang, {{"path", path}}) + "\n", 0};
}

Result<Outcome> list_mappings(const Session& session) {
  std::string out;
  for (const ingest::MappingTitle& mapping : ingest::built_in_mappings()) out += mapping.id + "  " + mapping.title.in(session.lang) + "\n";
  return Outcome{out, 0};
}

}  // namespace junheng::app
