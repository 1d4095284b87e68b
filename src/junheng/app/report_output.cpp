#include "junheng/app/report_output.h"

#include <utility>

#include "junheng/app/output_path.h"
#include "junheng/core/catalogue.h"
#include "junheng/formats/file.h"

namespace junheng::app {

namespace {

Result<void> write_report(const ReportForms& forms, const std::string& path) {
  const std::string type = type_of(path);
  if (type == ".html") return formats::write_file(path, forms.html());
  if (type == ".xlsx") return forms.xlsx(path);
  if (type == ".csv") return formats::write_file(path, forms.csv());
  return formats::write_file(path, forms.json() + "\n");
}

}  // namespace

Result<Outcome> deliver(const ReportForms& forms, const OutputRequest& request, const Session& session) {
  if (!request.path.empty())
    if (auto written = write_report(forms, request.path); !written) return fail(written.error());
  Outcome outcome;
  switch (request.format) {
    case OutputFormat::Json: outcome.output = forms.json() + "\n"; break;
    case OutputFormat::Csv: outcome.output = forms.csv(); break;
    case OutputFormat::Summary: outcome.output = forms.summary(); break;
    case OutputFormat::Text: outcome.output = forms.text(); break;
  }
  if (!request.path.empty()) outcome.talk = text("text.written", session.lang, {{"path", request.path}}) + "\n";
  return outcome;
}

}  // namespace junheng::app
