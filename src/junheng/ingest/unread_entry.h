#pragma once

#include <string>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"

namespace junheng::ingest {

/// The finding about an entry of a folder that a mapping does not read, so that nothing is passed over: an error for a subfolder with
/// tables in it, since schools are missing then; a warning for anything else. `wanted` are the files that are read, in words.
[[nodiscard]] Issue unread_entry(const std::string& path, const Bilingual& wanted);

}  // namespace junheng::ingest
