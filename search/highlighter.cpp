#include "search/highlighter.hpp"

#include <algorithm>

namespace kiosque::search {
namespace {

/// True when the words of `clause` stand at `tokens[at]` and behind it, one after the other.
bool stands_at(const Clause& clause, const std::vector<text::Token>& tokens, std::size_t at) {
    if (at + clause.words.size() > tokens.size()) return false;
    for (std::size_t i = 0; i < clause.words.size(); ++i) {
        const QueryWord& word = clause.words[i];
        const text::WordTerms& terms = *tokens[at + i].terms;
        const auto is_lemma = [&](const std::string& lemma) {
            return std::find(word.phrase_lemmas.begin(), word.phrase_lemmas.end(), lemma) !=
                   word.phrase_lemmas.end();
        };
        const bool fits = clause.is_phrase
                              ? std::any_of(terms.lemmas.begin(), terms.lemmas.end(), is_lemma)
                              : word.matches(terms);
        if (!fits) return false;
    }
    return true;
}

}  // namespace

std::vector<Match> find_matches(std::string_view text, const UnderstoodQuery& query,
                                text::FrenchAnalyzer& analyzer) {
    std::vector<Match> matches;
    const auto tokens = analyzer.analyze(text);
    for (std::size_t at = 0; at < tokens.size();) {
        std::size_t words = 0;
        std::size_t clause = 0;
        for (std::size_t c = 0; c < query.clauses.size(); ++c) {
            const Clause& candidate = query.clauses[c];
            // The longest wins: a phrase over one of its words.
            if (candidate.is_excluded || candidate.words.size() <= words) continue;
            if (stands_at(candidate, tokens, at)) {
                words = candidate.words.size();
                clause = c;
            }
        }
        if (words > 0) matches.push_back({tokens[at].begin, tokens[at + words - 1].end, clause});
        at += std::max<std::size_t>(words, 1);
    }
    return matches;
}

std::string escape_html(std::string_view text) {
    std::string html;
    html.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string mark_html(std::string_view text, std::size_t begin, std::size_t end,
                      const std::vector<Match>& matches) {
    std::string html;
    std::size_t at = begin;
    for (const auto& match : matches) {
        if (match.begin < at || match.end > end) continue;
        html += escape_html(text.substr(at, match.begin - at));
        html += "<mark>";
        html += escape_html(text.substr(match.begin, match.end - match.begin));
        html += "</mark>";
        at = match.end;
    }
    return html += escape_html(text.substr(at, end - at));
}

}  // namespace kiosque::search
