#include "junheng/app/passwords.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::app {
namespace {

/// The least that libsodium takes, so that tests are quick.
constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 8192};

Code code_of(const Result<void>& checked) { return checked ? Code{} : checked.error().code; }

TEST(Passwords, HashNamesArgon2idAndItsCostAndVerifies) {
  const auto hash = hash_password("correct horse", kCheap);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << *hash;
  EXPECT_TRUE(verify_password(*hash, "correct horse"));
  EXPECT_FALSE(verify_password(*hash, "correct horsf"));
  EXPECT_FALSE(verify_password(*hash, ""));
}

TEST(Passwords, SamePasswordTwiceHasTwoHashes) {
  EXPECT_NE(*hash_password("correct horse", kCheap), *hash_password("correct horse", kCheap));
}

TEST(Passwords, UsualCostIsSixtyFourMebibytesAndTwoPasses) {
  const auto hash = hash_password("correct horse");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << *hash;
  EXPECT_FALSE(needs_rehash(*hash));
}

TEST(Passwords, HashOfAnotherCostIsToBeMadeAgain) { EXPECT_TRUE(needs_rehash(*hash_password("correct horse", kCheap))); }

TEST(Passwords, WhatIsNoHashVerifiesNothing) {
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_FALSE(verify_password("plain text", "plain text"));
  EXPECT_FALSE(verify_password(std::string(5000, '$'), "x"));
}

TEST(NewPassword, LengthCountsCharactersNotBytes) {
  // Nine and ten Chinese characters of three bytes each.
  EXPECT_EQ(code_of(check_new_password("春眠不觉晓处处闻啼", "admin")), Code::PasswordTooShort);
  EXPECT_TRUE(check_new_password("春眠不觉晓处处闻啼鸟", "admin"));
  EXPECT_EQ(code_of(check_new_password("tree lamp", "admin")), Code::PasswordTooShort);
  EXPECT_TRUE(check_new_password("tree lamps", "admin"));
}

TEST(NewPassword, LongOnesAreRefusedPastAThousandBytes) {
  std::string words;
  while (words.size() < 996) words += std::to_string(words.size()) + " ";
  EXPECT_TRUE(check_new_password(words.substr(0, 990), "admin"));
  EXPECT_EQ(code_of(check_new_password(words + "abcdefgh", "admin")), Code::PasswordTooLong);
}

TEST(NewPassword, LoginWithOrWithoutDigitsIsRefused) {
  EXPECT_EQ(code_of(check_new_password("Zhang.Weiming", "zhang.weiming")), Code::PasswordIsLogin);
  EXPECT_EQ(code_of(check_new_password("zhang.wei2024", "zhang.wei")), Code::PasswordIsLogin);
  EXPECT_EQ(code_of(check_new_password("2024zhang.wei", "zhang.wei")), Code::PasswordIsLogin);
}

TEST(NewPassword, CommonestAreRefusedWhateverTheCase) {
  for (const char* word : {"1234567890", "Password123", "QWERTYUIOP", "woaini1314", "1qaz2wsx3edc", "admin123456"})
    EXPECT_EQ(code_of(check_new_password(word, "someone")), Code::PasswordTooCommon) << word;
}

TEST(NewPassword, OnePieceAgainAndAgainIsRefused) {
  for (const char* word : {"aaaaaaaaaa", "1212121212", "abcdabcdabcd", "xyzxyzxyzxy"})
    EXPECT_EQ(code_of(check_new_password(word, "someone")), Code::PasswordTooCommon) << word;
}

TEST(NewPassword, LongerLeastLengthHolds) {
  EXPECT_EQ(code_of(check_new_password("tree lamps ok", "admin", {.min_length = 14})), Code::PasswordTooShort);
}

}  // namespace
}  // namespace junheng::app
