#pragma once

#include <string>
#include <string_view>

#include "junheng/store/database.h"

namespace junheng::store {

/// A script of migrations/, written with SQLite's strict types, in the words of an engine.
[[nodiscard]] std::string in_dialect(std::string_view script, Engine engine);

/// `?` outside of quotes becomes $1, $2 ...
[[nodiscard]] std::string with_numbered_arguments(std::string_view sql);

/// One row, one number: whether our tables are there (1) or not (0), how many tables there are in all.
[[nodiscard]] std::string_view table_count_query(Engine engine);

/// Lets one transaction at a time add to the audit log; empty: the engine has one writer anyway.
[[nodiscard]] std::string_view audit_lock(Engine engine);

/// After rows were copied with their ids: the next id is behind the last. Empty: the engine sees to it, or the key is no id.
[[nodiscard]] std::string next_id_after_copy(Engine engine, std::string_view table, std::string_view key);

/// Notes the schema version where tools of the engine look for it; empty: nowhere.
[[nodiscard]] std::string version_note(Engine engine, int version);

}  // namespace junheng::store
