#include "junheng/server/page.h"

#include <array>

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::server {
namespace {

constexpr std::array kFiles = {EmbeddedFile{"standards/a.toml", "[pack]"}, EmbeddedFile{"web/dist/assets/index-4f2a.js", "script"},
                               EmbeddedFile{"web/dist/index.html", "<html>"}};

Result<Reply> answer(const Page& page, std::string path) {
  Request request;
  request.path = std::move(path);
  return page.answer(request);
}

TEST(Page, FilesHaveTypeTagAndCaching) {
  const Page page(kFiles, "web/dist/");
  const Reply script = answer(page, "/assets/index-4f2a.js").value();
  EXPECT_EQ(script.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(script.caching, Caching::Forever);
  const Reply index = answer(page, "/index.html").value();
  EXPECT_EQ(index.caching, Caching::Revalidate);
  EXPECT_NE(index.etag, script.etag);
}

TEST(Page, PathWithoutEndingIsThePageItself) {
  const Page page(kFiles, "web/dist/");
  EXPECT_EQ(answer(page, "/").value().content_type, "text/html; charset=utf-8");
  EXPECT_EQ(answer(page, "/runs/3").value().content_type, "text/html; charset=utf-8");
}

TEST(Page, FilesOutsideOfItsFolderAreNone) {
  const Page page(kFiles, "web/dist/");
  for (const char* path : {"/a.toml", "/standards/a.toml", "/../standards/a.toml", "/assets/other.js"})
    EXPECT_EQ(answer(page, path).error().code, Code::NoSuchPath) << path;
}

TEST(Page, NotBuiltIsSaid) { EXPECT_EQ(answer(Page({}, "web/dist/"), "/").error().code, Code::PageNotBuilt); }

}  // namespace
}  // namespace junheng::server
