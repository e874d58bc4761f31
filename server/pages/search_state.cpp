#include "server/pages/search_state.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "server/pages/language.hpp"

namespace kiosque::server {
namespace {

constexpr std::string_view kOnlyPrefix = "f.";
constexpr std::string_view kWithoutPrefix = "not.";
constexpr std::string_view kFindPrefix = "find.";
constexpr std::string_view kHierarchyStep = " > ";
constexpr std::array<std::string_view, 6> kSingle = {"q", "date", "sort", "match", "lang", "page"};

void add_once(SearchState::Filters& filters, const std::string& name, const std::string& value) {
    const std::pair<std::string, std::string> filter(name, value);
    if (std::find(filters.begin(), filters.end(), filter) == filters.end()) {
        filters.push_back(filter);
    }
}

void remove(SearchState::Filters& filters, const std::string& name, const std::string& value) {
    std::erase(filters, std::pair(name, value));
}

std::optional<std::size_t> read_page(const std::string& text) {
    std::size_t page = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    if (page < 1 || page > SearchState::kMaxPage) return {};
    return page;
}

/// Puts one parameter where it belongs; false when its value cannot be read here. Dates, orders and
/// facet names are the contract's to check.
bool take(SearchState& state, const std::string& name, const std::string& value) {
    if (name == "page") {
        const auto page = read_page(value);
        state.page = page.value_or(1);
        return page.has_value();
    }
    if (name == "lang") {
        const bool is_known = language_of(value).has_value();
        if (is_known) state.language = value;
        return is_known;
    }
    if (name == "q") state.query = value;
    if (name == "date") state.date = value;
    if (name == "sort") state.sort = value;
    if (name == "match") state.match = value;
    return true;
}

/// True when one of two paths of a hierarchy leads to the other: "Économie", "Économie > Énergie".
bool is_on_one_branch(const std::string& a, const std::string& b) {
    const auto& [above, below] = std::minmax(
        a, b, [](const auto& left, const auto& right) { return left.size() < right.size(); });
    return below.starts_with(above + std::string(kHierarchyStep));
}

}  // namespace

bool SearchState::has(const std::string& facet, const std::string& value) const {
    return std::find(only.begin(), only.end(), std::pair(facet, value)) != only.end();
}

SearchState SearchState::with_toggled(const std::string& facet, const std::string& value) const {
    SearchState next = with_page(1);
    if (has(facet, value)) {
        remove(next.only, facet, value);
    } else {
        next.only.emplace_back(facet, value);
    }
    return find_facet == facet ? next.without_find() : next;
}

SearchState SearchState::with_toggled_path(const std::string& facet,
                                           const std::string& path) const {
    SearchState next = with_toggled(facet, path);
    // The articles of a value are among those of the value above it: together they would find what
    // the one above finds alone.
    std::erase_if(next.only, [&](const auto& filter) {
        return filter.first == facet && is_on_one_branch(filter.second, path);
    });
    return next;
}

SearchState SearchState::without_exclusion(const std::string& facet,
                                           const std::string& value) const {
    SearchState next = with_page(1);
    remove(next.without, facet, value);
    return next;
}

SearchState SearchState::with_date(const std::string& period) const {
    SearchState next = with_page(1);
    next.date = period;
    return next;
}

SearchState SearchState::with_sort(const std::string& order) const {
    SearchState next = with_page(1);
    next.sort = order;
    return next;
}

SearchState SearchState::with_match(const std::string& level) const {
    SearchState next = with_page(1);
    next.match = level;
    return next;
}

SearchState SearchState::with_language(const std::string& code) const {
    SearchState next = *this;
    next.language = code;
    return next;
}

SearchState SearchState::with_page(std::size_t number) const {
    SearchState next = *this;
    next.page = number;
    return next;
}

SearchState SearchState::without_filters() const {
    SearchState next = with_page(1);
    next.only.clear();
    next.without.clear();
    next.date.clear();
    return next;
}

SearchState SearchState::without_find() const {
    SearchState next = *this;
    next.find_facet.clear();
    next.find_text.clear();
    return next;
}

api::Parameters SearchState::api_parameters() const {
    api::Parameters parameters;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) parameters.emplace_back(name, value);
    };
    add("q", query);
    for (const auto& [name, value] : only) add(std::string(kOnlyPrefix) + name, value);
    for (const auto& [name, value] : without) add(std::string(kWithoutPrefix) + name, value);
    add("date", date);
    add("sort", sort);
    add("match", match);
    return parameters;
}

api::Parameters SearchState::page_parameters() const {
    api::Parameters parameters = api_parameters();
    if (!find_text.empty()) {
        parameters.emplace_back(std::string(kFindPrefix) + find_facet, find_text);
    }
    if (page > 1) parameters.emplace_back("page", std::to_string(page));
    if (!language.empty()) parameters.emplace_back("lang", language);
    return parameters;
}

ReadState read_state(const api::Parameters& parameters) {
    ReadState read;
    std::vector<std::string> seen;
    for (const auto& [name, value] : parameters) {
        const bool is_only = name.starts_with(kOnlyPrefix);
        const bool is_without = name.starts_with(kWithoutPrefix);
        const bool is_find = name.starts_with(kFindPrefix);
        const bool is_single = std::find(kSingle.begin(), kSingle.end(), name) != kSingle.end();
        if (value.empty() || !(is_only || is_without || is_find || is_single)) continue;
        const bool is_repeated =
            is_find ? !read.state.find_text.empty()
                    : is_single && std::find(seen.begin(), seen.end(), name) != seen.end();
        const bool is_too_much =
            (is_find && value.size() > SearchState::kLongestFind) ||
            read.state.only.size() + read.state.without.size() >= SearchState::kMaxFilters;
        if (is_repeated || is_too_much || !is_valid_utf8(name) || !is_valid_utf8(value)) {
            read.wrong = {name, value, is_repeated};
        } else if (is_only) {
            add_once(read.state.only, name.substr(kOnlyPrefix.size()), value);
        } else if (is_without) {
            add_once(read.state.without, name.substr(kWithoutPrefix.size()), value);
        } else if (is_find) {
            read.state.find_facet = name.substr(kFindPrefix.size());
            read.state.find_text = value;
        } else if (!take(read.state, name, value)) {
            read.wrong = {name, value, false};
        }
        seen.push_back(name);
    }
    return read;
}

}  // namespace kiosque::server
