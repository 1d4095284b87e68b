#include "junheng/server/serve.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/server/page.h"
#include "junheng/server/routes_server.h"
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

  Metrics metrics;
  std::vector<Route> routes;
  add_server_routes(routes, metrics,
                    {[&store] { return check_store(*store); }, store->engine() == store::Engine::Sqlite ? "sqlite" : "postgresql",
                     store->migration().to, [] { return JobCounts(); }, [] { return false; }});
  const Page page(embedded_files(), kPageFolder);
  Router router(std::move(routes), [&page](const Request& page_request) { return page.answer(page_request); });
  const FindSession find_session = [](std::string_view) -> Result<std::optional<LoginState>> { return std::optional<LoginState>(); };
  auto server = Server::listen(std::move(request.options), std::move(router), find_session, surroundings.server, metrics);
  if (!server) return fail(server.error());
  surroundings.on_listening({(*server)->address(), ""});
  (*server)->run(stop);
  return {};
}

}  // namespace junheng::server
