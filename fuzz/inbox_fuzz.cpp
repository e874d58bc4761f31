#include "base/error.hpp"
#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "index/article_json.hpp"
#include "index/inbox_entry.hpp"
#include "index/inbox_task.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

const std::string kName = "018f3c2a9b10-5f2c8a1e9b3d4c70";

void check_entry(std::string_view bytes) {
    try {
        const index::InboxEntry entry = index::parse_inbox_entry(bytes, "entry");
        require(!entry.id.empty() && entry.id.size() <= 500 && is_valid_utf8(entry.id),
                "an entry has an id");
        if (!entry.article) {
            const auto again = index::parse_inbox_entry(index::write_deletion(entry.id), "again");
            require(again.id == entry.id && !again.article, "a deletion is read again");
            return;
        }
        const Article& article = *entry.article;
        require(article.id == entry.id, "an article has the id of its entry");
        require(!article.title.empty() && !article.body.empty(), "an article has a text");
        require(article.title.find('\n') == std::string::npos, "a title is one line");
        const std::string written = index::write_article_json(article);
        const auto again = index::parse_inbox_entry(written, "again");
        require(again.article && index::write_article_json(*again.article) == written,
                "what was written is read again");
    } catch (const Error& error) {
        require(error.code() == ErrorCode::bad_article, "a bad entry is no article");
    }
}

template <typename Parse, typename Write>
void check_task(std::string_view bytes, Parse parse, Write write) {
    try {
        const index::InboxTask task = parse(bytes, kName, "task");
        require(task.name == kName, "a task has the name that was asked for");
        const std::string written = write(task);
        require(write(parse(written, kName, "again")) == written, "what was written is read again");
    } catch (const Error& error) {
        require(error.code() == ErrorCode::index_damaged, "a bad task is a damaged inbox");
    }
}

}  // namespace

/// Any bytes are an entry or a task of the inbox, or an Error that says what is wrong with them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::as_text(data, size);
    check_entry(bytes);
    check_task(bytes, index::parse_waiting_task, index::write_waiting_task);
    check_task(bytes, index::parse_settled_task, index::write_settled_task);
    require(!index::is_task_name(bytes) || bytes.size() == kName.size(), "a name has its length");
    return 0;
}
