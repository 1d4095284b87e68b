#include "junheng/app/toolbox_case.h"

#include <fmt/format.h>

#include "junheng/formats/file.h"
#include "junheng/report/standard_report.h"
#include "junheng/report/text_report.h"
#include "junheng/standards/library.h"
#include "junheng/standards/monitor_limits.h"
#include "junheng/synth/generate.h"

namespace junheng::app {

Result<Outcome> list_standards(OutputFormat format, const Session& session) {
  const standards::Library library = standards::load_packs(standards::built_in_packs(), session.today);
  if (format == OutputFormat::Json) return Outcome{report::standards_json(library.packs) + "\n", 0};
  return Outcome{report::standards_text(library.packs, session.lang), 0};
}

Result<Outcome> show_standard(const std::string& id_or_path, const Session& session) {
  auto pack = find_pack(id_or_path, session);
  if (!pack) return fail(pack.error());
  return Outcome{report::standard_text(*pack, session.lang), 0};
}

Result<Outcome> lint_standards(const std::vector<std::string>& files, const Session& session) {
  std::vector<standards::PackFile> packs = standards::built_in_packs();
  std::vector<Issue> issues = standards::lint_built_in_monitor_limits();
  for (const std::string& path : files) {
    auto text = formats::read_file(path);
    if (!text) return fail(text.error());
    standards::PackFile file{path, std::move(*text)};
    if (!standards::is_monitor_limits(file.text)) {
      packs.push_back(std::move(file));
      continue;
    }
    const auto found = standards::read_monitor_limits(file).issues;
    issues.insert(issues.end(), found.begin(), found.end());
  }
  const standards::Library library = standards::load_packs(packs, session.today);
  issues.insert(issues.begin(), library.issues.begin(), library.issues.end());
  const report::Color color = session.use_color ? report::Color::On : report::Color::Off;
  const bool has_errors = count_issues(issues).errors > 0;
  return Outcome{report::findings_text(issues, session.lang, color), has_errors ? kExitDataRejected : 0};
}

Result<Outcome> run_generate(const GenerateRequest& request, const Session& session) {
  synth::GenerateOptions options;
  options.counties = request.counties;
  options.schools = request.schools;
  options.seed = request.seed;
  options.year = SchoolYear{request.year};
  options.years = request.years;
  options.with_detail = !request.without_detail;
  options.with_teachers = request.with_teachers;
  options.threads = session.threads;
  options.stop = session.stop;
  auto generated = synth::generate_dataset(options, request.out_folder);
  if (!generated) return fail(generated.error());
  return Outcome{{},
                 0,
                 {},
                 text("generate.done", session.lang,
                      {{"counties", std::to_string(generated->counties)},
                       {"schools", std::to_string(generated->schools)},
                       {"rows", std::to_string(generated->rows)},
                       {"megabytes", fmt::format("{:.1f}", static_cast<double>(generated->bytes) / 1e6)},
                       {"path", request.out_folder}}) +
                     "\n"};
}

}  // namespace junheng::app
