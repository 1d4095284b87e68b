#include "junheng/formats/xlsx_package.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/formats/xlsx_shared_parts.h"
#include "junheng/formats/xml_reader.h"

namespace junheng::formats {

namespace {

using Parts = std::map<std::string, std::string>;

/// UTF-16LE, as the directory of an OLE file writes names.
std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

bool holds(std::string_view bytes, std::string_view ole_name) { return bytes.find(wide(ole_name)) != std::string_view::npos; }

/// The record that ends every ZIP archive stands whole within the last 64 KiB.
bool has_zip_end(std::string_view bytes) {
  constexpr std::size_t kRecordBytes = 22;
  const std::size_t at = bytes.rfind("PK\5\6");
  return at != std::string_view::npos && bytes.size() - at >= kRecordBytes;
}

/// A relationship of a part: its kind is the last word of its type, whose address differs between the two forms of the standard.
struct Relationship {
  std::string kind;
  std::string part;
};

/// By id.
using Relationships = std::map<std::string, Relationship, std::less<>>;

class RelationshipVisitor : public XmlVisitor {
 public:
  explicit RelationshipVisitor(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    const std::string_view type = attributes.find("Type");
    const std::filesystem::path target(std::string(attributes.find("Target")));
    // An absolute target replaces the folder.
    const std::string part = part_key((folder_ / target).lexically_normal().string());
    found_.insert_or_assign(std::string(attributes.find("Id")), Relationship{std::string(type.substr(type.rfind('/') + 1)), part});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  Relationships take() { return std::move(found_); }

 private:
  std::filesystem::path folder_;
  Relationships found_;
};

class WorkbookVisitor : public XmlVisitor {
 public:
  struct SheetElement {
    std::string name;
    std::string relationship;
    bool is_hidden = false;
  };

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (root_.empty()) root_ = name;
    if (name == "workbookPr") {
      const std::string_view flag = attributes.find("date1904");
      if (flag == "1" || flag == "true") dates_ = DateSystem::From1904;
    }
    if (name != "sheet") return;
    const std::string_view state = attributes.find("state");
    sheets_.push_back(
        {std::string(attributes.find("name")), std::string(attributes.find("id")), state == "hidden" || state == "veryHidden"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  [[nodiscard]] bool is_workbook() const { return root_ == "workbook"; }
  [[nodiscard]] const std::vector<SheetElement>& sheets() const { return sheets_; }
  [[nodiscard]] DateSystem dates() const { return dates_; }

 private:
  std::string root_;
  std::vector<SheetElement> sheets_;
  DateSystem dates_ = DateSystem::From1900;
};

/// The part that holds the relationships of another: xl/workbook.xml -> xl/_rels/workbook.xml.rels.
std::string relationships_part(const std::string& part) {
  const std::filesystem::path path(part);
  return (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).string();
}

/// Builds the package from the small parts.
class PackageReader {
 public:
  PackageReader(const Parts& parts, const std::string& name) : parts_(parts), name_(name) {}

  Result<XlsxPackage> read() {
    const auto root = relationships_of("");
    if (!root) return fail(root.error());
    const auto workbook_part = target_of(*root, "officeDocument");
    if (!workbook_part || !parts_.contains(*workbook_part)) return not_a_workbook();
    WorkbookVisitor workbook;
    if (auto parsed = parse(*workbook_part, workbook); !parsed) return fail(std::move(parsed.error()));
    if (!workbook.is_workbook()) return not_a_workbook();
    const auto links = relationships_of(*workbook_part);
    if (!links) return fail(links.error());
    XlsxPackage package;
    package.shared.dates = workbook.dates();
    if (auto listed = list_sheets(workbook, *links, package); !listed) return fail(std::move(listed.error()));
    if (auto read = read_shared(*links, package.shared); !read) return fail(std::move(read.error()));
    return package;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> not_a_workbook() const { return fail(Code::XlsxNotAWorkbook, {{"path", name_}}); }

  Result<void> parse(const std::string& part, XmlVisitor& visitor) const {
    return parse_xml(parts_.at(part), visitor, [&](std::string reason) { return damaged_part(name_, part, std::move(reason)); });
  }

  /// None where the part has none.
  [[nodiscard]] Result<Relationships> relationships_of(const std::string& part) const {
    const std::string source = relationships_part(part);
    if (!parts_.contains(source)) return Relationships{};
    RelationshipVisitor visitor(std::filesystem::path("/" + part).parent_path());
    if (auto parsed = parse(source, visitor); !parsed) return fail(std::move(parsed.error()));
    return visitor.take();
  }

  static std::optional<std::string> target_of(const Relationships& links, std::string_view kind) {
    const auto found = std::ranges::find(links, kind, [](const auto& link) -> std::string_view { return link.second.kind; });
    return found == links.end() ? std::nullopt : std::optional(found->second.part);
  }

  /// Sheets of other kinds (charts) hold no cells and are left out.
  Result<void> list_sheets(const WorkbookVisitor& workbook, const Relationships& links, XlsxPackage& package) const {
    for (const auto& sheet : workbook.sheets()) {
      const auto link = links.find(sheet.relationship);
      if (link == links.end()) return fail(damaged_part(name_, "xl/workbook.xml", "no part for sheet '" + sheet.name + "'"));
      if (link->second.kind != "worksheet") continue;
      package.sheets.push_back({sheet.name, link->second.part, sheet.is_hidden});
    }
    return {};
  }

  Result<void> read_shared(const Relationships& links, XlsxShared& shared) const {
    if (const auto part = target_of(links, "sharedStrings"); part && parts_.contains(*part)) {
      SharedStringsVisitor visitor;
      if (auto parsed = parse(*part, visitor); !parsed) return parsed;
      shared.strings = visitor.take();
    }
    if (const auto part = target_of(links, "styles"); part && parts_.contains(*part)) {
      StylesVisitor visitor;
      if (auto parsed = parse(*part, visitor); !parsed) return parsed;
      shared.is_date_style = visitor.take();
    }
    return {};
  }

  const Parts& parts_;
  const std::string& name_;
};

/// Neither cells nor what only a spreadsheet program shows.
bool is_small_part(const std::string& part) {
  const bool is_xml = part.ends_with(".xml") || part.ends_with(".rels");
  constexpr std::string_view kOthers[] = {"/worksheets/",    "/theme/",      "/drawings/",    "/charts/",  "/media/",
                                          "/externallinks/", "/pivotcache/", "/pivottables/", "docprops/", "customxml/"};
  return is_xml && std::ranges::none_of(kOthers, [&](std::string_view folder) { return part.find(folder) != std::string::npos; });
}

}  // namespace

Error damaged_part(const std::string& name, const std::string& part, std::string reason) {
  return {Code::XlsxDamaged, {{"path", name}, {"part", part}, {"reason", std::move(reason)}}, {}};
}

Result<void> check_container(std::string_view bytes, const std::string& name) {
  const Params params = {{"path", name}};
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    if (holds(bytes, "EncryptedPackage")) return fail(Code::XlsxPassword, params);
    return fail(holds(bytes, "Workbook") || holds(bytes, "Book") ? Code::XlsxOldFormat : Code::XlsxNotAWorkbook, params);
  }
  if (bytes.empty()) return fail(Code::XlsxTruncated, params);
  constexpr std::string_view kLocalHeader = "PK\3\4";
  const bool may_be_zip = bytes.starts_with(kLocalHeader) || kLocalHeader.starts_with(bytes) || bytes.starts_with("PK\5\6");
  if (!may_be_zip) return fail(Code::XlsxNotAWorkbook, params);
  if (!has_zip_end(bytes)) return fail(Code::XlsxTruncated, params);
  return {};
}

Result<XlsxPackage> read_package(ZipParts& zip, const std::string& name) {
  Parts parts;
  const auto take = [&](const std::string& part, std::string content) -> Result<void> {
    parts.insert_or_assign(part, std::move(content));
    return {};
  };
  if (auto unpacked = zip.read(is_small_part, take); !unpacked) return fail(std::move(unpacked.error()));
  return PackageReader(parts, name).read();
}

}  // namespace junheng::formats
