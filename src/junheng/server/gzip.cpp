#include "junheng/server/gzip.h"

#include <array>
#include <stdexcept>

#include <zlib.h>

#include "junheng/core/codes.h"

namespace junheng::server {

namespace {

/// The largest window, with the header and checksum of gzip instead of zlib's.
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8;
constexpr std::size_t kLargestBytes = std::size_t{1} << 30U;

/// zlib takes pointers to bytes that it does not change.
Bytef* zlib_input(std::string_view bytes) { return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data())); }

tl::unexpected<Error> broken() { return fail(Code::ServerFault, {{"what", "a stored body is no sound gzip"}}); }

}  // namespace

std::string gzip(std::string_view bytes, GzipEffort effort) {
  const int level = effort == GzipEffort::Least ? Z_BEST_SPEED : Z_BEST_COMPRESSION;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib: out of memory");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = zlib_input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib: the bound was too small");
  return out;
}

Result<std::string> gunzip(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::runtime_error("zlib: out of memory");
  stream.next_in = zlib_input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 64 * 1024> piece{};
  int status = Z_OK;
  while (status == Z_OK && out.size() <= kLargestBytes) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END) return broken();
  return out;
}

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace junheng::server
