#include "api/parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "search/day_range.hpp"
#include "search/facet_names.hpp"

namespace kiosque::api {
namespace {

using search::DateStep;
using search::MatchLevel;
using search::Sort;

constexpr std::string_view kOnlyPrefix = "f.";
constexpr std::string_view kWithoutPrefix = "not.";
constexpr std::size_t kMaxShownValue = 100;  ///< bytes of a wrong value that a message repeats

[[noreturn]] void refuse(const std::string& name, const std::string& expected,
                         std::string_view value) {
    std::string shown(cut_utf8(value, kMaxShownValue));
    if (shown.size() < value.size()) shown += "…";
    throw Error(ErrorCode::invalid_parameter, name,
                "'" + name + "' must be " + expected + ", but is '" + shown + "'");
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// Words that a parameter takes, beside what they mean.
template <typename Meaning, std::size_t N>
using Choices = std::array<std::pair<std::string_view, Meaning>, N>;

constexpr Choices<Sort, 3> kSorts = {{{"relevance", Sort::relevance},
                                      {"date", Sort::date_ascending},
                                      {"-date", Sort::date_descending}}};
constexpr Choices<MatchLevel, 3> kMatchLevels = {{{"exact", MatchLevel::exact},
                                                  {"flexion", MatchLevel::flexion},
                                                  {"famille", MatchLevel::famille}}};
constexpr Choices<bool, 2> kSwitches = {{{"0", false}, {"1", true}}};
constexpr Choices<DateStep, 4> kDateSteps = {{{"year", DateStep::year},
                                              {"month", DateStep::month},
                                              {"week", DateStep::week},
                                              {"day", DateStep::day}}};

template <typename Meaning, std::size_t N>
Meaning choose(const std::string& name, const std::string& value,
               const Choices<Meaning, N>& choices) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : choices) {
        if (word == value) return meaning;
        words.emplace_back(word);
    }
    refuse(name, "one of " + joined(words), value);
}

std::size_t whole_number(const std::string& name, std::string_view value, std::size_t lowest,
                         std::size_t highest) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool is_whole = error == std::errc{} && end == value.data() + value.size();
    if (!is_whole || number < lowest || number > highest) {
        refuse(name,
               "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest),
               value);
    }
    return number;
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string hexadecimal(unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

void check_utf8(const std::string& name, std::string_view value) {
    if (is_valid_utf8(value)) return;
    std::size_t at = 0;
    while (is_valid_utf8(value.substr(at, decode_utf8(value, at).bytes))) {
        at += decode_utf8(value, at).bytes;
    }
    throw Error(ErrorCode::invalid_parameter, name,
                "'" + name + "' must be UTF-8, but has the byte " +
                    hexadecimal(static_cast<unsigned char>(value[at])) + " at position " +
                    std::to_string(at));
}

/// Takes parameters one after the other; what nobody took is unknown and refused.
class Reader {
public:
    explicit Reader(const Parameters& parameters) : parameters_(parameters) {
        for (const auto& [name, value] : parameters) {
            if (!is_valid_utf8(name)) {
                throw Error(ErrorCode::invalid_parameter,
                            "the name of a parameter must be UTF-8, but one is not");
            }
            check_utf8(name, value);
        }
    }

    /// The value of a parameter that may be given once.
    std::optional<std::string> once(const std::string& name) {
        known_.push_back(name);
        std::optional<std::string> found;
        for (const auto& [given, value] : parameters_) {
            if (given != name) continue;
            if (found) {
                throw Error(
                    ErrorCode::invalid_parameter, name,
                    "'" + name + "' may be given once, but is given again as '" + value + "'");
            }
            found = value;
        }
        return found;
    }

    /// The filters behind a prefix, a row a facet.
    std::vector<search::FacetFilter> filters(std::string_view prefix) {
        known_prefixes_.emplace_back(prefix);
        std::vector<search::FacetFilter> filters;
        for (const auto& [given, value] : parameters_) {
            if (!given.starts_with(prefix)) continue;
            const std::string name = given.substr(prefix.size());
            search::check_facet_name(name, given, search::DateFacet::refused);
            auto row = std::find_if(filters.begin(), filters.end(),
                                    [&](const auto& filter) { return filter.name == name; });
            if (row == filters.end()) row = filters.insert(row, {name, {}});
            row->values.push_back(value);
        }
        return filters;
    }

    void expect_nothing_else() const {
        for (const auto& row : parameters_) {
            const std::string& given = row.first;
            const auto has_prefix = [&](const auto& prefix) { return given.starts_with(prefix); };
            if (std::find(known_.begin(), known_.end(), given) != known_.end() ||
                std::any_of(known_prefixes_.begin(), known_prefixes_.end(), has_prefix)) {
                continue;
            }
            std::vector<std::string> names = known_;
            for (const auto& prefix : known_prefixes_) names.push_back(prefix + "NAME");
            throw Error(ErrorCode::invalid_parameter, given,
                        "'" + std::string(cut_utf8(given, kMaxShownValue)) +
                            "' is no parameter of this address, which takes " +
                            (names.empty() ? "none" : joined(names)));
        }
    }

private:
    const Parameters& parameters_;
    std::vector<std::string> known_;
    std::vector<std::string> known_prefixes_;
};

std::string read_query(Reader& reader) {
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

MatchLevel read_match(Reader& reader) {
    const auto value = reader.once("match");
    return value ? choose("match", *value, kMatchLevels) : MatchLevel::famille;
}

search::Selection read_selection(Reader& reader) {
    search::Selection selection;
    selection.query = read_query(reader);
    selection.match = read_match(reader);
    selection.only = reader.filters(kOnlyPrefix);
    selection.without = reader.filters(kWithoutPrefix);
    if (const auto days = reader.once("date")) {
        selection.days = search::parse_day_range(*days);
        if (!selection.days) {
            refuse("date",
                   "a year, month or day (2013, 2013-07, 2013-07-01), a range of them "
                   "(2013-07-01..2015), the same in words (mars 2024), aujourd'hui, hier or a span "
                   "back from today (-7j, -2s, "
                   "-6m, -1a)",
                   *days);
        }
    }
    return selection;
}

search::FacetRequest read_facet(const std::string& text) {
    search::FacetRequest facet;
    const std::size_t colon = text.find(':');
    facet.name = text.substr(0, colon);
    search::check_facet_name(facet.name, "facets", search::DateFacet::allowed);
    if (colon == std::string::npos) return facet;
    const std::string option = text.substr(colon + 1);
    if (facet.name == search::kDateFacetName) {
        facet.step = choose("facets", option, kDateSteps);
    } else {
        facet.limit = whole_number("facets", option, 1, kMaxFacetValues);
    }
    return facet;
}

std::vector<search::FacetRequest> read_facets(Reader& reader) {
    std::vector<search::FacetRequest> facets;
    const auto text = reader.once("facets");
    if (!text || text->empty()) return facets;
    for (const auto& part : split_list(*text)) {
        auto facet = read_facet(part);
        const auto is_same = [&](const auto& other) { return other.name == facet.name; };
        if (std::any_of(facets.begin(), facets.end(), is_same)) {
            refuse("facets", "a list that names each facet once", *text);
        }
        facets.push_back(std::move(facet));
    }
    if (facets.size() > kMaxFacets) {
        refuse("facets", "a list of at most " + std::to_string(kMaxFacets) + " facets", *text);
    }
    return facets;
}

search::SnippetOptions read_snippet_options(Reader& reader) {
    search::SnippetOptions options;
    if (const auto value = reader.once("fragments")) {
        options.fragments =
            whole_number("fragments", *value, 1, search::SnippetOptions::kMaxFragments);
    }
    return options;
}

/// "30j", "2s", "6m", "1a": in days.
std::optional<unsigned> read_half_life(Reader& reader) {
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

std::vector<std::string> read_fields(Reader& reader) {
    const auto text = reader.once("fields");
    if (!text) return hit_fields();
    const auto wanted = split_list(*text);
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

std::string require(Reader& reader, const std::string& name, const std::string& what) {
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

SearchParameters parse_search(const Parameters& parameters) {
    Reader reader(parameters);
    SearchParameters parsed;
    search::SearchRequest& request = parsed.request;
    request.selection = read_selection(reader);
    if (const auto value = reader.once("limit")) {
        request.limit = whole_number("limit", *value, 0, search::SearchRequest::kMaxLimit);
    }
    if (const auto value = reader.once("offset")) {
        request.offset = whole_number("offset", *value, 0, search::SearchRequest::kMaxOffset);
    }
    if (const auto value = reader.once("sort")) request.sort = choose("sort", *value, kSorts);
    request.facets = read_facets(reader);
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

FacetsParameters parse_facets(const Parameters& parameters) {
    Reader reader(parameters);
    FacetsParameters parsed{read_selection(reader), read_facets(reader)};
    if (parsed.facets.empty()) {
        for (const auto& name : search::facet_names()) parsed.facets.push_back({name, 10, {}});
    }
    reader.expect_nothing_else();
    return parsed;
}

SnippetParameters parse_snippet(const Parameters& parameters) {
    Reader reader(parameters);
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
    Reader reader(parameters);
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
    Reader(parameters).expect_nothing_else();
}

}  // namespace kiosque::api
