#include "junheng/server/gzip.h"

#include <gtest/gtest.h>

namespace junheng::server {
namespace {

TEST(Gzip, InflatesToWhatItWas) {
  for (const std::string& text : {std::string(), std::string("县"), std::string(300'000, 'a')}) {
    EXPECT_EQ(gunzip(gzip(text)).value(), text);
    EXPECT_EQ(gunzip(gzip(text, GzipEffort::Most)).value(), text);
  }
}

TEST(Gzip, BrokenBytesAreAnError) {
  const std::string packed = gzip(std::string(1000, 'a') + "b");
  EXPECT_FALSE(gunzip(""));
  EXPECT_FALSE(gunzip("no gzip"));
  EXPECT_FALSE(gunzip(packed.substr(0, packed.size() - 9)));
}

TEST(Checksum, IsCrc32) { EXPECT_EQ(checksum("123456789"), 0xCBF43926U) << "check value of CRC-32/ISO-HDLC"; }

}  // namespace
}  // namespace junheng::server
