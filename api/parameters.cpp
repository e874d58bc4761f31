#include "api/parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "api/facet_parameters.hpp"
#include "api/parameter_reader.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "search/day_range.hpp"

namespace kiosque::api {
namespace {

using search::FacetKind;
using search::MatchLevel;
using search::Sort;

constexpr std::string_view kOnlyPrefix = "f.";
constexpr std::string_view kWithoutPrefix = "not.";

constexpr Choices<Sort, 3> kSorts = {{{"relevance", Sort::relevance},
                                      {"date", Sort::date_ascending},
                                      {"-date", Sort::date_descending}}};
constexpr Choices<MatchLevel, 3> kMatchLevels = {{{"exact", MatchLevel::exact},
                                                  {"flexion", MatchLevel::flexion},
                                                  {"famille", MatchLevel::famille}}};
constexpr Choices<bool, 2> kSwitches = {{{"0", false}, {"1", true}}};

std::string read_query(ParameterReader& reader) {
    constexpr std::size_t most = search::SearchRequest::kMaxQueryCharacters;
    std::string query = reader.once("q").value_or("");
    const std::size_t characters = count_code_points(query);
    if (characters > most) {
        throw Error(ErrorCode::invalid_parameter, "q",
                    "'q' must have at most " + std::to_string(most) + " characters, but has " +
                        std::to_string(characters));
    }
    return query;
}

MatchLevel read_match(ParameterReader& reader) {
    const auto value = reader.once("match");
    return value ? choose("match", *value, kMatchLevels) : MatchLevel::famille;
}

search::Selection read_selection(ParameterReader& reader, const Facets& facets) {
    search::Selection selection;
    selection.query = read_query(reader);
    selection.match = read_match(reader);
    selection.only = read_filters(reader, kOnlyPrefix, facets);
    selection.without = read_filters(reader, kWithoutPrefix, facets);
    if (const auto days = reader.once("date")) {
        selection.days = search::parse_day_range(*days);
        if (!selection.days) {
            refuse(
                "date",
                "a year, month, week or day (2013, 2013-07, 2013-W27, 2013-07-01), a range of them "
                "(2013-07-01..2015), the same in words (mars 2024), aujourd'hui, hier or a span "
                "back from today (-7j, -2s, "
                "-6m, -1a)",
                *days);
        }
    }
    return selection;
}

search::SnippetOptions read_snippet_options(ParameterReader& reader) {
    search::SnippetOptions options;
    if (const auto value = reader.once("fragments")) {
        options.fragments =
            whole_number("fragments", *value, 1, search::SnippetOptions::kMaxFragments);
    }
    return options;
}

/// "30j", "2s", "6m", "1a": in days.
std::optional<unsigned> read_half_life(ParameterReader& reader) {
    constexpr std::array<std::pair<char, unsigned>, 4> kUnits = {
        {{'j', 1}, {'s', 7}, {'m', 30}, {'a', 365}}};
    const auto value = reader.once("recence");
    if (!value || value->empty()) return {};
    unsigned number = 0;
    const char* last = value->data() + value->size() - 1;
    const auto [end, error] = std::from_chars(value->data(), last, number);
    const auto* const unit = std::find_if(kUnits.begin(), kUnits.end(),
                                          [&](const auto& row) { return row.first == *last; });
    constexpr unsigned most = search::SearchRequest::kMaxHalfLife;
    if (error != std::errc{} || end != last || unit == kUnits.end() || number == 0 ||
        number > most / unit->second) {
        refuse("recence",
               "the time in which an article's freshness halves, up to 100 years (30j, 2s, 6m, 1a)",
               *value);
    }
    return number * unit->second;
}

std::vector<std::string> read_fields(ParameterReader& reader) {
    const auto text = reader.once("fields");
    if (!text) return hit_fields();
    const auto wanted = split(*text, ',');
    for (const auto& field : wanted) {
        const auto& all = hit_fields();
        if (std::find(all.begin(), all.end(), field) == all.end()) {
            refuse("fields", "a list from " + joined(all), field);
        }
    }
    std::vector<std::string> fields;
    for (const auto& field : hit_fields()) {
        if (std::find(wanted.begin(), wanted.end(), field) != wanted.end()) fields.push_back(field);
    }
    return fields;
}

std::string require(ParameterReader& reader, const std::string& name, const std::string& what) {
    const auto value = reader.once(name);
    if (!value || value->empty()) {
        throw Error(ErrorCode::invalid_parameter, name,
                    "'" + name + "' must be " + what + ", but is missing");
    }
    return *value;
}

}  // namespace

const std::vector<std::string>& hit_fields() {
    static const std::vector<std::string> fields = {"id",           "title",  "url",   "date",
                                                    "source",       "author", "score", "title_html",
                                                    "snippet_html", "facets"};
    return fields;
}

SearchParameters parse_search(const Parameters& parameters, const Facets& facets) {
    ParameterReader reader(parameters);
    SearchParameters parsed;
    search::SearchRequest& request = parsed.request;
    request.selection = read_selection(reader, facets);
    if (const auto value = reader.once("limit")) {
        request.limit = whole_number("limit", *value, 0, search::SearchRequest::kMaxLimit);
    }
    if (const auto value = reader.once("offset")) {
        request.offset = whole_number("offset", *value, 0, search::SearchRequest::kMaxOffset);
    }
    if (const auto value = reader.once("sort")) request.sort = choose("sort", *value, kSorts);
    request.facets = read_facets(reader, facets);
    request.snippet = read_snippet_options(reader);
    request.recency_half_life = read_half_life(reader);
    if (const auto value = reader.once("explain")) {
        request.explain = choose("explain", *value, kSwitches);
    }
    parsed.fields = read_fields(reader);
    request.with_html = std::any_of(
        parsed.fields.begin(), parsed.fields.end(),
        [](const auto& name) { return name == "title_html" || name == "snippet_html"; });
    reader.expect_nothing_else();
    return parsed;
}

FacetsParameters parse_facets(const Parameters& parameters, const Facets& facets) {
    ParameterReader reader(parameters);
    FacetsParameters parsed{read_selection(reader, facets), read_facets(reader, facets)};
    if (parsed.facets.empty()) parsed.facets = every_facet(facets);
    reader.expect_nothing_else();
    return parsed;
}

ValuesParameters parse_values(const std::string& facet, const Parameters& parameters,
                              const Facets& facets) {
    if (!is_valid_utf8(facet)) refuse("name", "UTF-8", "");
    const auto definition =
        search::require_facet(facets, facet, "name", search::DateFacet::refused);
    ParameterReader reader(parameters);
    ValuesParameters parsed;
    parsed.selection = read_selection(reader, facets);
    search::ValueSearch& search = parsed.search;
    search.facet = facet;
    search.prefix = reader.once("prefix").value_or("");
    search.under = reader.once("under");
    if (search.under && definition.kind != FacetKind::hierarchy) {
        throw Error(ErrorCode::invalid_parameter, "under",
                    "'under' is for facets of type hierarchy, but '" + facet + "' is of type " +
                        std::string(search::name_of(definition.kind)));
    }
    if (search.under) search.under = search::filter_value(definition.kind, *search.under);
    if (const auto value = reader.once("limit")) {
        search.limit = whole_number("limit", *value, 1, search::FacetRequest::kMaxLimit);
    }
    if (const auto value = reader.once("offset")) {
        search.offset = whole_number("offset", *value, 0, search::ValueSearch::kMaxOffset);
    }
    if (const auto value = reader.once("order")) {
        search.order = choose("order", *value, kFacetOrders);
    }
    reader.expect_nothing_else();
    return parsed;
}

SnippetParameters parse_snippet(const Parameters& parameters) {
    ParameterReader reader(parameters);
    SnippetParameters parsed;
    parsed.id = require(reader, "id", "the id of an article");
    parsed.query = read_query(reader);
    parsed.match = read_match(reader);
    parsed.options = read_snippet_options(reader);
    if (const auto value = reader.once("length")) {
        parsed.options.length = whole_number("length", *value, search::SnippetOptions::kMinLength,
                                             search::SnippetOptions::kMaxLength);
    }
    reader.expect_nothing_else();
    return parsed;
}

std::string parse_analyze(const Parameters& parameters) {
    ParameterReader reader(parameters);
    std::string text = require(reader, "text", "the text to cut into words");
    if (text.size() > kMaxAnalyzedBytes) {
        throw Error(ErrorCode::invalid_parameter, "text",
                    "'text' must have at most " + std::to_string(kMaxAnalyzedBytes) +
                        " bytes, but has " + std::to_string(text.size()));
    }
    reader.expect_nothing_else();
    return text;
}

void expect_no_parameters(const Parameters& parameters) {
    ParameterReader(parameters).expect_nothing_else();
}

}  // namespace kiosque::api
