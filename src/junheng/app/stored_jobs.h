#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "junheng/app/jobs.h"

namespace junheng::app {

// Jobs in the store: runs of the kind "job", with their result as a body. Errors of all: those of the store.

[[nodiscard]] Result<std::int64_t> create_job(const store::Store& store, const Job& job, store::OwnerId owner);
[[nodiscard]] Result<void> begin_job(const store::Store& store, const Job& job, UtcTime time);
/// State, time, fault and result.
[[nodiscard]] Result<void> end_job(const store::Store& store, const Job& job);
/// nullopt where there is none.
[[nodiscard]] Result<std::optional<Job>> find_job(const store::Store& store, std::int64_t id);
/// Newest first, `limit` at most; of one account, or of all.
[[nodiscard]] Result<std::vector<Job>> list_jobs(const store::Store& store, const std::optional<std::int64_t>& account, std::size_t limit);

}  // namespace junheng::app
