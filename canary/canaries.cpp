#include "canary/canaries.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <string_view>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "search/evaluation.hpp"
#include "search/searcher.hpp"

namespace kiosque::canary {
namespace {

constexpr std::size_t kFirst = 10;
constexpr std::size_t kLongestQuery = 1000;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

/// Reads ">= 10" and its like; false for what is no such thing.
bool read_bound(std::string_view text, Canary& canary) {
    const bool is_least = text.starts_with(">=");
    const bool is_most = text.starts_with("<=");
    if (!is_least && !is_most && !text.starts_with("=")) return false;
    const std::string_view digits = trimmed(text.substr(is_least || is_most ? 2 : 1));
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    if (!is_most) canary.at_least = number;
    if (!is_least) canary.at_most = number;
    return true;
}

Canary canary_from(std::string_view line, std::size_t number, const std::string& where) {
    const std::size_t tab = line.find('\t');
    Canary canary;
    canary.line = number;
    canary.query = trimmed(line.substr(0, tab));
    const std::string_view expected =
        tab == std::string_view::npos ? std::string_view() : trimmed(line.substr(tab + 1));
    const bool is_bound = !expected.empty() && (expected.front() == '>' ||
                                                expected.front() == '<' || expected.front() == '=');
    const bool is_whole = is_bound ? read_bound(expected, canary) : !expected.empty();
    if (canary.query.empty() || canary.query.size() > kLongestQuery || !is_whole ||
        !is_valid_utf8(line)) {
        throw Error(ErrorCode::invalid_parameter,
                    where + ":" + std::to_string(number) +
                        ": expected a query, a tab, and '>= 10', '<= 10', '= 10' or the id of an "
                        "article that must be among the first ten");
    }
    if (!is_bound) canary.id = expected;
    return canary;
}

/// What is wrong with the answer; empty for nothing.
std::string fault_of(const Canary& canary, const search::Searcher& searcher) {
    search::SearchRequest request;
    request.selection.query = canary.query;
    request.limit = canary.id.empty() ? 0 : kFirst;
    request.with_html = false;
    const search::SearchResult result = searcher.search(request);
    const auto found = [&] { return "finds " + std::to_string(result.total) + " articles"; };
    const bool is_exact = canary.at_least && canary.at_least == canary.at_most;
    if (is_exact && result.total != *canary.at_least) {
        return found() + ", expected " + std::to_string(*canary.at_least);
    }
    if (canary.at_least && result.total < *canary.at_least) {
        return found() + ", expected at least " + std::to_string(*canary.at_least);
    }
    if (canary.at_most && result.total > *canary.at_most) {
        return found() + ", expected at most " + std::to_string(*canary.at_most);
    }
    const bool is_there = canary.id.empty() ||
                          std::any_of(result.hits.begin(), result.hits.end(),
                                      [&](const auto& hit) { return hit.article.id == canary.id; });
    return is_there ? "" : "does not have '" + canary.id + "' among the first ten";
}

}  // namespace

std::vector<Canary> read_canaries(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) {
        throw Error(ErrorCode::io_failed, "cannot read the canary queries in " + file.string());
    }
    std::vector<Canary> canaries;
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        const std::string_view text = trimmed(line);
        if (!text.empty() && text.front() != '#') {
            canaries.push_back(canary_from(line, number, file.string()));
        }
    }
    return canaries;
}

void ask_canaries(const std::vector<Canary>& canaries, const std::filesystem::path& file,
                  const index::OpenIndex& index, const text::Lexicon& lexicon) {
    search::SearchTools tools{search::AnalyzerPool([&] {
                                  return std::make_unique<text::FrenchAnalyzer>(
                                      lexicon, text::FrenchAnalyzer::kWordsOfQueries);
                              }),
                              {}};
    {
        const auto analyzer = tools.analyzers.borrow();
        tools.synonyms = search::Synonyms::built_in(*analyzer);
    }
    const auto not_ours = [](const index::OpenIndex*) {};
    const search::Searcher searcher(std::shared_ptr<const index::OpenIndex>(&index, not_ours),
                                    tools);
    std::string faults;
    for (const auto& canary : canaries) {
        const std::string fault = fault_of(canary, searcher);
        if (fault.empty()) continue;
        faults += "\n  " + file.string() + ":" + std::to_string(canary.line) + ": '" +
                  canary.query + "' " + fault;
    }
    if (faults.empty()) return;
    throw Error(ErrorCode::check_failed,
                "not published: the new index does not answer the canary queries as expected; mend "
                "the articles or the file of queries" +
                    faults);
}

}  // namespace kiosque::canary
