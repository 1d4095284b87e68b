#include "junheng/app/findings_outcome.h"

#include <memory>
#include <utility>

#include "junheng/report/json_report.h"
#include "junheng/report/text_report.h"

namespace junheng::app {

Outcome findings_outcome(std::vector<Issue> issues, FindingsRequest request, const Session& session) {
  const bool is_text = request.format == OutputFormat::Text || request.format == OutputFormat::Summary;
  if (request.origin) request.head = report::origin_text(*request.origin, session.lang) + "\n" + request.head;
  Outcome outcome{is_text ? std::move(request.head) : std::string(), count_issues(issues).errors > 0 ? kExitDataRejected : 0};
  // A std::function must be copyable.
  const auto shared = std::make_shared<const std::vector<Issue>>(std::move(issues));
  const report::FindingsLayout layout{session.use_color ? report::Color::On : report::Color::Off, request.per_rule};
  outcome.write_rest = [shared, layout, is_text, format = request.format, origin = std::move(request.origin), lang = session.lang,
                        tail = std::move(request.tail)](const Sink& sink) {
    if (format != OutputFormat::Json) {
      report::write_findings_text(*shared, lang, layout, sink);
      if (is_text) sink(tail);
      return;
    }
    report::write_findings_json(*shared, origin, lang, sink);
    sink("\n");
  };
  return outcome;
}

report::DataOrigin origin_of(const LoadedDataset& loaded) { return {loaded.dataset.manifest.source, loaded.dataset.manifest.is_synthetic}; }

Outcome no_result_outcome(std::vector<Issue> issues, OutputFormat format, const std::string& report, const Session& session,
                          std::optional<report::DataOrigin> origin) {
  const Params params = {{"count", std::to_string(count_issues(issues).errors)}, {"path", report}};
  std::string tail = "\n" + text(report.empty() ? "no_result" : "no_result_and_report", session.lang, params) + "\n";
  return findings_outcome(std::move(issues), {format, {}, std::move(tail), kFindingsPerRule, std::move(origin)}, session);
}

}  // namespace junheng::app
