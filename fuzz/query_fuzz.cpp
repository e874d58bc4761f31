#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "search/day_range.hpp"
#include "search/query_echo.hpp"
#include "search/query_lexer.hpp"
#include "search/understood_query.hpp"

using namespace kiosque;
using fuzz::require;
using search::UnderstoodQuery;

namespace {

/// The number of words of a clause; its parts are no deeper than brackets may be.
std::size_t check(const search::Clause& clause, std::size_t depth) {
    require(depth <= 4 * search::kMaxBracketDepth, "a query is no deeper than its brackets");
    require(clause.words.size() <= UnderstoodQuery::kMaxPhraseWords, "a phrase is bounded");
    std::size_t words = clause.words.size();
    for (const auto& part : clause.parts) words += check(part, depth + 1);
    return words;
}

}  // namespace

/// A query box never fails, and what it understands stays within its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer analyzer(lexicon);

    const std::string_view text = fuzz::as_text(data, size);
    const Day today = search::today_in_paris();
    static index::Databases none;
    static const search::Vocabulary vocabulary(none);
    static const search::Synonyms no_synonyms;
    const auto level = static_cast<search::MatchLevel>(size % 3);
    const UnderstoodQuery query =
        search::understand_query(text, level, {analyzer, vocabulary, no_synonyms, today});
    std::size_t words = 0;
    for (const auto& clause : query.clauses) words += check(clause, 1);
    require(words <= UnderstoodQuery::kMaxWords, "a query is bounded");
    if (is_valid_utf8(text)) {
        const std::vector<bool> is_absent(query.clauses.size(), size % 2 == 0);
        for (const auto wanted : {search::Wanted::all, search::Wanted::present,
                                  search::Wanted::most, search::Wanted::any}) {
            require(is_valid_utf8(search::echo_query(query, wanted, is_absent)),
                    "the echo is UTF-8");
        }
    }
    return 0;
}
