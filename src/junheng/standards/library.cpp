#include "junheng/standards/library.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/standards/inheritance.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/loader.h"
#include "junheng/standards/suggestion.h"

namespace junheng::standards {

namespace {

/// Joins drafts with their parents, parents first.
class Linker {
 public:
  explicit Linker(std::vector<PackDraft>& drafts) : drafts_(drafts), merged_(drafts.size()), is_linked_(drafts.size()) {}

  /// The pack with its ancestors merged in; nullptr if it, or one of them, has errors.
  const Pack* link(std::size_t index) {
    if (!is_linked_[index]) {
      is_linked_[index] = true;
      merge(index);
    }
    return merged_[index] ? &*merged_[index] : nullptr;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const {
    const auto found = std::ranges::find_if(drafts_, [&](const PackDraft& draft) { return draft.pack.id == id; });
    if (id.empty() || found == drafts_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - drafts_.begin());
  }

  /// The ids from this pack up its parents, if they lead back to it: "a > b > a".
  [[nodiscard]] std::optional<std::string> cycle(std::size_t index) const {
    std::string path = drafts_[index].pack.id;
    std::optional<std::size_t> at = index;
    for (std::size_t step = 0; step < drafts_.size(); ++step) {
      at = find(drafts_[*at].pack.extends);
      if (!at) return std::nullopt;
      path += " > " + drafts_[*at].pack.id;
      if (*at == index) return path;
    }
    return std::nullopt;
  }

  void merge(std::size_t index) {
    PackDraft& draft = drafts_[index];
    if (const auto same = find(draft.pack.id); same && *same != index)
      draft.report(Code::DuplicatePack, draft.id_line, draft.pack.id, {{"other", drafts_[*same].pack.file}});
    Pack merged = draft.pack;
    spread_last_checked(merged);
    if (!draft.pack.extends.empty()) {
      const Pack* parent = link_parent(index);
      if (parent == nullptr) return;
      merged = merge_parent(*parent, std::move(merged));
    }
    lint_references(draft, merged);
    if (!draft.has_errors()) merged_[index] = std::move(merged);
  }

  const Pack* link_parent(std::size_t index) {
    PackDraft& draft = drafts_[index];
    const std::string& id = draft.pack.extends;
    const auto parent = find(id);
    if (!parent) {
      std::vector<std::string_view> ids;
      for (const PackDraft& other : drafts_)
        if (!other.pack.id.empty() && &other != &draft) ids.push_back(other.pack.id);
      draft.report(Code::UnknownParent, draft.extends_line, id, suggestion(id, ids));
      return nullptr;
    }
    if (const auto path = cycle(index)) {
      draft.report(Code::CyclicExtends, draft.extends_line, id, {{"path", *path}});
      return nullptr;
    }
    const Pack* merged = link(*parent);
    if (merged == nullptr) draft.report(Code::ParentRejected, draft.extends_line, id, {{"other", drafts_[*parent].pack.file}});
    return merged;
  }

  std::vector<PackDraft>& drafts_;
  std::vector<std::optional<Pack>> merged_;
  std::vector<bool> is_linked_;
};

}  // namespace

const Pack* Library::find(std::string_view id) const {
  const auto found = std::ranges::find_if(packs, [&](const Pack& pack) { return pack.id == id; });
  return found == packs.end() ? nullptr : &*found;
}

Library load_packs(const std::vector<PackFile>& files, const Date& today) {
  std::vector<PackDraft> drafts;
  drafts.reserve(files.size());
  for (const PackFile& file : files) {
    drafts.push_back(read_pack(file));
    lint_structure(drafts.back());
    lint_values(drafts.back(), today);
  }
  Library library;
  Linker linker(drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (const Pack* merged = linker.link(i)) library.packs.push_back(*merged);
  for (PackDraft& draft : drafts) {
    sort_issues(draft.issues);
    std::ranges::move(draft.issues, std::back_inserter(library.issues));
  }
  return library;
}

}  // namespace junheng::standards
