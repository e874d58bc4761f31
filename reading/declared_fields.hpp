#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// What an article may declare about itself, in front matter or in JSON.
enum class DeclaredField {
    id,
    title,
    body,
    html,  ///< the body, written in HTML
    date,
    source,
    authors,
    section,
    tags,
    description,
    url,
    language,
};

/// The field that a key names, in any case: "titre" and "Title" are the title. Nothing for others.
std::optional<DeclaredField> field_named(std::string_view key);

/// The values of each field as they were written; a text that lists tags is split already.
using DeclaredFields = std::map<DeclaredField, std::vector<std::string>>;

/// Keeps what is declared under a key that names no field, of which facets may be made: at most 64
/// keys an article and 1,000 values a key, control characters taken out.
void take_more(std::string_view key, std::string_view value, Article& article);

/// Puts the fields into the article, all but body and html. `title_from` says where a title came
/// from. A date or a URL that cannot be used is a warning and stays empty.
/// Throws Error(bad_article) when the id cannot serve as one.
void take_declared_fields(const DeclaredFields& fields, const std::string& title_from,
                          ReadArticle& read);

/// Sets the date unless there is one; a text that names no day is a warning.
void take_date(std::string_view date, ReadArticle& read);

/// Sets the URL unless there is one; only http and https may come into a page of results.
void take_url(std::string_view url, ReadArticle& read);

/// `id` trimmed. Throws Error(bad_article) when it is empty, has control characters or is longer
/// than 500 bytes.
std::string checked_id(std::string_view id);

/// "énergie, Kazakhstan" -> énergie; Kazakhstan.
std::vector<std::string> split_tags(std::string_view tags);

}  // namespace kiosque::reading
