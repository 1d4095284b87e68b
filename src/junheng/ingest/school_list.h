#pragma once

#include <map>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

/// One row of one of our tables, by column.
using FormLine = std::map<std::string, FormValue>;

/// A CSV file of the table `schools` that stands beside workbooks of forms: what it says of a school counts instead of what the forms say.
/// It needs no column but the school's code.
class SchoolList {
 public:
  SchoolList() = default;

  /// Reads the file; faults are Issues: those of formats and of the header, RowWidth, CellRequired (no code), FormSchoolTwice (a row of the
  /// same code above).
  static SchoolList read(const std::string& path, std::vector<Issue>& issues);

  /// Puts what the list says of the school over the line.
  void complete(const std::string& school_id, FormLine& line);

  /// A finding for each school that no line was completed for; tells whether there is one.
  [[nodiscard]] bool note_unused(std::vector<Issue>& issues) const;

 private:
  struct Entry {
    FormLine values;
    Location place;
    bool is_used = false;
  };

  void add(FormLine values, std::vector<Issue>& issues);

  std::map<std::string, Entry> by_id_;
};

}  // namespace junheng::ingest
