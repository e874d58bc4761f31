#include <fuzzer/FuzzedDataProvider.h>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "search/day_range.hpp"
#include "search/snippets.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

/// `html` without the marks around what matched. Whatever else looks like a tag was escaped.
std::string without_marks(std::string html) {
    for (const std::string_view mark : {"<mark>", "</mark>"}) {
        for (std::size_t at = 0; (at = html.find(mark, at)) != std::string::npos;) {
            html.erase(at, mark.size());
        }
    }
    return html;
}

void check_fragments(std::string_view body, const std::vector<search::Fragment>& fragments,
                     const search::SnippetOptions& options) {
    require(fragments.size() <= options.fragments, "no more fragments than wanted");
    std::size_t shown = 0;
    for (const auto& fragment : fragments) {
        require(fragment.piece.begin <= fragment.piece.end && fragment.piece.end <= body.size(),
                "a fragment lies in the body");
        require(fragment.piece.begin >= shown, "fragments follow each other");
        shown = fragment.piece.end;
        const auto piece =
            body.substr(fragment.piece.begin, fragment.piece.end - fragment.piece.begin);
        require(without_marks(fragment.html) == search::escape_html(piece),
                "without its marks a fragment is the escaped original");
        if (is_valid_utf8(body)) require(is_valid_utf8(piece), "no character is cut");
        for (const auto& highlight : fragment.highlights) {
            require(fragment.piece.begin <= highlight.begin && highlight.begin < highlight.end &&
                        highlight.end <= fragment.piece.end,
                    "a highlight lies in its fragment");
        }
    }
}

}  // namespace

/// Marked pieces of any body for any query are the escaped original and nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer analyzer(lexicon);

    FuzzedDataProvider input(data, size);
    const auto level = static_cast<search::MatchLevel>(input.ConsumeIntegralInRange(0, 2));
    search::SnippetOptions options;
    options.fragments =
        input.ConsumeIntegralInRange<std::size_t>(1, search::SnippetOptions::kMaxFragments);
    options.length = input.ConsumeIntegralInRange<std::size_t>(search::SnippetOptions::kMinLength,
                                                               search::SnippetOptions::kMaxLength);
    const std::string typed = input.ConsumeRandomLengthString(100);
    const std::string body = input.ConsumeRemainingBytesAsString();

    static index::Databases none;
    static const search::Vocabulary vocabulary(none);
    static const search::Synonyms no_synonyms;
    const auto query = search::understand_query(
        typed, level, {analyzer, vocabulary, no_synonyms, search::today_in_paris()});
    const auto matches =
        search::Highlighter(query, analyzer).find_matches(body, search::ArticlePart::body);
    require(without_marks(search::mark_html(body, 0, body.size(), matches)) ==
                search::escape_html(body),
            "without its marks a text is the escaped original");
    const auto fragments = search::make_fragments(body, matches, options);
    check_fragments(body, fragments, options);
    if (is_valid_utf8(body)) {
        require(is_valid_utf8(search::join_fragments(body, fragments)), "a snippet is UTF-8");
    }
    return 0;
}
