#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "search/highlighter.hpp"
#include "search/request.hpp"
#include "search/result.hpp"

namespace kiosque::search {

/// The pieces of `body` that show best why the article was found, in the order of the text; the
/// beginning of the text where nothing matches.
///
/// A piece takes whole sentences where the length allows it, and never cuts a word. It stays
/// within a paragraph, unless a phrase that was found runs over its end. `matches` are those of
/// `body`; `answered` are the clauses that are shown already, in the title, so that a piece which
/// shows others is worth more.
std::vector<Fragment> make_fragments(std::string_view body, const std::vector<Match>& matches,
                                     const SnippetOptions& options,
                                     std::set<std::size_t> answered = {});

/// Where the matches stand in their text, in bytes and in code points.
std::vector<TextRange> ranges_of(std::string_view text, const std::vector<Match>& matches);

/// The fragments as one text, "…" where something was left out.
std::string join_fragments(std::string_view body, const std::vector<Fragment>& fragments);

}  // namespace kiosque::search
