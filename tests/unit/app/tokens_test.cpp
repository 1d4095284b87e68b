#include "junheng/app/tokens.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

TEST(Tokens, HaveFortyThreeCharactersOfBase64UrlAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string token = make_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    EXPECT_TRUE(is_token(token));
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 200U);
}

TEST(Tokens, OtherTextsAreNone) {
  const std::string token = make_token();
  EXPECT_FALSE(is_token(""));
  EXPECT_FALSE(is_token(token + "A"));
  EXPECT_FALSE(is_token(token.substr(1)));
  EXPECT_FALSE(is_token(std::string(43, '+')));
  EXPECT_FALSE(is_token(std::string(43, '\0')));
  EXPECT_FALSE(is_token(token.substr(0, 42) + "="));
  EXPECT_FALSE(is_token(std::string(1'000'000, 'A')));
}

// 43 characters hold 258 bits: the last two are unused and must be zero, or two texts would be the same token.
TEST(Tokens, EveryTokenHasOneSpelling) {
  EXPECT_TRUE(is_token(std::string(43, 'A')));
  EXPECT_FALSE(is_token(std::string(42, 'A') + "B"));
}

// FIPS 180-4: SHA-256 of "abc".
TEST(Tokens, AreStoredAsSha256) { EXPECT_EQ(token_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

TEST(CsrfToken, BelongsToOneSessionAndTellsNothingOfItsToken) {
  const std::string session = make_token();
  const std::string other = make_token();
  EXPECT_EQ(csrf_token(session), csrf_token(session));
  EXPECT_NE(csrf_token(session), csrf_token(other));
  EXPECT_NE(csrf_token(session), session);
  EXPECT_TRUE(is_token(csrf_token(session)));
}

}  // namespace
}  // namespace junheng::app
