#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "search/query_language.hpp"
#include "search/understood_query.hpp"

using namespace kiosque;
using fuzz::require;
using search::UnderstoodQuery;

/// A query box never fails, and what it understands stays within its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer analyzer(lexicon);

    const std::string_view text = fuzz::as_text(data, size);
    std::size_t bytes = 0;
    for (const auto& part : search::parse_query(text)) bytes += part.text.size();
    require(bytes <= text.size(), "a query gives no more than was typed");

    const auto no_accents = [](const std::string&) { return std::vector<std::string>(); };
    const auto level = static_cast<search::MatchLevel>(size % 3);
    const UnderstoodQuery query = search::understand_query(text, level, analyzer, no_accents);
    std::size_t words = 0;
    for (const auto& clause : query.clauses) {
        require(!clause.words.empty(), "a clause has words");
        require(clause.words.size() <= UnderstoodQuery::kMaxPhraseWords, "a phrase is bounded");
        words += clause.words.size();
    }
    require(words <= UnderstoodQuery::kMaxWords, "a query is bounded");
    if (is_valid_utf8(text)) {
        require(is_valid_utf8(query.echo(false)), "the echo is UTF-8");
        require(is_valid_utf8(query.echo(true)), "the relaxed echo is UTF-8");
    }
    return 0;
}
