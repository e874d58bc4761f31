#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/request.hpp"

namespace kiosque::server {

/// What a reader has asked for so far, as the address of a page carries it. Every link of a page is
/// this state with one thing changed.
struct SearchState {
    // Every link of a page repeats these: without limits a short address would make a long page.
    static constexpr std::size_t kMaxFilters = 60;
    static constexpr std::size_t kLongestFind = 200;  ///< bytes
    static constexpr std::size_t kHitsAPage = 10;
    static constexpr std::size_t kMaxPage = 1'001;  ///< behind it the contract's offset ends

    using Filters = std::vector<std::pair<std::string, std::string>>;  ///< facet and value

    std::string query;
    Filters only;
    Filters without;
    std::string date;  ///< empty for all days, like the choices below for their default
    std::string sort;
    std::string match;
    std::string language;
    std::size_t page = 1;
    /// A search among the values of a facet: of one at a time, since each costs a request more.
    std::string find_facet;
    std::string find_text;

    bool has_filters() const { return !only.empty() || !without.empty() || !date.empty(); }

    /// Nothing was asked for: the start page.
    bool is_start() const { return query.empty() && !has_filters() && page == 1; }

    bool has(const std::string& facet, const std::string& value) const;

    // The same state with one thing changed. What changes the hits goes back to page 1, and what
    // chooses a value ends the search among the values of its facet.
    SearchState with_toggled(const std::string& facet, const std::string& value) const;
    /// The same in a hierarchy, where what stands above and below the value gives way to it.
    SearchState with_toggled_path(const std::string& facet, const std::string& path) const;
    SearchState without_exclusion(const std::string& facet, const std::string& value) const;
    SearchState with_date(const std::string& period) const;
    SearchState with_sort(const std::string& order) const;
    SearchState with_match(const std::string& level) const;
    SearchState with_language(const std::string& code) const;
    SearchState with_page(std::size_t number) const;
    SearchState without_filters() const;
    SearchState without_find() const;

    /// As a page's address carries it; defaults are left out.
    api::Parameters page_parameters() const;

    /// As the contract's `/v1/search` takes it, without page and language.
    api::Parameters api_parameters() const;
};

/// A parameter that a page cannot read.
struct WrongParameter {
    std::string name;
    std::string value;
    bool is_repeated = false;
};

struct ReadState {
    SearchState state;  ///< of all parameters that are right
    std::optional<WrongParameter> wrong;
};

/// Reads the state out of an address. Unknown parameters are passed over, since other sites hang
/// theirs on links (utm_source); empty ones are what an untouched form sends.
ReadState read_state(const api::Parameters& parameters);

}  // namespace kiosque::server
