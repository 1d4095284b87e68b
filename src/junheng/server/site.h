#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/accounts.h"
#include "junheng/app/settings.h"
#include "junheng/core/error.h"
#include "junheng/core/utc_time.h"
#include "junheng/server/admission.h"
#include "junheng/server/metrics.h"
#include "junheng/server/router.h"

namespace junheng::server {

struct SiteRequest {
  /// Folder of the data, made with the rights 0700 where it is missing.
  std::string folder;
  /// postgresql://... instead of a database file in the folder; empty: the file.
  std::string store_url;
  /// Threads of one import or run.
  unsigned threads = 1;
  /// Workers of the server that may wait for small tables that are being made, at the same time; for large ones half as many.
  unsigned table_waiters = 2;
  std::function<UtcTime()> clock;
  /// Those of file, environment and command line.
  app::Settings settings = {};
};

/// What is behind the routes: the store with all that uses it. Every module's routes are put together here, and nowhere else.
class Site {
 public:
  /// Opens the store and migrates it, and makes the folder for uploads.
  /// Errors: those of store::Store::open; CannotWriteFile.
  [[nodiscard]] static Result<std::unique_ptr<Site>> open(SiteRequest request);
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site();

  /// Those of api/openapi.yaml. The site must outlive them.
  [[nodiscard]] std::vector<Route> routes();
  [[nodiscard]] FindSession find_session();
  [[nodiscard]] const std::string& upload_folder() const;
  [[nodiscard]] Metrics& metrics();
  /// The administrator and the link that sets the password, as long as nobody can log in. An earlier link is void then.
  [[nodiscard]] Result<std::optional<app::AccountWithLink>> first_administrator();

 private:
  struct Parts;
  explicit Site(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace junheng::server
