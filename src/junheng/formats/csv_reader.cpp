#include "junheng/formats/csv_reader.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/csv_encoding.h"
#include "junheng/formats/csv_parser.h"
#include "junheng/formats/csv_scan.h"
#include "junheng/formats/file.h"

namespace junheng::formats {

namespace {

/// Bytes handed to libcsv at a time: how far a cell can grow past its limit before it is noticed.
constexpr std::size_t kBlockBytes = 1 << 18;

/// Gathers the fields of one record; the room is used again for the next.
class RowBuffer {
 public:
  void add(std::string_view field) {
    bytes_.append(field);
    ends_.push_back(bytes_.size());
  }

  void clear() {
    bytes_.clear();
    ends_.clear();
  }

  [[nodiscard]] std::size_t field_count() const { return ends_.size(); }

  /// Valid until the next call of add or clear.
  std::span<const std::string_view> fields() {
    fields_.clear();
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      fields_.push_back(std::string_view(bytes_).substr(begin, end - begin));
      begin = end;
    }
    return fields_;
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
  std::vector<std::string_view> fields_;
};

bool is_blank(std::span<const std::string_view> fields) {
  return std::ranges::all_of(fields, [](std::string_view field) { return trim(field).empty(); });
}

/// What all parts of a file have in common.
struct CsvShape {
  std::string name;
  CsvLimits limits;
  char separator = kComma;
};

/// Reads the records of a text one after the other.
class RecordReader {
 public:
  RecordReader(std::string_view text, std::uint32_t first_row, const CsvShape& shape)
      : text_(text), name_(shape.name), limits_(shape.limits), parser_(shape.separator), row_{first_row, {}} {}

  /// Calls visit(const CsvRow&) for each record that is not blank, until `is_done()`.
  template <typename Visit, typename IsDone>
  Result<void> read(const Visit& visit, const IsDone& is_done) {
    const auto on_field = [&](std::string_view field) {
      buffer_.add(field);
      if (field.size() > limits_.max_cell_bytes && !too_long_) too_long_ = {row_.number, column() - 1};
    };
    const auto on_row = [&] {
      row_.fields = buffer_.fields();
      if (!too_long_ && !is_blank(row_.fields)) visit(std::as_const(row_));
      buffer_.clear();
      ++row_.number;
    };
    for (std::size_t at = 0; at < text_.size() && !is_done(); at += kBlockBytes) {
      parser_.feed(text_.substr(at, kBlockBytes), on_field, on_row);
      if (!too_long_ && parser_.open_field_bytes() > limits_.max_cell_bytes) too_long_ = {row_.number, column()};
      if (too_long_) return fail(cell_too_long(name_, *too_long_, limits_));
    }
    if (!is_done()) parser_.finish(on_field, on_row);
    if (too_long_) return fail(cell_too_long(name_, *too_long_, limits_));
    return {};
  }

 private:
  /// Of the field that comes next.
  [[nodiscard]] std::uint32_t column() const { return static_cast<std::uint32_t>(buffer_.field_count()) + 1; }

  std::string_view text_;
  const std::string& name_;
  const CsvLimits& limits_;
  CsvParser parser_;
  RowBuffer buffer_;
  CsvRow row_;
  std::optional<CsvPosition> too_long_;
};

Error too_large(const std::string& path, std::uintmax_t size, const CsvLimits& limits) {
  return {Code::CsvTooLarge, {{"path", path}, {"size", std::to_string(size)}, {"limit", std::to_string(limits.max_file_bytes)}}, {}};
}

std::string shown_separator(std::string_view separator) { return std::string(separator == "\t" ? "Tab" : separator); }

/// A header of one cell that holds another usual separator than that of the file.
std::optional<std::string> other_separator(const std::vector<std::string>& header, char separator) {
  if (header.size() != 1) return std::nullopt;
  for (const std::string_view other : {"\t", ";", "|", ",", "，", "；"})
    if (other != std::string_view(&separator, 1) && header.front().find(other) != std::string::npos) return shown_separator(other);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8: return "UTF-8";
    case Encoding::Utf8Bom: return "UTF-8 (BOM)";
    case Encoding::Gb18030: return "GB18030";
  }
  return "";
}

struct CsvFile::State {
  CsvShape shape;
  DecodedCsv content;
  std::vector<CsvChunk> chunks;
  std::vector<std::string> header;
  std::uint32_t header_row = 0;

  Result<void> read_header();
};

/// The first record that is not blank.
Result<void> CsvFile::State::read_header() {
  const auto take_first = [&](const CsvRow& row) {
    if (header_row > 0) return;
    header_row = row.number;
    header.assign(row.fields.begin(), row.fields.end());
  };
  RecordReader reader(content.text(), 1, shape);
  if (auto read = reader.read(take_first, [&] { return header_row > 0; }); !read) return read;
  if (header_row == 0) return fail(Code::CsvEmpty, {{"path", shape.name}});
  const auto other = other_separator(header, shape.separator);
  if (!other) return {};
  Params params = {{"path", shape.name}, {"separator", *other}};
  if (shape.separator == kComma) return fail(Code::CsvDelimiter, std::move(params));
  params.emplace_back("wanted", shown_separator({&shape.separator, 1}));
  return fail(Code::CsvSeparatorOther, std::move(params));
}

CsvFile::CsvFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvFile::CsvFile(CsvFile&&) noexcept = default;
CsvFile& CsvFile::operator=(CsvFile&&) noexcept = default;
CsvFile::~CsvFile() = default;

Result<CsvFile> CsvFile::open(const std::string& path, const CsvLimits& limits, char separator) {
  std::error_code failure;
  // Before the file is read into memory. A pipe has no size; from_bytes looks again.
  const auto size = std::filesystem::file_size(path, failure);
  if (!failure && size > limits.max_file_bytes) return fail(too_large(path, size, limits));
  auto bytes = read_file(path);
  if (!bytes) return fail(std::move(bytes.error()));
  return from_bytes(std::move(*bytes), path, limits, separator);
}

Result<CsvFile> CsvFile::from_bytes(std::string bytes, std::string name, const CsvLimits& limits, char separator) {
  if (bytes.size() > limits.max_file_bytes) return fail(too_large(name, bytes.size(), limits));
  auto state = std::make_unique<State>();
  state->shape = {std::move(name), limits, separator};
  auto decoded = decode_csv(std::move(bytes), state->shape.name);
  if (!decoded) return fail(std::move(decoded.error()));
  state->content = std::move(*decoded);
  auto chunks = cut_into_chunks(state->content.text(), state->shape.name, limits, separator);
  if (!chunks) return fail(std::move(chunks.error()));
  state->chunks = std::move(*chunks);
  if (auto header = state->read_header(); !header) return fail(std::move(header.error()));
  return CsvFile(std::move(state));
}

Encoding CsvFile::encoding() const { return state_->content.encoding; }

char CsvFile::separator() const { return state_->shape.separator; }

const std::vector<std::string>& CsvFile::header() const { return state_->header; }

std::size_t CsvFile::chunk_count() const { return state_->chunks.size(); }

std::size_t CsvFile::row_bound(std::size_t chunk) const { return state_->chunks[chunk].row_count; }

Result<void> CsvFile::read_chunk(std::size_t chunk, const std::function<void(const CsvRow&)>& visit) const {
  const CsvChunk& part = state_->chunks[chunk];
  const std::string_view text = state_->content.text().substr(part.begin, part.end - part.begin);
  RecordReader reader(text, part.first_row, state_->shape);
  const auto visit_data = [&](const CsvRow& row) {
    if (row.number > state_->header_row) visit(row);
  };
  return reader.read(visit_data, [] { return false; });
}

}  // namespace junheng::formats
