// The HTML report in a real browser: no script error, nothing asked of another host, nothing wider than a phone, sortable tables.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "junheng/report/html_report.h"
#include "support/file_text.h"
#include "support/process.h"
#include "support/report_sample.h"
#include "support/scratch_folder.h"

namespace junheng {
namespace {

using testing::file_text;
using testing::make_report_sample;
using testing::ProcessRequest;
using testing::ProcessResult;
using testing::SampleOptions;
using testing::ScratchFolder;

/// Where a program stands; empty if it is not on the path.
std::string on_the_path(const std::string& name) {
  ProcessRequest request;
  request.argv = {"/bin/sh", "-c", "command -v " + name};
  const ProcessResult found = testing::run_process(request);
  return found.exit_code == 0 ? found.output.substr(0, found.output.find('\n')) : std::string();
}

/// The browser on the path; empty if there is none.
std::string chromium() {
  for (const char* name : {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"})
    if (const std::string found = on_the_path(name); !found.empty()) return found;
  return {};
}

struct Visit {
  /// The page after its scripts have run.
  std::string page;
  std::string log;
};

class HtmlPage : public ::testing::Test {
 protected:
  void SetUp() override {
    browser_ = chromium();
    if (browser_.empty()) GTEST_SKIP() << "no Chromium on this machine: the page was not opened in a browser";
  }

  /// Opens the page with a script of the test added at its end, in a window of that width.
  Visit open(const std::string& html, int width, std::string_view script = {}) {
    std::string page = html;
    page.insert(page.rfind("</body>"), "<script>" + std::string(script) + "</script>");
    const auto path = folder_ / "report.html";
    testing::write_file_text(path, page);
    ProcessRequest request;
    request.argv = {browser_,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--no-first-run",
                    "--enable-logging=stderr",
                    "--log-level=0",
                    "--user-data-dir=" + (folder_ / "profile").string(),
                    "--window-size=" + std::to_string(width) + ",900",
                    "--virtual-time-budget=2000",
                    "--dump-dom",
                    "file://" + path.string()};
    const ProcessResult result = testing::run_process(request);
    EXPECT_FALSE(result.timed_out);
    return {result.output, result.errors};
  }

  static std::string attribute(const std::string& page, const std::string& name) {
    std::smatch found;
    return std::regex_search(page, found, std::regex("<html[^>]* " + name + "=\"([^\"]*)\"")) ? found[1].str() : "";
  }

  ScratchFolder folder_;
  std::string browser_;
};

TEST_F(HtmlPage, ScriptsRunWithoutErrorAndAskNoHost) {
  for (const int counties : {1, 3}) {
    SampleOptions options;
    options.counties = counties;
    const auto sample = make_report_sample(options);
    const Visit visit = open(report::assessment_html(sample->input), 1280,
                             "document.documentElement.setAttribute('data-requests', performance.getEntriesByType('resource').length);");
    EXPECT_EQ(visit.log.find("CONSOLE"), std::string::npos) << visit.log;
    EXPECT_EQ(attribute(visit.page, "data-requests"), "0");
    EXPECT_NE(visit.page.find("class=\"sort\""), std::string::npos) << "the script did not run";
  }
}

/// A script that opens the page in a frame of the width of a phone - a headless window is at least 500 wide -, runs `measures` there on
/// its document `d`, and keeps what they put into `out` as attributes of the page.
std::string on_a_phone(const std::string& measures) {
  return "var f = document.createElement('iframe'); f.width = 390; f.height = 900; f.srcdoc = '<!DOCTYPE html>' + "
         "document.documentElement.outerHTML;"
         "f.onload = function () { var d = f.contentDocument, out = {}; d.querySelectorAll('details').forEach(function (x) { x.open = "
         "true; });"
         "setTimeout(function () {" +
         measures +
         "for (var name in out) document.documentElement.setAttribute('data-' + name, out[name]); }, 100); };"
         "if (window === window.top) document.body.appendChild(f);";
}

TEST_F(HtmlPage, FitsAPhone) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SampleOptions options;
    options.lang = lang;
    const auto sample = make_report_sample(options);
    const std::string script =
        on_a_phone("var page = d.documentElement; out.sideways = page.clientWidth > 0 ? page.scrollWidth - page.clientWidth : 'empty';");
    EXPECT_EQ(attribute(open(report::assessment_html(sample->input), 800, script).page, "data-sideways"), "0")
        << "pixels that a reader would have to scroll sideways";
  }
}

TEST_F(HtmlPage, NothingIsCutOffOnAPhone) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SampleOptions options;
    options.lang = lang;
    const auto sample = make_report_sample(options);
    const std::string script = on_a_phone(
        "var width = d.documentElement.clientWidth, all = function (what) { return Array.from(d.querySelectorAll(what)); };"
        "out.cells = all('.stack td').length;"
        "out.cut = all('.stack td, .stack th, .item-table td, .item-table th').filter(function (c) {"
        "  return c.getClientRects().length && c.getBoundingClientRect().right > width; }).length;"
        "out.narrow = all('caption:not(.hidden)').filter(function (c) { return c.getBoundingClientRect().width < 150; }).length;"
        "out.silent = all('.scroll').filter(function (s) { return s.scrollWidth > s.clientWidth + 1 && !s.classList.contains('is-wide'); "
        "}).length;");
    const Visit visit = open(report::assessment_html(sample->input), 800, script);
    for (const char* none : {"", "0"}) EXPECT_NE(attribute(visit.page, "data-cells"), none) << "nothing was measured";
    EXPECT_EQ(attribute(visit.page, "data-cut"), "0") << "cells that end beyond the screen";
    EXPECT_EQ(attribute(visit.page, "data-narrow"), "0") << "headings of tables with a few characters a line";
    EXPECT_EQ(attribute(visit.page, "data-silent"), "0") << "tables that are wider than the screen and do not say so";
  }
}

TEST_F(HtmlPage, TextsOfChartsAreReadableOnAPhoneAndInsideTheirPlace) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SampleOptions options;
    options.lang = lang;
    const auto sample = make_report_sample(options);
    const std::string script = on_a_phone(
        "var all = function (what) { return Array.from(d.querySelectorAll(what)); }, texts = all('.chart text');"
        "var scale = function (t) { var svg = t.ownerSVGElement; return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width; };"
        "out.texts = texts.length;"
        "out.small = texts.filter(function (t) {"
        "  return parseFloat(f.contentWindow.getComputedStyle(t).fontSize) * scale(t) < 11; }).length;"
        "out.outside = texts.filter(function (t) { var r = t.getBoundingClientRect(), s = t.ownerSVGElement.getBoundingClientRect();"
        "  return r.left < s.left - 1 || r.right > s.right + 1; }).length;"
        "var wide = all('.chart-place').filter(function (p) { return p.scrollWidth > p.clientWidth + 1; });"
        "out.scrolled = wide.length;"
        "out.unreachable = wide.filter(function (p) { return p.tabIndex !== 0 || !p.getAttribute('aria-label') || "
        "!p.classList.contains('is-wide'); }).length;");
    const Visit visit = open(report::assessment_html(sample->input), 800, script);
    for (const char* none : {"", "0"}) EXPECT_NE(attribute(visit.page, "data-texts"), none) << "nothing was measured";
    EXPECT_EQ(attribute(visit.page, "data-small"), "0") << "texts below 11 pixels";
    EXPECT_EQ(attribute(visit.page, "data-outside"), "0") << "texts that end beyond their picture";
    // The map is wider than a phone.
    EXPECT_NE(attribute(visit.page, "data-scrolled"), "0");
    EXPECT_EQ(attribute(visit.page, "data-unreachable"), "0") << "pictures that scroll, but not with the keys, or do not say so";
  }
}

TEST_F(HtmlPage, IndicatorsFitATabletAndWhatDoesNotSaysSo) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SampleOptions options;
    options.lang = lang;
    const auto sample = make_report_sample(options);
    const std::string script =
        "var wide = function (s) { return s.scrollWidth > s.clientWidth + 1; }, of = function (what) { return "
        "Array.from(document.querySelectorAll(what)); };"
        "var tables = of('.indicators'), root = document.documentElement; root.setAttribute('data-tables', tables.length);"
        "root.setAttribute('data-wide', tables.filter(function (t) { return wide(t.parentElement); }).length);"
        "root.setAttribute('data-silent', of('.scroll').filter(function (s) {"
        "  return wide(s) && getComputedStyle(s, '::before').content.indexOf('→') < 0; }).length);";
    for (const int width : {768, 901, 1000, 1100}) {
      const Visit visit = open(report::assessment_html(sample->input), width, script);
      EXPECT_NE(attribute(visit.page, "data-tables"), "0") << "nothing was measured";
      EXPECT_EQ(attribute(visit.page, "data-wide"), "0") << width;
      EXPECT_EQ(attribute(visit.page, "data-silent"), "0") << width << ": tables that are wider than their place and do not say so";
    }
  }
}

TEST_F(HtmlPage, HeadsAndUnitsStayWholeOnADesk) {
  const auto sample = make_report_sample();
  const std::string script =
      "var lines = function (c) { var r = document.createRange(); r.selectNodeContents(c); return new "
      "Set(Array.from(r.getClientRects()).map("
      "function (x) { return Math.round(x.top); })).size; };"
      "document.documentElement.setAttribute('data-broken', Array.from(document.querySelectorAll('.indicators .u')).filter("
      "function (c) { return lines(c) > 1; }).length);";
  EXPECT_EQ(attribute(open(report::assessment_html(sample->input), 1440, script).page, "data-broken"), "0");
}

TEST_F(HtmlPage, ClickOnAColumnHeadSortsNumbersWithMissingOnesLast) {
  const auto sample = make_report_sample();
  const std::string script =
      "var table = document.querySelector('.school-table'), heads = table.tHead.rows[0].cells;"
      "function names() { return Array.from(table.tBodies[0].rows).map(function (r) { return r.cells[0].querySelector('a').textContent; "
      "}).join('|'); }"
      "heads[5].querySelector('button').click(); var up = names(); heads[5].querySelector('button').click();"
      "document.documentElement.setAttribute('data-up', up); document.documentElement.setAttribute('data-down', names());"
      "document.documentElement.setAttribute('data-sorted', heads[5].getAttribute('aria-sort'));";
  // Column 5 is books per pupil: 30 at North School, 10 at Poor School, none at Silent School.
  const Visit visit = open(report::assessment_html(sample->input), 1280, script);
  EXPECT_EQ(attribute(visit.page, "data-up"), "Poor School|North School|Silent School");
  EXPECT_EQ(attribute(visit.page, "data-down"), "North School|Poor School|Silent School");
  EXPECT_EQ(attribute(visit.page, "data-sorted"), "descending");
}

TEST_F(HtmlPage, LinkIntoAClosedSheetOpensIt) {
  const auto sample = make_report_sample();
  const std::string script =
      "var sheet = document.querySelector('details.sheet'); location.hash = sheet.id;"
      "setTimeout(function () { document.documentElement.setAttribute('data-open', sheet.open); }, 200);";
  EXPECT_EQ(attribute(open(report::assessment_html(sample->input), 1280, script).page, "data-open"), "true");
}

TEST_F(HtmlPage, PrintsOnA4WithEveryPartOnItsPage) {
  const std::string to_text = on_the_path("pdftotext");
  const std::string to_facts = on_the_path("pdfinfo");
  const auto sample = make_report_sample();
  const auto path = folder_ / "report.html";
  const auto pdf = folder_ / "report.pdf";
  testing::write_file_text(path, report::assessment_html(sample->input));
  ProcessRequest request;
  request.argv = {browser_,
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--user-data-dir=" + (folder_ / "profile").string(),
                  "--no-pdf-header-footer",
                  "--print-to-pdf=" + pdf.string(),
                  "file://" + path.string()};
  EXPECT_EQ(testing::run_process(request).exit_code, 0);
  EXPECT_TRUE(file_text(pdf).starts_with("%PDF"));
  if (to_text.empty() || to_facts.empty()) GTEST_SKIP() << "no pdftotext on this machine: what is on which page was not looked at";
  ProcessRequest read;
  read.argv = {to_facts, pdf.string()};
  EXPECT_NE(testing::run_process(read).output.find("A4"), std::string::npos);
  read.argv = {to_text, "-layout", pdf.string(), "-"};
  const std::string text = testing::run_process(read).output;
  std::vector<std::string> firsts;
  std::istringstream pages(text);
  for (std::string page; std::getline(pages, page, '\f');) {
    const std::size_t at = page.find_first_not_of(" \n");
    if (at != std::string::npos) firsts.push_back(page.substr(at, page.find('\n', at) - at));
  }
  const auto begins = [&](std::string_view words) {
    return std::ranges::any_of(firsts, [&](const std::string& first) { return first.starts_with(words); });
  };
  // The summary is the first sheet; each stage, the county items and the schools begin one.
  ASSERT_FALSE(firsts.empty());
  const std::string summary = text.substr(0, text.find('\f'));
  EXPECT_NE(summary.find("Hill County"), std::string::npos);
  EXPECT_NE(summary.find("Unmet"), std::string::npos) << summary;
  for (const char* part : {"Primary", "Junior", "County items", "All schools"}) EXPECT_TRUE(begins(part)) << part;
  // A limit stays on one line with the number of its source.
  EXPECT_TRUE(std::regex_search(text, std::regex("≤ 0\\.10 *\\[[0-9]+\\]")));
}

}  // namespace
}  // namespace junheng
