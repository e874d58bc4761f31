#include "search/understood_query.hpp"

#include <algorithm>

#include "search/query_language.hpp"

namespace kiosque::search {
namespace {

void add_unique(std::vector<std::string>& words, const std::string& word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Turns the parts of a query into clauses.
class Understanding {
public:
    Understanding(MatchLevel level, text::FrenchAnalyzer& analyzer, const AccentedForms& accents)
        : level_(level), analyzer_(analyzer), accented_forms_(accents) {}

    std::vector<Clause> clauses_of(const QueryPart& part) {
        std::vector<Clause> clauses;
        for (const auto& token : analyzer_.analyze(part.text)) {
            if (words_ == UnderstoodQuery::kMaxWords) break;
            const std::string typed = part.text.substr(token.begin, token.end - token.begin);
            // "sino-kazakhe" asks for its parts side by side, as a phrase does.
            const bool follows = !clauses.empty() && (part.is_phrase || token.is_joined) &&
                                 clauses.back().words.size() < UnderstoodQuery::kMaxPhraseWords;
            if (!follows) clauses.push_back({{}, false, part.is_phrase, part.is_excluded});
            clauses.back().words.push_back(word(typed, *token.terms));
            clauses.back().is_phrase = clauses.back().words.size() > 1;
            ++words_;
        }
        return clauses;
    }

private:
    QueryWord word(const std::string& typed, const text::WordTerms& terms) {
        QueryWord word;
        word.text = typed;
        word.is_stop_word = terms.is_stop_word;
        add(word, terms);
        if (text::folded_term(terms.exact) == terms.exact) {
            for (const auto& form : accented_forms_(terms.exact)) {
                add(word, analyzer_.terms_of(form));
            }
        }
        return word;
    }

    void add(QueryWord& word, const text::WordTerms& terms) const {
        add_unique(word.exact, terms.exact);
        for (const auto& lemma : terms.lemmas) add_unique(word.phrase_lemmas, lemma);
        if (level_ == MatchLevel::exact) return;
        for (const auto& lemma : terms.lemmas) add_unique(word.lemmas, lemma);
        if (level_ == MatchLevel::flexion) return;
        add_unique(word.families, terms.family);
    }

    MatchLevel level_;
    text::FrenchAnalyzer& analyzer_;
    const AccentedForms& accented_forms_;
    std::size_t words_ = 0;
};

/// "le", and "a-t-il", whose hyphens make it a phrase: nobody searches for them beside other words.
bool is_only_stop_words(const Clause& clause) {
    return !clause.is_required && !clause.is_excluded &&
           std::all_of(clause.words.begin(), clause.words.end(),
                       [](const QueryWord& word) { return word.is_stop_word; });
}

std::string written(const Clause& clause) {
    std::string text;
    for (const auto& word : clause.words) text += (text.empty() ? "" : " ") + word.text;
    return clause.is_phrase ? "« " + text + " »" : text;
}

}  // namespace

bool QueryWord::matches(const text::WordTerms& terms) const {
    if (contains(exact, terms.exact)) return true;
    const auto is_mine = [&](const std::string& lemma) { return contains(lemmas, lemma); };
    return std::any_of(terms.lemmas.begin(), terms.lemmas.end(), is_mine) ||
           contains(families, terms.family);
}

std::vector<const QueryWord*> UnderstoodQuery::weighed_words() const {
    std::vector<const QueryWord*> words;
    for (const auto& clause : clauses) {
        if (clause.is_excluded) continue;
        for (const auto& word : clause.words) words.push_back(&word);
    }
    // Inside a phrase stop words only hold their place.
    const auto tells = [](const QueryWord* word) { return !word->is_stop_word; };
    if (std::any_of(words.begin(), words.end(), tells)) {
        std::erase_if(words, [&](const QueryWord* word) { return !tells(word); });
    }
    return words;
}

std::string UnderstoodQuery::echo(bool relaxed) const {
    std::string text;
    for (const auto& clause : clauses) {
        if (clause.is_excluded) continue;
        const bool may_miss = relaxed && !clause.is_required;
        if (!text.empty()) text += may_miss ? " OU " : " ET ";
        text += written(clause);
    }
    for (const auto& clause : clauses) {
        if (clause.is_excluded) text += (text.empty() ? "SAUF " : " SAUF ") + written(clause);
    }
    return text;
}

UnderstoodQuery understand_query(std::string_view text, MatchLevel level,
                                 text::FrenchAnalyzer& analyzer,
                                 const AccentedForms& accented_forms) {
    UnderstoodQuery query;
    Understanding understanding(level, analyzer, accented_forms);
    const auto parts = parse_query(text);
    query.is_empty = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    for (const auto& part : parts) {
        for (auto& clause : understanding.clauses_of(part)) {
            query.clauses.push_back(std::move(clause));
        }
    }
    const bool has_telling_clause = std::any_of(
        query.clauses.begin(), query.clauses.end(),
        [](const Clause& clause) { return !clause.is_excluded && !is_only_stop_words(clause); });
    if (has_telling_clause) std::erase_if(query.clauses, is_only_stop_words);
    return query;
}

}  // namespace kiosque::search
