#include "junheng/app/toolbox_case.h"
#include "junheng/report/template_workbook.h"

namespace junheng::app {

Result<Outcome> write_template(const std::string& standard, const std::string& path, const Session& session) {
  auto pack = find_pack(standard, session);
  if (!pack) return fail(pack.error());
  auto resolved = standards::resolve(*pack, session.today);
  if (!resolved) return fail(resolved.error());
  if (auto written = report::write_template(*resolved, session.lang, path); !written) return fail(written.error());
  return Outcome{text("template.done", session.lang, {{"path", path}}) + "\n", 0};
}

}  // namespace junheng::app
