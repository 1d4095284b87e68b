// What libFuzzer calls; JUNHENG_FUZZ_TARGET is the function of fuzz/targets.h that this program tries.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto fault = junheng::fuzz::JUNHENG_FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
  if (!fault) return 0;
  std::fprintf(stderr, "FAULT: %s\n", fault->c_str());
  std::abort();
}
