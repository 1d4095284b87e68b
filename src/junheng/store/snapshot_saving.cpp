#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/model/dataset.h"
#include "junheng/store/area_path.h"
#include "junheng/store/compression.h"
#include "junheng/store/record.h"
#include "junheng/store/sha256.h"
#include "junheng/store/snapshot_encoding.h"
#include "junheng/store/snapshots.h"

namespace junheng::store {

namespace {

using nlohmann::json;

/// Sources are cut into pieces of this size: the engines hold no record of more than 1 GB, and pieces compress side by side.
constexpr std::size_t kChunkBytes = std::size_t{4} << 20;

/// Everything that needs computing, before the transaction begins.
struct Prepared {
  std::vector<EncodedPart> parts;
  std::vector<std::string> source_hashes;
  struct Chunk {
    std::size_t source;
    std::size_t number;
    std::string body;
  };
  std::vector<Chunk> chunks;
  std::vector<std::string> area_paths;
  std::vector<std::string> root_codes;
  std::vector<int> years;
};

/// Every year that any table of facts has.
std::vector<int> years_of(const model::Dataset& dataset) {
  std::set<int> years;
  for (const model::FactTable* table : {&dataset.stage_facts, &dataset.grade_facts, &dataset.classes, &dataset.class_bands, &dataset.rooms,
                                        &dataset.subject_staff, &dataset.school_facts})
    for (const SchoolYear year : table->distinct_years()) years.insert(year.first);
  for (const auto& entry : dataset.area_items.entries) years.insert(entry.year);
  return {years.begin(), years.end()};
}

Prepared prepare(const SnapshotRequest& request, const model::Dataset& dataset) {
  Prepared out;
  out.source_hashes.resize(request.sources.size());
  for (std::size_t source = 0; source < request.sources.size(); ++source)
    for (std::size_t begin = 0, number = 0; begin < request.sources[source].bytes.size(); begin += kChunkBytes, ++number)
      out.chunks.push_back({source, number, {}});
  // Hashes of whole files first: they are the longest pieces of work.
  parallel_for(request.sources.size() + out.chunks.size(), request.threads, [&](std::size_t i) {
    if (i < request.sources.size()) {
      out.source_hashes[i] = sha256(request.sources[i].bytes);
    } else {
      Prepared::Chunk& chunk = out.chunks[i - request.sources.size()];
      chunk.body = compress(request.sources[chunk.source].bytes.substr(chunk.number * kChunkBytes, kChunkBytes));
    }
  });
  out.parts = encode_dataset(dataset, request.threads);
  for (std::size_t area = 0; area < dataset.areas.size(); ++area) {
    out.area_paths.push_back(path_of(dataset.areas, AreaIndex(area)));
    if (!dataset.areas.parents[area]) out.root_codes.emplace_back(dataset.areas.codes.at(area));
  }
  out.years = years_of(dataset);
  return out;
}

std::string hash_of(const std::vector<SourceBytes>& sources, const std::vector<std::string>& hashes) {
  std::string list;
  for (std::size_t i = 0; i < sources.size(); ++i) list += hashes[i] + " " + sources[i].name + "\n";
  return sha256(list);
}

Result<SnapshotId> insert_head(Transaction& transaction, const SnapshotRequest& request, const model::Dataset& dataset,
                               const Prepared& prepared) {
  const model::Manifest& manifest = dataset.manifest;
  const auto made = transaction.query(
      "INSERT INTO snapshot (name, title, source, licence, is_synthetic, years, root_codes, area_count, school_count, sources_sha256, "
      "importer_version, mapping_id, mapping_text, account_id, imported, encoding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "RETURNING id",
      {request.name, manifest.title, manifest.source, manifest.licence, manifest.is_synthetic, json(prepared.years).dump(),
       json(prepared.root_codes).dump(), dataset.areas.size(), dataset.schools.size(), hash_of(request.sources, prepared.source_hashes),
       request.importer_version, request.mapping_id, request.mapping_text, request.actor.account, request.actor.time.ms, kEncoding});
  if (!made) return fail(made.error());
  return SnapshotId{made->front().integer(0)};
}

Result<void> insert_sources(Transaction& transaction, SnapshotId id, const SnapshotRequest& request, const Prepared& prepared) {
  constexpr std::array<std::string_view, 5> kColumns = {"snapshot_id", "number", "name", "size", "sha256"};
  const auto sources = insert_rows(transaction, "snapshot_source", kColumns, request.sources.size(), [&](std::size_t i, auto& out) {
    const SourceBytes& source = request.sources[i];
    out.insert(out.end(), {id, i, source.name, source.bytes.size(), prepared.source_hashes[i]});
  });
  if (!sources) return sources;
  // Bodies are large: one to a statement.
  for (const Prepared::Chunk& chunk : prepared.chunks) {
    const auto added = transaction.execute("INSERT INTO snapshot_chunk (snapshot_id, source_number, number, body) VALUES (?, ?, ?, ?)",
                                           {id, chunk.source, chunk.number, BlobView{chunk.body}});
    if (!added) return fail(added.error());
  }
  return {};
}

Result<void> insert_areas(Transaction& transaction, SnapshotId id, const model::Dataset& dataset, const Prepared& prepared) {
  const model::Areas& areas = dataset.areas;
  constexpr std::array<std::string_view, 6> kColumns = {"snapshot_id", "code", "name", "level", "parent_code", "path"};
  return insert_rows(transaction, "snapshot_area", kColumns, areas.size(), [&](std::size_t i, auto& out) {
    const std::string_view parent = areas.parents[i] ? areas.codes.at(areas.parents[i]->value) : std::string_view("");
    out.insert(out.end(), {id, areas.codes.at(i), areas.names.at(i), to_string(areas.levels[i]), parent, prepared.area_paths[i]});
  });
}

Result<void> insert_schools(Transaction& transaction, SnapshotId id, const model::Dataset& dataset, const Prepared& prepared) {
  const model::Schools& schools = dataset.schools;
  const auto code_at = [&](std::size_t school, model::AreaLevel level) -> std::string_view {
    const auto area = dataset.areas.at_level(schools.areas[school], level);
    return area ? dataset.areas.codes.at(area->value) : std::string_view("");
  };
  // In the order of their key: appending to a tree is much faster than filling it here and there.
  std::vector<std::uint32_t> order(schools.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::uint32_t school) {
    return std::pair(std::string_view(prepared.area_paths[schools.areas[school].value]), schools.ids.at(school));
  });
  constexpr std::array<std::string_view, 9> kColumns = {"snapshot_id",   "path", "school_id", "name", "county_code",
                                                        "township_code", "kind", "lon",       "lat"};
  const auto degrees = [](const model::NumberColumn& column, std::size_t school) {
    return school < column.size() ? column.get(school) : std::nullopt;
  };
  return insert_rows(transaction, "snapshot_school", kColumns, schools.size(), [&](std::size_t i, auto& out) {
    const std::uint32_t school = order[i];
    out.insert(out.end(), {id, prepared.area_paths[schools.areas[school].value], schools.ids.at(school), schools.names.at(school),
                           code_at(school, model::AreaLevel::County), code_at(school, model::AreaLevel::Township), schools.kinds[school],
                           degrees(schools.lon, school), degrees(schools.lat, school)});
  });
}

Result<void> insert_parts(Transaction& transaction, SnapshotId id, const Prepared& prepared) {
  for (const EncodedPart& part : prepared.parts) {
    const auto added = transaction.execute("INSERT INTO snapshot_part (snapshot_id, path, content, body) VALUES (?, ?, ?, ?)",
                                           {id, part.path, part.content, BlobView{part.body}});
    if (!added) return fail(added.error());
  }
  return {};
}

}  // namespace

std::string hash_of_sources(const std::vector<SourceBytes>& sources) {
  std::vector<std::string> hashes;
  for (const SourceBytes& source : sources) hashes.push_back(sha256(source.bytes));
  return hash_of(sources, hashes);
}

Result<SnapshotId> save_snapshot(Store& store, const SnapshotRequest& request, const model::Dataset& dataset) {
  const Prepared prepared = prepare(request, dataset);
  auto transaction = store.write();
  if (!transaction) return fail(std::move(transaction.error()));
  const auto id = insert_head(*transaction, request, dataset, prepared);
  if (!id) return id;
  if (auto done = insert_sources(*transaction, *id, request, prepared); !done) return fail(std::move(done.error()));
  if (auto done = insert_areas(*transaction, *id, dataset, prepared); !done) return fail(std::move(done.error()));
  if (auto done = insert_schools(*transaction, *id, dataset, prepared); !done) return fail(std::move(done.error()));
  if (auto done = insert_parts(*transaction, *id, prepared); !done) return fail(std::move(done.error()));
  AuditEvent event;
  event.actor = request.actor;
  event.event = "snapshot:import";
  event.object = fmt::format("snapshot/{}", id->value);
  event.after_hash = hash_of(request.sources, prepared.source_hashes);
  event.details = json({{"name", request.name}, {"schools", dataset.schools.size()}}).dump();
  if (const auto noted = append_audit(*transaction, event); !noted) return fail(noted.error());
  if (request.together)
    if (auto done = request.together(*transaction, *id); !done) return fail(std::move(done.error()));
  if (auto kept = transaction->commit(); !kept) return fail(std::move(kept.error()));
  return *id;
}

Result<std::vector<SourceFile>> list_sources(Transaction& transaction, SnapshotId id) {
  const auto rows = transaction.query("SELECT number, name, size, sha256 FROM snapshot_source WHERE snapshot_id = ? ORDER BY number", {id});
  if (!rows) return fail(rows.error());
  std::vector<SourceFile> sources;
  for (const Row& row : *rows) sources.push_back({row.integer(0), row.text(1), row.integer(2), row.text(3)});
  return sources;
}

Result<std::string> load_source(Transaction& transaction, SnapshotId id, std::int64_t number) {
  const auto source = transaction.query("SELECT sha256 FROM snapshot_source WHERE snapshot_id = ? AND number = ?", {id, number});
  if (!source) return fail(source.error());
  if (source->empty()) return fail(record_error(Code::StoreNoRecord, "source", number));
  const auto chunks =
      transaction.query("SELECT body FROM snapshot_chunk WHERE snapshot_id = ? AND source_number = ? ORDER BY number", {id, number});
  if (!chunks) return fail(chunks.error());
  const std::string record = fmt::format("snapshot/{}/source/{}", id.value, number);
  std::string bytes;
  for (const Row& chunk : *chunks) {
    const auto piece = decompress(chunk.bytes(0), record);
    if (!piece) return fail(piece.error());
    bytes += *piece;
  }
  if (sha256(bytes) != source->front().text(0)) return fail(Code::StoreRecordDamaged, {{"record", record}, {"reason", "SHA-256"}});
  return bytes;
}

}  // namespace junheng::store
