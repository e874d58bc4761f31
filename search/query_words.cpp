#include "search/query_words.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "search/query_fields.hpp"
#include "text/normalization.hpp"

namespace kiosque::search {
namespace {

using Kind = Clause::Kind;

constexpr std::size_t kMaxSynonyms = 16;  ///< of one entry

void add_unique(std::vector<std::string>& words, const std::string& word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

void add(QueryWord& word, const text::WordTerms& terms, MatchLevel level) {
    add_unique(word.exact, terms.exact);
    if (level == MatchLevel::exact) return;
    for (const auto& lemma : terms.lemmas) {
        add_unique(word.lemmas, lemma);
    }
    if (level == MatchLevel::famille) add_unique(word.families, terms.family);
}

/// "1 janvier 2015" and "1er janvier 2015" are the same day.
std::vector<std::string> ways_to_say(const std::string& days) {
    if (days.starts_with("1 ")) return {days, "1er" + days.substr(1)};
    if (days.starts_with("1er ")) return {days, "1" + days.substr(3)};
    return {days};
}

bool begins_with_capital(const std::string& word) {
    return text::to_lower(cut_utf8(word, 4)) != cut_utf8(word, 4);
}

/// "sino-kazakhe" asks for its parts side by side, as a phrase does; "produit-il" does not.
std::size_t end_of_compound(const std::vector<text::Token>& tokens, std::size_t at) {
    std::size_t end = at + 1;
    while (end < tokens.size() && tokens[end].is_joined &&
           end - at < UnderstoodQuery::kMaxPhraseWords) {
        ++end;
    }
    if (tokens[at].terms->exact == "rendez") return end;  // "rendez-vous" is a noun
    while (end > at + 1 && tokens[end - 1].terms->is_stop_word) --end;
    return end;
}

}  // namespace

Clause grouped(std::vector<Clause> clauses) {
    if (clauses.size() == 1) return std::move(clauses.front());
    Clause group;
    group.kind = Kind::all;
    const bool is_of_one_field =
        std::all_of(clauses.begin(), clauses.end(),
                    [&](const Clause& each) { return each.field == clauses.front().field; });
    if (is_of_one_field) group.field = clauses.front().field;
    group.parts = std::move(clauses);
    return group;
}

void drop_stop_words(std::vector<Clause>& clauses) {
    const auto is_loose = [](const Clause& clause) {
        return !clause.is_required && !clause.is_excluded && clause.is_only_stop_words();
    };
    const auto tells = [&](const Clause& clause) {
        return !clause.is_excluded && !is_loose(clause);
    };
    if (std::any_of(clauses.begin(), clauses.end(), tells)) std::erase_if(clauses, is_loose);
}

MatchLevel QueryWords::level() const {
    return is_excluding_ ? std::min(level_, MatchLevel::flexion) : level_;
}

std::vector<Clause> QueryWords::words(const std::string& text, const std::string& field,
                                      Synonymy synonymy) {
    const auto tokens = context_.analyzer.analyze(text);
    std::vector<Clause> clauses;
    struct Waiting {
        std::size_t clause;
        std::vector<std::string> others;
    };
    std::vector<Waiting> waiting;
    for (std::size_t at = 0; at < tokens.size();) {
        if (words_ >= UnderstoodQuery::kMaxWords) break;
        auto same =
            synonymy == Synonymy::looked_up ? synonyms(text, tokens, at, field) : std::nullopt;
        if (same) {
            const text::Token& first = tokens[at];
            const bool is_known_acronym =
                same->words == 1 &&
                is_acronym(std::string_view(text).substr(first.begin, first.end - first.begin));
            Clause typed = each_word(text, tokens, at, at + same->words, field,
                                     is_known_acronym ? MatchLevel::exact : level());
            waiting.push_back({clauses.size(), std::move(same->others)});
            clauses.push_back(std::move(typed));
            at += same->words;
            continue;
        }
        const std::size_t end = end_of_compound(tokens, at);
        clauses.push_back(sequence(text, tokens, at, end, field, level()));
        at = end;
    }
    places_ += tokens.size();
    // The tokens are of the analyzer's last call: what is written otherwise comes behind it.
    for (auto& [clause, others] : waiting) {
        clauses[clause] = with_synonyms(std::move(clauses[clause]), others, field);
    }
    return clauses;
}

/// Words that were typed side by side, none of them in quotes: each is wanted.
Clause QueryWords::each_word(std::string_view text, const std::vector<text::Token>& tokens,
                             std::size_t begin, std::size_t end, const std::string& field,
                             MatchLevel level) {
    std::vector<Clause> words;
    for (std::size_t i = begin; i < end;) {
        const bool is_over = phrases_ > UnderstoodQuery::kMaxPhrases;
        const std::size_t next = is_over ? i + 1 : std::min(end_of_compound(tokens, i), end);
        words.push_back(sequence(text, tokens, i, next, field, level));
        i = next;
    }
    drop_stop_words(words);
    return grouped(std::move(words));
}

std::optional<Synonyms::Found> QueryWords::synonyms(std::string_view text,
                                                    const std::vector<text::Token>& tokens,
                                                    std::size_t at,
                                                    const std::string& field) const {
    const bool is_text = field.empty() || index_field(field) == index::kTitle;
    if (!is_text || is_excluding_ || level() == MatchLevel::exact) return {};
    return context_.synonyms.find(text, tokens, at);
}

Clause QueryWords::with_synonyms(Clause typed, const std::vector<std::string>& others,
                                 const std::string& field) {
    Clause same;
    same.kind = Kind::same;
    same.field = field;
    same.parts.push_back(std::move(typed));
    for (const auto& other : others) {
        if (same.parts.size() > kMaxSynonyms) break;
        // Only what was typed is counted.
        const std::size_t words = words_;
        const std::size_t places = places_;
        const std::size_t phrases = std::exchange(phrases_, synonym_phrases_);
        // The dictionary takes USA for a form of `user`.
        const MatchLevel wanted = is_acronym(other) ? MatchLevel::exact : level();
        auto made = phrase_at(other, field, wanted);
        // Over the limit it would be its words anywhere, which do not mean the same.
        if (made && made->kind != Kind::all) same.parts.push_back(std::move(*made));
        words_ = words;
        places_ = places;
        synonym_phrases_ = std::exchange(phrases_, phrases);
    }
    return same.parts.size() > 1 ? std::move(same) : std::move(same.parts.front());
}

std::optional<Clause> QueryWords::phrase_at(const std::string& text, const std::string& field,
                                            MatchLevel level) {
    const auto tokens = context_.analyzer.analyze(text);
    const std::size_t room =
        UnderstoodQuery::kMaxWords - std::min(words_, UnderstoodQuery::kMaxWords);
    const std::size_t end = std::min({tokens.size(), UnderstoodQuery::kMaxPhraseWords, room});
    if (end == 0) return {};
    Clause made = sequence(text, tokens, 0, end, field, level);
    places_ += tokens.size();
    return made;
}

/// The words [begin, end) as a word, or as words that follow each other.
Clause QueryWords::sequence(std::string_view text, const std::vector<text::Token>& tokens,
                            std::size_t begin, std::size_t end, const std::string& field,
                            MatchLevel level) {
    Clause clause;
    const bool is_word = end - begin == 1;
    if (!is_word && !take_place()) {
        return each_word(text, tokens, begin, end, field, level);
    }
    clause.kind = is_word ? Kind::word : Kind::phrase;
    clause.field = field;
    clause.text = text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin);
    for (std::size_t i = begin; i < end; ++i) {
        const text::Token& token = tokens[i];
        clause.words.push_back(word(std::string(text.substr(token.begin, token.end - token.begin)),
                                    *token.terms, level));
        clause.words.back().place = places_ + token.position;
        clause.words.back().is_name =
            clause.words.back().place > 1 && begins_with_capital(clause.words.back().text);
        ++words_;
    }
    return clause;
}

QueryWord QueryWords::word(std::string typed, const text::WordTerms& terms,
                           MatchLevel level) const {
    QueryWord word;
    word.text = std::move(typed);
    word.is_stop_word = terms.is_stop_word;
    add(word, terms, level);
    if (text::folded_term(terms.exact) == terms.exact) {
        for (const auto& form : context_.vocabulary.accented(terms.exact)) {
            add(word, context_.analyzer.terms_of(form), level);
        }
    }
    return word;
}

std::optional<Clause> QueryWords::phrase(const std::string& text, const std::string& field) {
    return phrase_at(text, field, std::min(level(), MatchLevel::flexion));
}

std::vector<Clause> QueryWords::prefix(const QueryNode& node) {
    auto clauses = words(node.text, node.field, Synonymy::passed_over);
    if (clauses.empty() || clauses.back().words.empty()) return clauses;
    QueryWord& last = clauses.back().words.back();
    const std::string typed = last.exact.front();
    const bool ends_with_word = node.text.ends_with(last.text);
    if (!ends_with_word || count_code_points(typed) < UnderstoodQuery::kMinPrefixLetters) {
        return clauses;
    }
    QueryWord found;
    found.text = last.text + "*";
    found.is_prefix = true;
    found.exact = context_.vocabulary.with_prefix(index_field(node.field), typed,
                                                  UnderstoodQuery::kMaxPrefixWords);
    if (found.exact.empty()) found.exact.push_back(typed);
    last = std::move(found);
    return clauses;
}

Clause QueryWords::days(const QueryNode& node) {
    Clause clause;
    clause.kind = Kind::days;
    clause.days = node.days;
    clause.text = node.text;
    clause.field = node.field;
    if (node.field.empty()) {
        const std::size_t words = words_;
        const std::size_t places = places_;
        for (const auto& text : ways_to_say(node.text)) {
            words_ = words;  // one date, however it is said
            places_ = places;
            if (auto said = phrase_at(text, "", level())) clause.parts.push_back(std::move(*said));
        }
    }
    clause.is_day_only = !node.may_stand_in_text;
    return clause;
}

}  // namespace kiosque::search
