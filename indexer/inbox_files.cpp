#include "indexer/inbox_files.hpp"

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "indexer/walk_order.hpp"
#include "reading/encoding.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

std::optional<SourceFile> entry_at(const fs::path& folder, const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || path.extension() != ".json") return std::nullopt;
    const std::string inner = path.lexically_relative(folder).generic_string();
    return SourceFile{path, inner, std::string(kInboxKey) + inner, size, SourceFormat::inbox};
}

}  // namespace

bool walk_inbox(const index::Inbox& inbox, const OnSourceFile& on_file) {
    std::vector<SourceFile> files;
    std::error_code error;
    const fs::path folder = inbox.articles_folder();
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (auto file = entry_at(folder, entry->path())) files.push_back(std::move(*file));
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return WalkOrder()(a.key, b.key); });
    for (const auto& file : files) on_file(file);
    return !error || error == std::errc::no_such_file_or_directory;
}

std::optional<SourceFile> inbox_file_of(const index::Inbox& inbox, const std::string& id) {
    return entry_at(inbox.articles_folder(), inbox.article_file(id));
}

void read_inbox_entry(const SourceFile& file, const reading::OnArticle& on_article,
                      const OnDeletion& on_deletion, const reading::OnProblem& on_problem) {
    std::optional<index::InboxEntry> entry;
    try {
        entry = index::Inbox::read_entry(file.path);
    } catch (const Error& error) {
        return on_problem({reading::plain_text(file.path.string()), 0, error.what()});
    }
    if (!entry) return;  // it is gone again
    if (entry->article) {
        reading::ReadArticle read;
        read.article = std::move(*entry->article);
        read.title_from = "HTTP";
        on_article(std::move(read));
    } else {
        on_deletion(entry->id);
    }
}

}  // namespace kiosque::indexer
