#pragma once

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "reading/read_article.hpp"

namespace kiosque::fuzz {

/// What every reader promises of the articles that it hands over.
inline void check_article(const reading::ReadArticle& read) {
    const Article& article = read.article;
    for (const auto* text : {&article.id, &article.title, &article.body, &article.description,
                             &article.url, &article.source, &article.section, &article.language}) {
        require(is_valid_utf8(*text), "the text of an article is UTF-8");
        require(text->find('\0') == std::string::npos, "the text of an article has no NUL");
    }
    for (const auto* list : {&article.authors, &article.tags}) {
        const auto is_sound = [](const std::string& name) {
            return !name.empty() && is_valid_utf8(name);
        };
        require(std::all_of(list->begin(), list->end(), is_sound), "names are UTF-8, never empty");
    }
    require(!article.title.empty(), "an article has a title");
    require(article.title.find('\n') == std::string::npos, "a title is one line");
    require(!article.body.empty(), "an article has a body");
    require(article.url.empty() || article.url.starts_with("http"), "a URL is one of the web");
    for (const auto& cut : read.cuts) {
        require(is_valid_utf8(cut.text), "a cut is UTF-8");
        require(cut.text.size() <= 200, "a cut is shortened");
    }
}

}  // namespace kiosque::fuzz
