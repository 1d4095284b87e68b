#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::model {
struct Dataset;
}

namespace junheng::store {

/// Grows when an older program could not read what this one writes. A column more needs no new number.
inline constexpr int kEncoding = 1;

inline constexpr std::string_view kAreaRows = "areas";
inline constexpr std::string_view kSchoolRows = "schools";

/// Rows of a dataset that are kept together: those of one county (of an area that lies in none, those of the area itself), the rows of
/// areas apart from those of schools. Path empty: what belongs to the whole, and must be there to decode any part.
struct EncodedPart {
  std::string path;
  /// kAreaRows or kSchoolRows.
  std::string_view content;
  /// Compressed CBOR (RFC 8949): by table the positions of the rows, the columns by id, and the places in the files they come from.
  /// Columns of numbers are typed arrays (RFC 8746).
  std::string body;
};

/// By path and content. The bytes do not depend on the number of threads.
[[nodiscard]] std::vector<EncodedPart> encode_dataset(const model::Dataset& dataset, unsigned threads);

/// The rows of these bodies, in the order of the whole dataset; built. References to schools that are not there become nullopt.
/// Errors: StoreRecordDamaged.
[[nodiscard]] Result<model::Dataset> decode_dataset(const std::vector<std::string_view>& bodies, unsigned threads);

}  // namespace junheng::store
