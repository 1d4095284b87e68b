#include "junheng/store/snapshot_encoding.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "junheng/core/parallel.h"
#include "junheng/model/dataset.h"
#include "junheng/store/area_path.h"
#include "junheng/store/compression.h"
#include "junheng/store/dataset_tables.h"
#include "junheng/store/typed_array.h"

namespace junheng::store {

namespace {

using nlohmann::json;
using Rows = std::span<const std::uint32_t>;

json to_json(TypedArray array) { return json::binary(std::move(array.bytes), array.tag); }
json to_json(const std::vector<std::int64_t>& numbers) { return to_json(pack(numbers)); }

/// nullopt is -1.
template <typename T>
std::int64_t code_of(const T& value) {
  return static_cast<std::int64_t>(value);
}
template <typename Tag>
std::int64_t code_of(const Index<Tag>& index) {
  return index.value;
}
template <typename T>
std::int64_t code_of(const std::optional<T>& value) {
  return value ? code_of(*value) : -1;
}

/// Writes the columns of some rows of one table.
class ColumnWriter {
 public:
  explicit ColumnWriter(Rows rows) : rows_(rows) {}

  template <typename Vector>
  void integers(const char* id, const Vector& vector) {
    put_integers(id, [&](std::size_t row) {
      using T = typename Vector::value_type;
      return row < vector.size() ? code_of(T(vector[row])) : code_of(T{});
    });
  }
  template <typename Entries, typename Entry, typename T>
  void integers(const char* id, const Entries& entries, T Entry::*member) {
    put_integers(id, [&](std::size_t row) { return code_of(entries[row].*member); });
  }
  void numbers(const char* id, const model::NumberColumn& column) {
    // A table made in a test may lack columns that ingest always fills.
    if (column.size() == 0) return;
    put_numbers(id, [&](std::size_t row) { return column.at(row); });
  }
  template <typename Entries, typename Entry>
  void numbers(const char* id, const Entries& entries, model::Quantity Entry::*member) {
    put_numbers(id, [&](std::size_t row) { return entries[row].*member; });
  }
  template <typename Column>
  void texts(const char* id, const Column& column) {
    if (column.size() == 0) return;
    put_texts(id, [&](std::size_t row) { return column.at(row); });
  }
  template <typename Entries, typename Entry, typename T>
  void texts(const char* id, const Entries& entries, T Entry::*member) {
    put_texts(id, [&](std::size_t row) { return std::string_view(entries[row].*member); });
  }
  void measures(const model::FactTable& table) {
    json own = json::object();
    columns_.swap(own);
    for (std::size_t i = 0; i < table.columns.size(); ++i) numbers(table.column_ids[i].c_str(), table.columns[i]);
    columns_.swap(own);
    columns_["measures"] = std::move(own);
  }

  json take() { return std::move(columns_); }

 private:
  template <typename CodeOf>
  void put_integers(const char* id, CodeOf code) {
    std::vector<std::int64_t> codes(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) codes[i] = code(rows_[i]);
    columns_[id] = to_json(codes);
  }

  template <typename QuantityOf>
  void put_numbers(const char* id, QuantityOf quantity) {
    std::vector<double> values(rows_.size());
    std::vector<std::int64_t> absences(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const model::Quantity at = quantity(rows_[i]);
      values[i] = at.value;
      absences[i] = static_cast<std::int64_t>(at.absence);
    }
    json column;
    // One reason for all rows is one number.
    if (std::ranges::adjacent_find(absences, std::ranges::not_equal_to()) == absences.end()) column["absent"] = absences.front();
    else column["absent"] = to_json(absences);
    if (std::ranges::any_of(values, [](double value) { return std::bit_cast<std::uint64_t>(value) != 0; })) {
      ScaledArray packed = pack(values);
      column["values"] = to_json(std::move(packed.array));
      if (packed.scale != 1) column["scale"] = packed.scale;
    }
    columns_[id] = std::move(column);
  }

  template <typename TextOf>
  void put_texts(const char* id, TextOf text) {
    std::unordered_map<std::string_view, std::int64_t> code_of_text;
    std::vector<std::int64_t> codes(rows_.size());
    json texts = json::array();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string_view at = text(rows_[i]);
      const auto [found, is_first] = code_of_text.try_emplace(at, static_cast<std::int64_t>(texts.size()));
      if (is_first) texts.push_back(at);
      codes[i] = found->second;
    }
    json column;
    // Each text once: its position is its code.
    if (texts.size() < rows_.size()) column["codes"] = to_json(codes);
    column["texts"] = std::move(texts);
    columns_[id] = std::move(column);
  }

  Rows rows_;
  json columns_ = json::object();
};

/// The cells of rows whose values do not stand in their row's own line.
json own_cells(const std::vector<model::TableOrigin::OwnCell>& cells, Rows rows) {
  json out = json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto first = std::ranges::lower_bound(cells, rows[i], {}, [](const auto& cell) { return cell.row.value; });
    for (auto cell = first; cell != cells.end() && cell->row.value == rows[i]; ++cell) {
      const Location& where = *cell->where;
      out.push_back({i, cell->column_id, where.file, where.sheet, where.row, where.column, where.header});
    }
  }
  return out;
}

/// Files with their position in the whole table's list, so that the whole has them in their order again.
json encode_origin(const model::TableOrigin& origin, const std::vector<model::TableOrigin::OwnCell>& cells, Rows rows) {
  std::map<std::uint16_t, std::int64_t> local;
  std::vector<std::int64_t> file_of_row(rows.size());
  std::vector<std::uint32_t> row_numbers(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto place = origin.place(RowIndex(rows[i]));
    file_of_row[i] = local.try_emplace(place.file, static_cast<std::int64_t>(local.size())).first->second;
    row_numbers[i] = place.row_number;
  }
  json files = json::array();
  for (std::size_t i = 0; i < local.size(); ++i) files.push_back(nullptr);
  for (const auto& [position, code] : local) {
    const model::OriginFile& file = origin.files()[position];
    json headers = json::array();
    for (const auto& header : file.headers) headers.push_back({header.column_id, header.header, header.position});
    files[static_cast<std::size_t>(code)] = {{"position", position}, {"file", file.file}, {"sheet", file.sheet}, {"headers", headers}};
  }
  json out = {{"files", std::move(files)}, {"rows", to_json(to_runs(row_numbers))}};
  if (local.size() > 1) out["file"] = to_json(file_of_row);
  if (!cells.empty()) out["cells"] = own_cells(cells, rows);
  return out;
}

/// The groups of rows that make parts: twice the position of the area, and one more for rows of schools; behind them, the whole.
class PartKeys {
 public:
  explicit PartKeys(const model::Dataset& dataset) : schools_(dataset.schools) {
    const model::Areas& areas = dataset.areas;
    county_.reserve(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const AreaIndex area(i);
      county_.push_back(areas.at_level(area, model::AreaLevel::County).value_or(area).value);
    }
  }
  [[nodiscard]] std::size_t count() const { return county_.size() * 2 + 1; }
  [[nodiscard]] std::uint32_t of(const RowOwner& owner) const {
    if (owner.school) return county_[schools_.areas[owner.school->value].value] * 2 + 1;
    if (owner.area) return county_[owner.area->value] * 2;
    return whole();
  }
  [[nodiscard]] std::uint32_t whole() const { return static_cast<std::uint32_t>(county_.size() * 2); }

 private:
  const model::Schools& schools_;
  std::vector<std::uint32_t> county_;
};

/// One table with its rows by part.
struct SortedTable {
  const char* id;
  const model::TableOrigin* origin;
  std::vector<model::TableOrigin::OwnCell> cells;
  model::RowLists rows_by_part;
  std::function<json(Rows)> write_columns;
};

std::vector<SortedTable> sort_tables(const model::Dataset& dataset, const PartKeys& keys) {
  std::vector<SortedTable> tables;
  for_each_table(dataset, [&](const char* id, std::size_t rows, const model::TableOrigin* origin, auto owner, auto archive) {
    // Rows made without files, as in tests, have no places.
    const bool has_places = origin != nullptr && origin->row_count() == rows;
    tables.push_back({id, has_places ? origin : nullptr, has_places ? origin->own_cells() : std::vector<model::TableOrigin::OwnCell>(),
                      model::RowLists(rows, keys.count(), [&](std::size_t row) { return keys.of(owner(row)); }), [archive](Rows part) {
                        ColumnWriter writer(part);
                        archive(writer);
                        return writer.take();
                      }});
  });
  return tables;
}

json encode_manifest(const model::Manifest& manifest) {
  return {{"title", manifest.title},     {"source", manifest.source},
          {"licence", manifest.licence}, {"is_synthetic", manifest.is_synthetic},
          {"country", manifest.country}, {"default_year", manifest.default_year ? json(manifest.default_year->first) : json()}};
}

/// What must be known to read any part.
json encode_frame(const model::Dataset& dataset) {
  json columns = json::object();
  const auto add = [&](const char* id, const model::FactTable& table) { columns[id] = table.column_ids; };
  add("stage_facts", dataset.stage_facts);
  add("grade_facts", dataset.grade_facts);
  add("classes", dataset.classes);
  add("class_bands", dataset.class_bands);
  add("rooms", dataset.rooms);
  add("subject_staff", dataset.subject_staff);
  add("school_facts", dataset.school_facts);
  return {{"manifest", encode_manifest(dataset.manifest)},
          {"measures", std::move(columns)},
          {"lost_unplaced_rows", dataset.lost_unplaced_rows}};
}

}  // namespace

std::vector<EncodedPart> encode_dataset(const model::Dataset& dataset, unsigned threads) {
  const PartKeys keys(dataset);
  const std::vector<SortedTable> tables = sort_tables(dataset, keys);
  std::vector<EncodedPart> parts(keys.count());
  parallel_for(keys.count(), threads, [&](std::size_t key) {
    json body = json::object();
    for (const SortedTable& table : tables) {
      const Rows rows = table.rows_by_part.of(key);
      if (rows.empty()) continue;
      json& out = body["tables"][table.id];
      out["rows"] = to_json(to_runs(rows));
      out["columns"] = table.write_columns(rows);
      if (table.origin != nullptr) out["origin"] = encode_origin(*table.origin, table.cells, rows);
    }
    const bool is_whole = key == keys.whole();
    if (is_whole) body["frame"] = encode_frame(dataset);
    if (body.empty()) return;
    const std::vector<std::uint8_t> bytes = json::to_cbor(body);
    const auto* const begin = static_cast<const char*>(static_cast<const void*>(bytes.data()));
    parts[key] = {is_whole ? std::string() : path_of(dataset.areas, AreaIndex(key / 2)), key % 2 == 1 ? kSchoolRows : kAreaRows,
                  compress({begin, bytes.size()})};
  });
  std::erase_if(parts, [](const EncodedPart& part) { return part.body.empty(); });
  std::ranges::sort(parts, {}, [](const EncodedPart& part) { return std::pair(std::string_view(part.path), part.content); });
  return parts;
}

}  // namespace junheng::store
