#pragma once

#include <memory>
#include <string>

#include "junheng/store/database.h"
#include "junheng/store/postgres_database.h"

namespace junheng::store {

/// Errors: StoreUnreachable.
[[nodiscard]] Result<std::unique_ptr<Connection>> connect_postgres(const PostgresOptions& options, const std::string& place);

}  // namespace junheng::store
