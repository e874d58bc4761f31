#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "server/pages/html.hpp"
#include "server/pages/language.hpp"
#include "server/pages/search_state.hpp"

namespace kiosque::server {

/// Who reads, and what was asked for: the same for all parts of a page.
struct Visit {
    std::string site_name;
    Language language = Language::french;
    std::string path;  ///< of the page, percent-encoded, without parameters
    SearchState state;
};

/// A page before its frame is put around it.
struct Document {
    int status = 200;
    std::string title;  ///< before " – Kiosque"
    std::string description;
    std::string canonical;    ///< the address to remember; empty when the page is not worth one
    std::string api_address;  ///< the same in the contract; empty when there is none
    bool is_partial = false;  ///< another time it may show more
    std::optional<std::size_t> total;  ///< articles that a search found
    bool is_for_robots = false;        ///< results and errors are not
    Html above_search;  ///< the start page's heading: the search box then stands below it, focused
    Html main;
};

/// The whole HTML document: head, masthead with the search box, `main`, footer.
std::string render(const Visit& visit, const Document& document);

/// <a href>
Html link(const std::string& href, const Html& content, Attributes more = {});

/// Text that only screen readers tell.
Html hidden(const std::string& text);

/// The start page or a page of results.
std::string search_address(const SearchState& state);

}  // namespace kiosque::server
