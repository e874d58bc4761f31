#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::index {

/// What the inbox says about an id.
struct InboxEntry {
    std::string id;
    std::optional<Article> article;  ///< nothing where the id is marked as deleted
};

/// `{"id": "...", "deleted": true}`, the mark of a deletion. An article is written as
/// `write_stored_article` does.
std::string write_deletion(const std::string& id);

/// Reads one or the other. `where` names the file in messages.
///
/// Throws Error(bad_article) that says what is wrong: no JSON, a missing or empty id, title or
/// body, an id of more than 500 bytes, a field of another type, control characters (a body may have
/// line ends and tabs), a URL that is none of the web, a day outside the years 1 to 9999. Keys that
/// mean nothing are passed over.
InboxEntry parse_inbox_entry(std::string_view json, const std::string& where);

}  // namespace kiosque::index
