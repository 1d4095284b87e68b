#include "junheng/server/site.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/server/routes_server.h"
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

}  // namespace

struct Site::Parts {
  store::Store store;
  std::string upload_folder;
  Metrics metrics;

  [[nodiscard]] Result<void> check_store() const {
    auto state = store.read();
    if (!state) return fail(state.error());
    return {};
  }
};

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>> Site::open(SiteRequest request) {
  store::StoreOptions options;
  options.place = request.store_url.empty() ? request.folder : request.store_url;
  options.time = request.clock();
  auto store = store::Store::open(options);
  if (!store) return fail(store.error());
  const fs::path uploads = fs::path(request.folder) / "uploads";
  if (auto prepared = prepare_uploads(uploads); !prepared) return fail(prepared.error());
  auto parts = std::make_unique<Parts>(std::move(*store), uploads.string());
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

std::vector<Route> Site::routes() {
  std::vector<Route> routes;
  ServerReports reports;
  reports.check_store = [parts = parts_.get()] { return parts->check_store(); };
  reports.store_kind = parts_->store.engine() == store::Engine::Sqlite ? "sqlite" : "postgresql";
  reports.schema_version = parts_->store.migration().to;
  reports.jobs_by_state = [] { return JobCounts(); };
  add_server_routes(routes, parts_->metrics, std::move(reports));
  return routes;
}

FindSession Site::find_session() {
  return [](std::string_view) -> Result<std::optional<LoginState>> { return std::optional<LoginState>(); };
}

const std::string& Site::upload_folder() const { return parts_->upload_folder; }

Metrics& Site::metrics() { return parts_->metrics; }

Result<std::string> Site::first_link() { return std::string(); }

}  // namespace junheng::server
