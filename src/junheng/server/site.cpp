#include "junheng/server/site.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "junheng/app/accounts.h"
#include "junheng/app/area_forecast.h"
#include "junheng/app/boundaries.h"
#include "junheng/app/office.h"
#include "junheng/app/settings.h"
#include "junheng/core/codes.h"
#include "junheng/server/gzip.h"
#include "junheng/server/routes_account.h"
#include "junheng/server/routes_admin.h"
#include "junheng/server/routes_forecast.h"
#include "junheng/server/routes_import.h"
#include "junheng/server/routes_job.h"
#include "junheng/server/routes_run.h"
#include "junheng/server/routes_scenario.h"
#include "junheng/server/routes_server.h"
#include "junheng/server/routes_session.h"
#include "junheng/server/routes_snapshot.h"
#include "junheng/store/store.h"

namespace junheng::server {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kIncoming = "incoming-";

/// The folder for bodies that come as files, without those that an earlier process left half-written.
Result<void> prepare_uploads(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(Code::CannotWriteFile, {{"path", folder.string()}, {"reason", error.message()}});
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().filename().string().starts_with(kIncoming)) fs::remove(entry.path(), error);
  return {};
}

Result<void> check_store(const store::Store& store) {
  auto state = store.read();
  if (!state) return fail(state.error());
  return {};
}

JobCounts count_jobs(const app::Jobs& jobs) {
  JobCounts counts;
  for (const auto& [state, count] : jobs.counts()) counts.emplace_back(store::to_string(state), count);
  return counts;
}

/// What cannot be read is not open.
bool has_local_metrics(const store::Store& store, const app::Settings& settings) {
  auto state = store.read();
  if (!state) return false;
  return app::setting_value(*state, settings, app::kMetricsLocal).value_or(0) != 0;
}

}  // namespace

struct Site::Parts {
  Parts(SiteRequest site_request, store::Store opened) : request(std::move(site_request)), store(std::move(opened)) {}

  SiteRequest request;
  store::Store store;
  std::string upload_folder = (fs::path(request.folder) / "uploads").string();
  Metrics metrics;
  app::Boundaries boundaries{store};
  std::unique_ptr<app::Accounts> accounts;
  /// Ends behind the office, whose threads make what it holds.
  std::unique_ptr<app::ForecastRoom> forecasts;
  /// Its jobs use the others, and end first.
  std::unique_ptr<app::Office> office;
};

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>> Site::open(SiteRequest request) {
  store::StoreOptions store_options;
  store_options.place = request.store_url.empty() ? request.folder : request.store_url;
  store_options.time = request.clock();
  auto store = store::Store::open(store_options);
  if (!store) return fail(store.error());
  auto parts = std::make_unique<Parts>(std::move(request), std::move(*store));
  if (auto prepared = prepare_uploads(parts->upload_folder); !prepared) return fail(prepared.error());
  app::AccountsOptions accounts_options;
  accounts_options.now = parts->request.clock;
  accounts_options.settings = parts->request.settings;
  auto accounts = app::Accounts::open(parts->store, std::move(accounts_options));
  if (!accounts) return fail(accounts.error());
  parts->accounts = std::move(*accounts);
  app::OfficeOptions office_options;
  office_options.uploads = parts->upload_folder;
  office_options.clock = parts->request.clock;
  office_options.threads = parts->request.threads;
  office_options.table_waiters = parts->request.table_waiters;
  office_options.settings = parts->request.settings;
  // What is compressed once is sent often.
  office_options.compress = [](std::string_view bytes) { return gzip(bytes); };
  auto office = app::Office::open(parts->store, std::move(office_options));
  if (!office) return fail(office.error());
  parts->office = std::move(*office);
  parts->forecasts = std::make_unique<app::ForecastRoom>(*parts->office);
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

std::vector<Route> Site::routes() {
  Parts& parts = *parts_;
  std::vector<Route> routes;
  ServerReports reports;
  reports.check_store = [&parts] { return check_store(parts.store); };
  reports.store_kind = parts.store.engine() == store::Engine::Sqlite ? "sqlite" : "postgresql";
  reports.schema_version = parts.store.migration().to;
  reports.jobs_by_state = [&parts] { return count_jobs(parts.office->jobs()); };
  reports.has_local_metrics = [&parts] { return has_local_metrics(parts.store, parts.request.settings); };
  add_server_routes(routes, parts.metrics, std::move(reports));
  add_session_routes(routes, *parts.accounts);
  add_account_routes(routes, *parts.accounts);
  add_admin_routes(routes, {.store = &parts.store,
                            .boundaries = &parts.boundaries,
                            .backups_folder = fs::path(parts.request.folder) / "backups",
                            .now = parts.request.clock,
                            .jobs = &parts.office->jobs(),
                            .settings = parts.request.settings});
  add_import_routes(routes, *parts.office);
  add_snapshot_routes(routes, *parts.office);
  add_run_routes(routes, *parts.office);
  add_forecast_routes(routes, *parts.forecasts);
  add_scenario_routes(routes, *parts.office);
  add_job_routes(routes, *parts.office);
  return routes;
}

FindSession Site::find_session() { return find_session_in(*parts_->accounts); }

const std::string& Site::upload_folder() const { return parts_->upload_folder; }

Metrics& Site::metrics() { return parts_->metrics; }

Result<std::optional<app::AccountWithLink>> Site::first_administrator() { return parts_->accounts->first_administrator(); }

}  // namespace junheng::server
