#include "server/pages/page_links.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

struct Order {
    std::string_view value;
    Text text;
};
constexpr std::array<Order, 3> kOrders = {{{"relevance", Text::sort_relevance},
                                           {"-date", Text::sort_newest},
                                           {"date", Text::sort_oldest}}};

Html number_link(const Visit& visit, std::size_t number) {
    const Html content = {hidden(say(visit.language, Text::page_number)),
                          Html::text(format_count(visit.language, number))};
    Attributes more;
    if (number == visit.state.page) more = {{"aria-current", "page"}};
    return element(
        "li", {},
        link(search_address(visit.state.without_find().with_page(number)), content, more));
}

Html step_link(const Visit& visit, Text text, std::size_t number, const std::string& rel) {
    return element("li", {{"class", rel}},
                   link(search_address(visit.state.without_find().with_page(number)),
                        Html::text(say(visit.language, text)), {{"rel", rel}}));
}

}  // namespace

std::size_t page_count(std::size_t total) {
    const std::size_t size = SearchState::kHitsAPage;
    return std::min((total + size - 1) / size, SearchState::kMaxPage);
}

Html page_links(const Visit& visit, std::size_t total) {
    const std::size_t page = visit.state.page;
    const std::size_t last = page_count(total);
    if (last <= 1) return {};
    // The ends, and what is near: 1 … 6 7 8 … 40.
    std::set<std::size_t> shown = {1, last, page};
    if (page > 1) shown.insert(page - 1);
    if (page < last) shown.insert(page + 1);
    Html items;
    if (page > 1) items += step_link(visit, Text::previous_page, page - 1, "prev");
    std::size_t before = 0;
    for (const std::size_t number : shown) {
        if (number == before + 2) items += number_link(visit, number - 1);
        if (number > before + 2) {
            items += element("li", {{"class", "gap"}, {"aria-hidden", "true"}}, Html::text("…"));
        }
        items += number_link(visit, number);
        before = number;
    }
    if (page < last) items += step_link(visit, Text::next_page, page + 1, "next");
    Html html = element(
        "nav", {{"class", "pages"}, {"aria-label", say(visit.language, Text::pages_heading)}},
        element("ul", {}, items));
    if (page == last && total > last * SearchState::kHitsAPage) {
        html += element("p", {{"class", "hint"}},
                        Html::text(say(visit.language, Text::last_reachable_page)));
    }
    return html;
}

Html sort_links(const Visit& visit) {
    const SearchState& state = visit.state;
    const bool has_query = !state.query.empty();
    const std::string by_default = has_query ? "relevance" : "-date";
    const std::string current = state.sort.empty() ? by_default : state.sort;
    Html items;
    for (const auto& [value, text] : kOrders) {
        if (value == "relevance" && !has_query) continue;
        const std::string order(value);
        Attributes more;
        if (order == current) more = {{"aria-current", "true"}};
        items += element("li", {},
                         link(search_address(state.with_sort(order == by_default ? "" : order)),
                              Html::text(say(visit.language, text)), more));
    }
    return element("nav", {{"class", "sort"}, {"aria-labelledby", "sort-heading"}},
                   {element("span", {{"id", "sort-heading"}},
                            Html::text(say(visit.language, Text::sort_heading))),
                    element("ul", {}, items)});
}

}  // namespace kiosque::server
