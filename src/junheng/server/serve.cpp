#include "junheng/server/serve.h"

#include <utility>

#include "junheng/core/embedded.h"
#include "junheng/server/page.h"
#include "junheng/server/server.h"

namespace junheng::server {

namespace {

constexpr std::string_view kPageFolder = "web/dist/";

}  // namespace

Result<void> serve(ServeRequest request, const ServeSurroundings& surroundings, const std::stop_token& stop) {
  auto site = Site::open(std::move(request.site));
  if (!site) return fail(site.error());
  request.options.upload_folder = (*site)->upload_folder();
  const Page page(embedded_files(), kPageFolder);
  Router router((*site)->routes(), [&page](const Request& page_request) { return page.answer(page_request); });
  auto server =
      Server::listen(std::move(request.options), std::move(router), (*site)->find_session(), surroundings.server, (*site)->metrics());
  if (!server) return fail(server.error());
  const auto first = (*site)->first_administrator();
  if (!first) return fail(first.error());
  Listening listening{(*server)->address(), {}, {}};
  if (*first) {
    listening.first_login = (*first)->account.login;
    listening.first_link = (*first)->link.path;
  }
  surroundings.on_listening(listening);
  (*server)->run(stop);
  return {};
}

}  // namespace junheng::server
