#include "junheng/server/delivery.h"

#include <gtest/gtest.h>

#include "junheng/server/gzip.h"

namespace junheng::server {
namespace {

std::string header(const Reply& reply, std::string_view name) {
  std::string found;
  for (const auto& [key, value] : reply.headers)
    if (key == name) found += (found.empty() ? "" : " + ") + value;
  return found;
}

Request get(Pairs headers = {}) {
  Request request;
  request.method = Method::Get;
  request.id = "request-1";
  request.headers = std::move(headers);
  return request;
}

/// A reply with a tag.
Reply tagged(std::string json, std::string etag) {
  return stored_reply({std::make_shared<const std::string>(std::move(json)), false}, std::string(kJson), std::move(etag));
}

const std::string& text_of(const Reply& reply) { return std::get<std::string>(reply.body); }

TEST(Delivery, EveryReplyHasTheHeadersOfSecurity) {
  const Reply reply = deliver(json_reply("{}"), get());
  EXPECT_NE(header(reply, "Content-Security-Policy").find("default-src 'self'"), std::string::npos);
  EXPECT_EQ(header(reply, "Content-Security-Policy").find("http"), std::string::npos) << "no foreign host";
  EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header(reply, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header(reply, "X-Request-Id"), "request-1");
  EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
  EXPECT_EQ(header(reply, "ETag"), "");
}

TEST(Delivery, HeaderOfTheHandlerStays) {
  Reply reply = json_reply("{}");
  reply.with_header("Referrer-Policy", "same-origin");
  EXPECT_EQ(header(deliver(std::move(reply), get()), "Referrer-Policy"), "same-origin");
}

TEST(Delivery, CachingInWords) {
  Reply reply = json_reply("{}");
  reply.caching = Caching::Forever;
  EXPECT_EQ(header(deliver(reply, get()), "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(deliver(tagged("{}", "t"), get()), "Cache-Control"), "private, no-cache");
}

TEST(Delivery, KnownTagIsNotSentAgain) {
  const auto asked = [](const char* known) { return deliver(tagged(R"({"a":1})", "t1"), get({{"if-none-match", known}})); };
  for (const char* known : {"\"t1\"", "W/\"t1\"", "\"t0\", W/\"t1\"", "*"}) {
    const Reply reply = asked(known);
    EXPECT_EQ(reply.status, 304) << known;
    EXPECT_EQ(text_of(reply), "") << known;
    EXPECT_EQ(header(reply, "ETag"), "W/\"t1\"") << known;
  }
  for (const char* known : {"\"t2\"", "t1", "\"t1x\""}) EXPECT_EQ(asked(known).status, 200) << known;
}

TEST(Delivery, TagOfAnErrorOrAWriteIsNotLookedAt) {
  Reply created = tagged("{}", "t1");
  created.status = 201;
  EXPECT_EQ(deliver(created, get({{"if-none-match", "\"t1\""}})).status, 201);
  Request post = get({{"if-none-match", "\"t1\""}});
  post.method = Method::Post;
  EXPECT_EQ(deliver(tagged("{}", "t1"), post).status, 200);
}

TEST(Delivery, LongTextIsCompressedWhereTheClientTakesIt) {
  const std::string body = "{\"a\":\"" + std::string(2000, 'x') + "\"}";
  const Reply packed = deliver(json_reply(body), get({{"accept-encoding", "br, gzip"}}));
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_LT(text_of(packed).size(), 200U);
  EXPECT_EQ(*gunzip(text_of(packed)), body);
  for (const Pairs& headers : {Pairs{}, Pairs{{"accept-encoding", "gzip;q=0"}}, Pairs{{"accept-encoding", "br"}}}) {
    const Reply plain = deliver(json_reply(body), get(headers));
    EXPECT_EQ(header(plain, "Content-Encoding"), "");
    EXPECT_EQ(text_of(plain), body);
  }
  EXPECT_NE(header(packed, "Vary").find("Accept-Encoding"), std::string::npos);
}

TEST(Delivery, ShortAndPackedTypesStayAsTheyAre) {
  const Pairs takes = {{"accept-encoding", "gzip"}};
  EXPECT_EQ(header(deliver(json_reply("{}"), get(takes)), "Content-Encoding"), "");
  EXPECT_EQ(header(deliver(text_reply(std::string(2000, 'x'), std::string(kXlsx)), get(takes)), "Content-Encoding"), "");
}

TEST(Delivery, StoredBodyIsInflatedForWhoTakesNoGzip) {
  const std::string body(3000, 'y');
  const auto stored = [&] { return stored_reply({std::make_shared<const std::string>(gzip(body)), true}, std::string(kJson), "t"); };
  EXPECT_EQ(header(deliver(stored(), get({{"accept-encoding", "gzip"}})), "Content-Encoding"), "gzip");
  const Reply plain = deliver(stored(), get());
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  EXPECT_EQ(text_of(plain), body);
}

TEST(Delivery, DamagedStoredBodyIsAnError) {
  const Reply reply = deliver(stored_reply({std::make_shared<const std::string>("not gzip"), true}, std::string(kJson), "t"), get());
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(header(reply, "ETag"), "");
}

}  // namespace
}  // namespace junheng::server
