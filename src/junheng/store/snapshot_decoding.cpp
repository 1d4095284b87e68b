#include <algorithm>
#include <atomic>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/model/dataset.h"
#include "junheng/model/schema.h"
#include "junheng/store/compression.h"
#include "junheng/store/dataset_tables.h"
#include "junheng/store/snapshot_encoding.h"
#include "junheng/store/typed_array.h"

namespace junheng::store {

namespace {

using nlohmann::json;

/// Bytes that are CBOR, but not what encode_dataset() writes. Like json's own exceptions it ends in StoreRecordDamaged.
struct Damaged {
  std::string reason;
};

/// More rows than any table has: a damaged number is not believed.
constexpr std::size_t kMostRows = std::size_t{1} << 28;

std::vector<std::int64_t> integers_of(const json& array) {
  const json::binary_t& bytes = array.get_binary();
  auto out = unpack_integers(static_cast<std::uint8_t>(bytes.subtype()), bytes);
  if (!out) throw Damaged{"no array of whole numbers"};
  return std::move(*out);
}

std::vector<std::uint32_t> rows_of(const json& runs) {
  auto out = from_runs(integers_of(runs), kMostRows);
  if (!out) throw Damaged{"no rows"};
  return std::move(*out);
}

/// Rows of one table from several parts: where each stands among all that are read.
struct TableRows {
  struct Piece {
    const json* table;
    /// By row of the piece.
    std::vector<std::uint32_t> ranks;
  };
  std::vector<Piece> pieces;
  /// In the whole dataset, rising: the position of a rank.
  std::vector<std::uint32_t> positions;

  [[nodiscard]] std::size_t size() const { return positions.size(); }
  /// nullopt where the row is in none of the parts.
  [[nodiscard]] std::optional<std::uint32_t> rank(std::int64_t position) const {
    // The whole dataset, or the head of it.
    const bool is_in_place =
        position >= 0 && static_cast<std::size_t>(position) < positions.size() && positions[static_cast<std::size_t>(position)] == position;
    if (is_in_place) return static_cast<std::uint32_t>(position);
    const auto found = std::ranges::lower_bound(positions, position, {}, [](std::uint32_t at) { return std::int64_t{at}; });
    if (found == positions.end() || *found != position) return std::nullopt;
    return static_cast<std::uint32_t>(found - positions.begin());
  }
};

TableRows gather(const std::vector<json>& parts, const char* id) {
  TableRows out;
  std::vector<std::vector<std::uint32_t>> positions;
  for (const json& part : parts) {
    const auto tables = part.find("tables");
    if (tables == part.end()) continue;
    const auto table = tables->find(id);
    if (table == tables->end()) continue;
    positions.push_back(rows_of(table->at("rows")));
    out.positions.insert(out.positions.end(), positions.back().begin(), positions.back().end());
    out.pieces.push_back({&*table, {}});
  }
  std::ranges::sort(out.positions);
  if (std::ranges::adjacent_find(out.positions) != out.positions.end()) throw Damaged{fmt::format("{}: a row stands twice", id)};
  for (std::size_t i = 0; i < out.pieces.size(); ++i) {
    std::vector<std::uint32_t>& ranks = out.pieces[i].ranks;
    ranks.reserve(positions[i].size());
    for (const std::uint32_t position : positions[i]) ranks.push_back(*out.rank(position));
  }
  return out;
}

/// Reads the columns of one table from all its pieces.
class ColumnReader {
 public:
  ColumnReader(const TableRows& rows, const TableRows& areas, const TableRows& schools, std::vector<std::string> measures)
      : rows_(rows), areas_(areas), schools_(schools), measures_(std::move(measures)) {}

  template <typename Vector>
  void integers(const char* id, Vector& vector) {
    vector.resize(rows_.size());
    using T = typename Vector::value_type;
    read_integers(id, [&](std::uint32_t rank, std::int64_t code) { vector[rank] = value_of(code, T{}); });
  }
  template <typename Entries, typename Entry, typename T>
  void integers(const char* id, Entries& entries, T Entry::*member) {
    entries.resize(rows_.size());
    read_integers(id, [&](std::uint32_t rank, std::int64_t code) { entries[rank].*member = value_of(code, T{}); });
  }
  void numbers(const char* id, model::NumberColumn& column) {
    column = model::NumberColumn(rows_.size(), model::Absence::NoColumn);
    read_numbers(id, [&](std::uint32_t rank, model::Quantity quantity) { column.set(rank, quantity); });
  }
  template <typename Entries, typename Entry>
  void numbers(const char* id, Entries& entries, model::Quantity Entry::*member) {
    entries.resize(rows_.size());
    read_numbers(id, [&](std::uint32_t rank, model::Quantity quantity) { entries[rank].*member = quantity; });
  }
  template <typename Column>
  void texts(const char* id, Column& column) {
    std::vector<std::string_view> by_rank(rows_.size());
    read_texts(id, [&](std::uint32_t rank, std::string_view text) { by_rank[rank] = text; });
    for (const std::string_view text : by_rank) column.push(text);
  }
  template <typename Entries, typename Entry, typename T>
  void texts(const char* id, Entries& entries, T Entry::*member) {
    entries.resize(rows_.size());
    read_texts(id, [&](std::uint32_t rank, std::string_view text) { set_text(entries[rank].*member, text); });
  }
  void measures(model::FactTable& table) {
    table.column_ids = measures_;
    table.columns.resize(measures_.size());
    own_ = "measures";
    for (std::size_t i = 0; i < measures_.size(); ++i) numbers(measures_[i].c_str(), table.columns[i]);
    own_ = nullptr;
  }

 private:
  /// The sample only tells the type.
  template <typename T>
  T value_of(std::int64_t code, T /*sample*/) const {
    return static_cast<T>(code);
  }
  AreaIndex value_of(std::int64_t code, AreaIndex /*sample*/) const { return AreaIndex(must_be_there(areas_.rank(code))); }
  SchoolIndex value_of(std::int64_t code, SchoolIndex /*sample*/) const { return SchoolIndex(must_be_there(schools_.rank(code))); }
  template <typename T>
  std::optional<T> value_of(std::int64_t code, std::optional<T> /*sample*/) const {
    if (code < 0) return std::nullopt;
    return value_of(code, T{});
  }
  std::optional<AreaIndex> value_of(std::int64_t code, std::optional<AreaIndex> /*sample*/) const {
    const auto rank = areas_.rank(code);
    return rank ? std::optional(AreaIndex(*rank)) : std::nullopt;
  }
  std::optional<SchoolIndex> value_of(std::int64_t code, std::optional<SchoolIndex> /*sample*/) const {
    const auto rank = schools_.rank(code);
    return rank ? std::optional(SchoolIndex(*rank)) : std::nullopt;
  }
  static std::uint32_t must_be_there(std::optional<std::uint32_t> rank) {
    if (!rank) throw Damaged{"a row of an area or school that is not there"};
    return *rank;
  }

  static void set_text(std::string& to, std::string_view text) { to = text; }
  /// Ids of tables, which live in the schema. One that this program does not know is empty.
  static void set_text(std::string_view& to, std::string_view text) {
    const model::TableSpec* table = model::find_table(text);
    to = table == nullptr ? std::string_view() : table->id;
  }

  /// Null where a piece was written before there was such a column, or for rows that never had it.
  const json* find(const TableRows::Piece& piece, const char* id) const {
    const json* columns = &piece.table->at("columns");
    if (own_ != nullptr) columns = &columns->at(own_);
    const auto found = columns->find(id);
    return found == columns->end() ? nullptr : &*found;
  }

  template <typename T>
  static const std::vector<T>& whole(const std::vector<T>& values, const TableRows::Piece& piece, const char* id) {
    if (values.size() != piece.ranks.size()) throw Damaged{fmt::format("{}: {} values for {} rows", id, values.size(), piece.ranks.size())};
    return values;
  }

  template <typename Set>
  void read_integers(const char* id, Set set) const {
    for (const TableRows::Piece& piece : rows_.pieces) {
      const json* column = find(piece, id);
      if (column == nullptr) continue;
      const std::vector<std::int64_t> unpacked = integers_of(*column);
      const auto& codes = whole(unpacked, piece, id);
      for (std::size_t i = 0; i < codes.size(); ++i) set(piece.ranks[i], codes[i]);
    }
  }

  template <typename Set>
  void read_numbers(const char* id, Set set) const {
    for (const TableRows::Piece& piece : rows_.pieces) {
      const json* column = find(piece, id);
      if (column == nullptr) continue;
      std::vector<double> values(piece.ranks.size(), 0.0);
      if (const auto packed = column->find("values"); packed != column->end()) {
        const json::binary_t& bytes = packed->get_binary();
        auto unpacked = unpack_numbers(static_cast<std::uint8_t>(bytes.subtype()), bytes, column->value("scale", std::int64_t{1}));
        if (!unpacked) throw Damaged{fmt::format("{}: no array of numbers", id)};
        values = whole(*unpacked, piece, id);
      }
      const json& absent = column->at("absent");
      std::vector<std::int64_t> absences;
      if (absent.is_number()) absences.assign(piece.ranks.size(), absent.get<std::int64_t>());
      else absences = integers_of(absent);
      whole(absences, piece, id);
      for (std::size_t i = 0; i < values.size(); ++i) set(piece.ranks[i], {values[i], static_cast<model::Absence>(absences[i])});
    }
  }

  template <typename Set>
  void read_texts(const char* id, Set set) const {
    for (const TableRows::Piece& piece : rows_.pieces) {
      const json* column = find(piece, id);
      if (column == nullptr) continue;
      const json& texts = column->at("texts");
      const auto text = [&](std::size_t code) { return std::string_view(texts.at(code).get_ref<const std::string&>()); };
      if (const auto packed = column->find("codes"); packed != column->end()) {
        const std::vector<std::int64_t> unpacked = integers_of(*packed);
        const auto& codes = whole(unpacked, piece, id);
        for (std::size_t i = 0; i < codes.size(); ++i) set(piece.ranks[i], text(static_cast<std::size_t>(codes[i])));
      } else {
        for (std::size_t i = 0; i < piece.ranks.size(); ++i) set(piece.ranks[i], text(i));
      }
    }
  }

  const TableRows& rows_;
  const TableRows& areas_;
  const TableRows& schools_;
  std::vector<std::string> measures_;
  const char* own_ = nullptr;
};

model::OriginFile file_of(const json& file) {
  model::OriginFile out{file.at("file").get<std::string>(), file.at("sheet").get<std::string>(), {}};
  for (const json& header : file.at("headers"))
    out.headers.push_back({header.at(0).get<std::string>(), header.at(1).get<std::string>(), header.at(2).get<std::uint32_t>()});
  return out;
}

void read_origin(const TableRows& rows, model::TableOrigin& origin) {
  // Files by their position in the whole table's list.
  std::map<std::uint32_t, const json*> files;
  for (const TableRows::Piece& piece : rows.pieces)
    if (const auto found = piece.table->find("origin"); found != piece.table->end())
      for (const json& file : found->at("files")) files.emplace(file.at("position").get<std::uint32_t>(), &file);
  if (files.empty()) return;
  std::map<std::uint32_t, std::uint16_t> number_of;
  for (const auto& [position, file] : files) number_of[position] = origin.add_file(file_of(*file));

  struct Place {
    std::uint16_t file = 0;
    std::uint32_t row_number = 0;
  };
  std::vector<Place> places(rows.size());
  for (const TableRows::Piece& piece : rows.pieces) {
    const json& from = piece.table->at("origin");
    std::vector<std::uint16_t> numbers;
    for (const json& file : from.at("files")) numbers.push_back(number_of.at(file.at("position").get<std::uint32_t>()));
    const std::vector<std::uint32_t> row_numbers = rows_of(from.at("rows"));
    std::vector<std::int64_t> file_of_row(piece.ranks.size(), 0);
    if (const auto found = from.find("file"); found != from.end()) file_of_row = integers_of(*found);
    if (row_numbers.size() != piece.ranks.size() || file_of_row.size() != piece.ranks.size()) throw Damaged{"origin of other rows"};
    for (std::size_t i = 0; i < piece.ranks.size(); ++i)
      places[piece.ranks[i]] = {numbers.at(static_cast<std::size_t>(file_of_row[i])), row_numbers[i]};
  }
  for (const Place& place : places) origin.add_row(place.file, place.row_number);

  for (const TableRows::Piece& piece : rows.pieces) {
    const json& from = piece.table->at("origin");
    const auto cells = from.find("cells");
    if (cells == from.end()) continue;
    for (const json& cell : *cells)
      origin.set_cell(RowIndex(piece.ranks.at(cell.at(0).get<std::size_t>())), cell.at(1).get_ref<const std::string&>(),
                      {cell.at(2).get<std::string>(), cell.at(3).get<std::string>(), cell.at(4).get<std::uint32_t>(),
                       cell.at(5).get<std::uint32_t>(), cell.at(6).get<std::string>()});
  }
}

void read_frame(const json& frame, model::Dataset& dataset) {
  const json& manifest = frame.at("manifest");
  dataset.manifest.title = manifest.at("title").get<std::string>();
  dataset.manifest.source = manifest.at("source").get<std::string>();
  dataset.manifest.licence = manifest.at("licence").get<std::string>();
  dataset.manifest.is_synthetic = manifest.at("is_synthetic").get<bool>();
  dataset.manifest.country = manifest.at("country").get<std::string>();
  if (const json& year = manifest.at("default_year"); !year.is_null()) dataset.manifest.default_year = SchoolYear{year.get<int>()};
  dataset.lost_unplaced_rows = frame.at("lost_unplaced_rows").get<bool>();
}

/// What Dataset::build() relies on, and ingest sees to.
void must_be_sound(const model::Dataset& dataset) {
  const model::Areas& areas = dataset.areas;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas.levels[i] > model::AreaLevel::Township) throw Damaged{"a level of areas that there is not"};
    std::size_t above = 0;
    for (auto at = areas.parents[i]; at; at = areas.parents[at->value])
      if (++above > areas.size()) throw Damaged{"an area above itself"};
  }
  if (std::ranges::any_of(dataset.class_bands.subparts, [](auto band) { return band >= model::kClassBandCount; }))
    throw Damaged{"a band of classes that there is not"};
}

std::vector<json> parse(const std::vector<std::string_view>& bodies, unsigned threads, std::optional<Error>& failure) {
  std::vector<json> parts(bodies.size());
  std::vector<std::optional<Error>> failures(bodies.size());
  parallel_for(bodies.size(), threads, [&](std::size_t i) {
    const auto bytes = decompress(bodies[i], "snapshot_part");
    if (!bytes) {
      failures[i] = bytes.error();
      return;
    }
    constexpr bool kStrict = true;
    constexpr bool kThrows = true;
    parts[i] = json::from_cbor(*bytes, kStrict, kThrows, json::cbor_tag_handler_t::store);
  });
  for (auto& each : failures)
    if (each && !failure) failure = std::move(each);
  return parts;
}

model::Dataset assemble(const std::vector<json>& parts, unsigned threads) {
  const auto framed = std::ranges::find_if(parts, [](const json& part) { return part.contains("frame"); });
  if (framed == parts.end()) throw Damaged{"the part of the whole is missing"};
  const json& frame = framed->at("frame");
  const json& measures = frame.at("measures");
  model::Dataset dataset;
  read_frame(frame, dataset);

  std::vector<const char*> ids;
  for_each_table(dataset, [&](const char* id, auto&&...) { ids.push_back(id); });
  std::vector<TableRows> rows(ids.size());
  parallel_for(ids.size(), threads, [&](std::size_t i) { rows[i] = gather(parts, ids[i]); });

  // Areas and schools stand first in for_each_table.
  const TableRows& areas = rows[0];
  const TableRows& schools = rows[1];
  std::vector<std::function<void()>> reads;
  for_each_table(dataset, [&](const char* id, std::size_t /*rows*/, model::TableOrigin* origin, auto /*owner*/, auto archive) {
    const TableRows& own = rows[reads.size()];
    std::vector<std::string> columns;
    if (const auto named = measures.find(id); named != measures.end()) columns = named->get<std::vector<std::string>>();
    reads.emplace_back([&own, &areas, &schools, columns, origin, archive] {
      ColumnReader reader(own, areas, schools, columns);
      archive(reader);
      if (origin != nullptr) read_origin(own, *origin);
    });
  });
  parallel_for(reads.size(), threads, [&](std::size_t i) { reads[i](); });
  must_be_sound(dataset);
  std::erase_if(dataset.lost_figures, [](const auto& lost) { return lost.table.empty(); });
  dataset.build(threads);
  return dataset;
}

}  // namespace

Result<model::Dataset> decode_dataset(const std::vector<std::string_view>& bodies, unsigned threads) {
  const auto damaged = [](std::string reason) {
    return fail(Code::StoreRecordDamaged, {{"record", "snapshot_part"}, {"reason", std::move(reason)}});
  };
  try {
    std::optional<Error> failure;
    const std::vector<json> parts = parse(bodies, threads, failure);
    if (failure) return fail(std::move(*failure));
    return assemble(parts, threads);
  } catch (const json::exception& fault) {
    return damaged(fault.what());
  } catch (const Damaged& fault) {
    return damaged(fault.reason);
  } catch (const std::out_of_range& fault) {
    return damaged(fault.what());
  }
}

}  // namespace junheng::store
