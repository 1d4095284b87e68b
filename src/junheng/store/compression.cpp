#include "junheng/store/compression.h"

#include <memory>
#include <new>

#include <zstd.h>

#include "junheng/core/codes.h"

namespace junheng::store {

namespace {

/// bench/README.md has the sizes and times of other levels.
constexpr int kLevel = 1;
/// What a record may take unpacked: far more than any that is written, so that a damaged length is not believed.
constexpr unsigned long long kMostBytes = 1ULL << 31;

struct WriterCloser {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string compress(std::string_view bytes) {
  // Its tables are larger than most records: made once for each thread.
  thread_local const std::unique_ptr<ZSTD_CCtx, WriterCloser> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  // Fails only where memory is short: the frame has room for the worst case.
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  frame.resize(size);
  frame.shrink_to_fit();
  return frame;
}

Result<std::string> decompress(std::string_view frame, std::string_view record) {
  const auto damaged = [&](std::string_view reason) {
    return fail(Code::StoreRecordDamaged, {{"record", std::string(record)}, {"reason", std::string(reason)}});
  };
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMostBytes) return damaged("no Zstandard frame");
  std::string bytes(size, '\0');
  const std::size_t done = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(done) != 0) return damaged(ZSTD_getErrorName(done));
  if (done != size) return damaged("shorter than it says");
  return bytes;
}

}  // namespace junheng::store
