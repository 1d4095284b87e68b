#include "junheng/server/target.h"

#include <gtest/gtest.h>

namespace junheng::server {
namespace {

TEST(Target, PathAndQueryAreDecoded) {
  const auto target = parse_target("/api/a%2Db+c?q=%E5%8E%BF+x&empty=&flag&&q=2#part");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/a-b+c");
  EXPECT_EQ(target->query, (Pairs{{"q", "县 x"}, {"empty", ""}, {"flag", ""}, {"q", "2"}}));
}

TEST(Target, WithoutQueryHasNone) { EXPECT_EQ(parse_target("/")->query, Pairs{}); }

TEST(Target, BrokenOnesAreRefused) {
  for (const char* target :
       {"", "api", "http://host/", "*", "/%", "/%4", "/%zz", "/%ff", "/%00", "/%0a", "/a?b=%e4%ff", "/a?%zz=1", "/\x7f"})
    EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Target, EncodedSlashPartsThePath) { EXPECT_EQ(parse_target("/a%2F..%2Fb")->path, "/a/../b"); }

TEST(Cookie, FirstOfTheNameCounts) {
  EXPECT_EQ(find_cookie("a=1; junheng_session=abc; b=2; junheng_session=def", "junheng_session"), "abc");
  EXPECT_EQ(find_cookie("x=\"quoted\"", "x"), "quoted");
  EXPECT_EQ(find_cookie("x=", "x"), "");
  EXPECT_EQ(find_cookie("xx=1; x", "x"), std::nullopt);
  EXPECT_EQ(find_cookie("", "x"), std::nullopt);
}

TEST(Host, PortAndCaseAreLeftOut) {
  EXPECT_EQ(host_name("LocalHost:8080"), "localhost");
  EXPECT_EQ(host_name("localhost."), "localhost");
  EXPECT_EQ(host_name("[::1]:80"), "[::1]");
  EXPECT_EQ(host_name("192.168.0.1"), "192.168.0.1");
  EXPECT_EQ(host_name("host:80x"), "");
  EXPECT_EQ(host_name("[::1"), "");
}

TEST(Host, AddressesAreToldFromNames) {
  EXPECT_TRUE(is_address("127.0.0.1"));
  EXPECT_TRUE(is_address("[fe80::1]"));
  EXPECT_FALSE(is_address("127.0.0.1.evil.example"));
  EXPECT_FALSE(is_address("127.1"));
  EXPECT_FALSE(is_address("::1"));
  EXPECT_FALSE(is_address(""));
}

TEST(Accepts, QualityOfZeroIsRefusal) {
  EXPECT_TRUE(accepts("gzip", "gzip"));
  EXPECT_TRUE(accepts("br, GZIP;q=0.2", "gzip"));
  EXPECT_TRUE(accepts("*", "gzip"));
  EXPECT_FALSE(accepts("*, gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts("br", "gzip"));
  EXPECT_FALSE(accepts("", "gzip"));
}

TEST(PreferredLang, HighestQualityWinsThenTheFirst) {
  EXPECT_EQ(preferred_lang("zh-CN,zh;q=0.9,en;q=0.8"), Lang::Zh);
  EXPECT_EQ(preferred_lang("fr, en;q=0.3, zh;q=0.2"), Lang::En);
  EXPECT_EQ(preferred_lang("en, zh"), Lang::En);
  EXPECT_EQ(preferred_lang("zh;q=0"), std::nullopt);
  EXPECT_EQ(preferred_lang("fr"), std::nullopt);
}

}  // namespace
}  // namespace junheng::server
