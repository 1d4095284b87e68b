#include "junheng/app/index_case.h"

#include <algorithm>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/index_spec.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/sample_request.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/report/index_report.h"

namespace junheng::app {

namespace {

/// The pack by which rows are read: it divides through-schools and derives measures; its limits play no part.
constexpr const char* kReadingPack = "cn.quality-2017";

}  // namespace

Result<Outcome> run_index(const IndexRequest& request, const Session& session) {
  if (!request.out_path.empty())
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".json", ".csv"}, request.dataset}); !free)
      return fail(free.error());
  const auto pack = find_pack(kReadingPack, session);
  if (!pack) return fail(pack.error());
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, &*pack}, session);
  if (!loaded) return fail(loaded.error());
  auto read = read_index_spec(request.spec, MeasureWords(loaded->dataset, *pack));
  if (!read) return fail(read.error());
  if (!read->issues.empty()) return findings_outcome(std::move(read->issues), {request.format, {}, {}, 0}, session);
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
  monitor::IndexOptions options;
  const SampleUnits units = read->spec.is_of_areas() ? SampleUnits::Areas : SampleUnits::Schools;
  auto sample = sample_request(loaded->dataset, *pack, {units, request.year, request.area});
  if (!sample) return fail(sample.error());
  options.sample = std::move(*sample);
  options.seed = request.seed;
  options.threads = session.threads;
  const auto index = monitor::composite_index(read->spec, options);
  if (!index) return fail(index.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  const report::IndexInput input{&*index, is_partial, request.with_all, session.lang, to_string(session.today), std::string(kVersion)};
  const ReportForms forms{
      [&] { return report::index_text(input); }, [&] { return report::index_summary(input); },
      [&] { return report::index_json(input); }, [&] { return report::index_csv(input); },
      [&] { return report::index_html(input); }, [&](const std::string& path) { return report::write_index_xlsx(input, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

}  // namespace junheng::app
