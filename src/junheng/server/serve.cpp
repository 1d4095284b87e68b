#include "junheng/server/serve.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "junheng/app/accounts.h"
#include "junheng/app/boundaries.h"
#include "junheng/app/jobs.h"
#include "junheng/app/settings.h"
#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/server/page.h"
#include "junheng/server/routes_account.h"
#include "junheng/server/routes_admin.h"
#include "junheng/server/routes_server.h"
#include "junheng/server/routes_session.h"
#include "junheng/server/server.h"
#include "junheng/store/store.h"

namespace junheng::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPageFolder = "web/dist/";
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
bool has_local_metrics(const store::Store& store) {
  auto state = store.read();
  if (!state) return false;
  return app::setting_value(*state, app::kMetricsLocal).value_or(0) != 0;
}

}  // namespace

Result<void> serve(ServeRequest request, const ServeSurroundings& surroundings, const std::stop_token& stop) {
  store::StoreOptions store_options;
  store_options.place = request.store_url.empty() ? request.folder : request.store_url;
  store_options.time = surroundings.clock();
  auto store = store::Store::open(store_options);
  if (!store) return fail(store.error());
  const fs::path uploads = fs::path(request.folder) / "uploads";
  if (auto prepared = prepare_uploads(uploads); !prepared) return prepared;
  request.options.upload_folder = uploads.string();

  const auto accounts = app::Accounts::open(*store, {.now = surroundings.clock});
  if (!accounts) return fail(accounts.error());
  const auto jobs = app::Jobs::start(*store, surroundings.clock, {});
  if (!jobs) return fail(jobs.error());
  app::Boundaries boundaries(*store);

  Metrics metrics;
  std::vector<Route> routes;
  add_server_routes(routes, metrics,
                    {[&store] { return check_store(*store); }, store->engine() == store::Engine::Sqlite ? "sqlite" : "postgresql",
                     store->migration().to, [&jobs] { return count_jobs(**jobs); }, [&store] { return has_local_metrics(*store); }});
  add_session_routes(routes, **accounts);
  add_account_routes(routes, **accounts);
  add_admin_routes(routes, {.store = &*store,
                            .boundaries = &boundaries,
                            .backups_folder = fs::path(request.folder) / "backups",
                            .now = surroundings.clock,
                            .jobs = jobs->get()});
  const Page page(embedded_files(), kPageFolder);
  Router router(std::move(routes), [&page](const Request& page_request) { return page.answer(page_request); });
  const FindSession find_session = find_session_in(**accounts);
  auto server = Server::listen(std::move(request.options), std::move(router), find_session, surroundings.server, metrics);
  if (!server) return fail(server.error());
  const auto first = (*accounts)->first_administrator();
  if (!first) return fail(first.error());
  surroundings.on_listening({(*server)->address(), *first ? (*first)->link.path : std::string()});
  (*server)->run(stop);
  return {};
}

}  // namespace junheng::server
