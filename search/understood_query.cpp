#include "search/understood_query.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "base/utf8.hpp"
#include "search/query_fields.hpp"
#include "search/query_language.hpp"
#include "text/normalization.hpp"

namespace kiosque::search {
namespace {

using Kind = Clause::Kind;

constexpr std::size_t kMaxSynonyms = 16;  ///< of one entry

void add_unique(std::vector<std::string>& words, const std::string& word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& word) { return contains(b, word); });
}

/// "combien de …", "À quelle …", "… ?".
bool is_question(std::string_view text, text::FrenchAnalyzer& analyzer) {
    static const std::unordered_set<std::string_view> kAsking = {
        "quel",     "quelle",     "quels",   "quelles", "lequel",  "laquelle",
        "lesquels", "lesquelles", "comment", "combien", "pourquoi"};
    // Within a sentence these only join its parts: "l'homme qui marche".
    static const std::unordered_set<std::string_view> kAskingFirst = {"qui", "que", "quoi", "où",
                                                                      "quand"};
    constexpr std::size_t kFirstPlaces = 2;  // "de qui", "depuis quand"
    if (text.find('?') != std::string_view::npos) return true;
    const auto tokens = analyzer.analyze(text);
    return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
        const std::string& word = token.terms->exact;
        return kAsking.contains(word) ||
               (token.position <= kFirstPlaces && kAskingFirst.contains(word));
    });
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

/// Turns the tree that was typed into clauses.
class Understanding {
public:
    Understanding(MatchLevel level, const QueryContext& context)
        : level_(level), context_(context) {}

    /// What a node asks for: several clauses for words side by side, none for no word at all.
    std::vector<Clause> clauses_of(const QueryNode& node) {
        if (!node.is_excluded || is_excluding_) return read(node);
        // "-pétrole" takes away what was named, not what is related to it.
        const MatchLevel level = level_;
        if (level_ == MatchLevel::famille) level_ = MatchLevel::flexion;
        is_excluding_ = true;
        auto clauses = read(node);
        is_excluding_ = false;
        level_ = level;
        return clauses;
    }

    std::vector<Clause> all(const std::vector<QueryNode>& parts) {
        std::vector<Clause> clauses;
        for (const auto& part : parts) {
            const bool is_group = part.kind == QueryNode::Kind::all;
            auto made = clauses_of(part);
            if (is_group && made.size() > 1) made = {grouped(std::move(made))};
            if (is_group && !made.empty()) made.front().is_required = true;
            for (auto& clause : made) clauses.push_back(std::move(clause));
        }
        drop_stop_words(clauses);
        return merged(std::move(clauses));
    }

private:
    std::vector<Clause> read(const QueryNode& node) {
        std::vector<Clause> clauses;
        switch (node.kind) {
            case QueryNode::Kind::words:
                clauses = words(node.text, node.field);
                drop_stop_words(clauses);
                break;
            case QueryNode::Kind::prefix:
                clauses = prefix(node);
                break;
            case QueryNode::Kind::phrase:
                if (auto made =
                        phrase(node.text, node.field, std::min(level_, MatchLevel::flexion))) {
                    made->distance = made->kind == Kind::phrase ? node.distance : 0;
                    clauses.push_back(std::move(*made));
                }
                break;
            case QueryNode::Kind::days:
                clauses.push_back(days(node));
                break;
            case QueryNode::Kind::near_to:
                clauses = near_to(node);
                break;
            case QueryNode::Kind::all:
                clauses = all(node.parts);
                break;
            case QueryNode::Kind::any:
                clauses = any(node.parts);
                break;
        }
        if (node.is_excluded && clauses.size() > 1) {
            drop_stop_words(clauses);
            clauses = {grouped(std::move(clauses))};
        }
        for (auto& clause : clauses) {
            clause.is_required = clause.is_required || node.is_required;
            if (node.is_excluded) clause.is_excluded = !clause.is_excluded;
        }
        return clauses;
    }

    static Clause grouped(std::vector<Clause> clauses) {
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

    /// "le", and "a-t-il", whose hyphens make it a phrase: nobody searches for them beside others.
    static void drop_stop_words(std::vector<Clause>& clauses) {
        const auto is_loose = [](const Clause& clause) {
            return !clause.is_required && !clause.is_excluded && clause.is_only_stop_words();
        };
        const auto tells = [&](const Clause& clause) {
            return !clause.is_excluded && !is_loose(clause);
        };
        if (std::any_of(clauses.begin(), clauses.end(), tells)) std::erase_if(clauses, is_loose);
    }

    static bool is_same(const Clause& a, const Clause& b) {
        const auto has_same_exact = [](const QueryWord& x, const QueryWord& y) {
            return x.exact == y.exact;
        };
        return a.kind == b.kind && a.field == b.field && a.distance == b.distance &&
               a.is_excluded == b.is_excluded && a.days.first == b.days.first &&
               a.days.last == b.days.last &&
               std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                          has_same_exact) &&
               std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), is_same);
    }

    /// A word that is typed again counts more, but is looked for once.
    static std::vector<Clause> merged(std::vector<Clause> clauses) {
        std::vector<Clause> kept;
        std::vector<std::size_t> times;
        for (auto& clause : clauses) {
            const auto found = std::find_if(kept.begin(), kept.end(), [&](const Clause& other) {
                return is_same(clause, other);
            });
            if (found == kept.end()) {
                kept.push_back(std::move(clause));
                times.push_back(1);
            } else {
                found->is_required = found->is_required || clause.is_required;
                found->repeated = std::sqrt(
                    static_cast<double>(++times[static_cast<std::size_t>(found - kept.begin())]));
            }
        }
        return kept;
    }

    std::vector<Clause> words(const std::string& text, const std::string& field,
                              bool has_synonyms = true) {
        const auto tokens = context_.analyzer.analyze(text);
        std::vector<Clause> clauses;
        struct Waiting {
            std::size_t clause;
            std::vector<std::string> others;
        };
        std::vector<Waiting> waiting;
        for (std::size_t at = 0; at < tokens.size();) {
            if (words_ >= UnderstoodQuery::kMaxWords) break;
            auto same = has_synonyms ? synonyms(text, tokens, at, field) : std::nullopt;
            if (same) {
                const text::Token& first = tokens[at];
                const bool is_known_acronym =
                    same->words == 1 &&
                    is_acronym(std::string_view(text).substr(first.begin, first.end - first.begin));
                Clause typed = each_word(text, tokens, at, at + same->words, field,
                                         is_known_acronym ? MatchLevel::exact : level_);
                waiting.push_back({clauses.size(), std::move(same->others)});
                clauses.push_back(std::move(typed));
                at += same->words;
                continue;
            }
            const std::size_t end = end_of_compound(tokens, at);
            clauses.push_back(sequence(text, tokens, at, end, field, level_));
            at = end;
        }
        places_ += tokens.size();
        // The tokens are of the analyzer's last call: what is written otherwise comes behind it.
        for (auto& [clause, others] : waiting) {
            clauses[clause] = with_synonyms(std::move(clauses[clause]), others, field);
        }
        return clauses;
    }

    /// "sino-kazakhe" asks for its parts side by side, as a phrase does; "produit-il" does not.
    static std::size_t end_of_compound(const std::vector<text::Token>& tokens, std::size_t at) {
        std::size_t end = at + 1;
        while (end < tokens.size() && tokens[end].is_joined &&
               end - at < UnderstoodQuery::kMaxPhraseWords) {
            ++end;
        }
        if (tokens[at].terms->exact == "rendez") return end;
        while (end > at + 1 && tokens[end - 1].terms->is_stop_word) --end;
        return end;
    }

    /// Words that were typed side by side, none of them in quotes: each is wanted.
    Clause each_word(std::string_view text, const std::vector<text::Token>& tokens,
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

    std::optional<Synonyms::Found> synonyms(std::string_view text,
                                            const std::vector<text::Token>& tokens, std::size_t at,
                                            const std::string& field) const {
        const bool is_text = field.empty() || index_field(field) == index::kTitle;
        if (!is_text || is_excluding_ || level_ == MatchLevel::exact) return {};
        return context_.synonyms.find(text, tokens, at);
    }

    Clause with_synonyms(Clause typed, const std::vector<std::string>& others,
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
            const MatchLevel level = is_acronym(other) ? MatchLevel::exact : level_;
            if (auto made = phrase(other, field, level)) same.parts.push_back(std::move(*made));
            words_ = words;
            places_ = places;
            synonym_phrases_ = std::exchange(phrases_, phrases);
        }
        return same.parts.size() > 1 ? std::move(same) : std::move(same.parts.front());
    }

    std::optional<Clause> phrase(const std::string& text, const std::string& field,
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
    Clause sequence(std::string_view text, const std::vector<text::Token>& tokens,
                    std::size_t begin, std::size_t end, const std::string& field,
                    MatchLevel level) {
        Clause clause;
        const bool is_word = end - begin == 1;
        if (!is_word && ++phrases_ > UnderstoodQuery::kMaxPhrases) {
            return each_word(text, tokens, begin, end, field, level);
        }
        clause.kind = is_word ? Kind::word : Kind::phrase;
        clause.field = field;
        clause.text = text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin);
        for (std::size_t i = begin; i < end; ++i) {
            const text::Token& token = tokens[i];
            clause.words.push_back(
                word(std::string(text.substr(token.begin, token.end - token.begin)), *token.terms,
                     level));
            clause.words.back().place = places_ + token.position;
            clause.words.back().is_name =
                clause.words.back().place > 1 && begins_with_capital(clause.words.back().text);
            ++words_;
        }
        return clause;
    }

    QueryWord word(std::string typed, const text::WordTerms& terms, MatchLevel level) {
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

    static void add(QueryWord& word, const text::WordTerms& terms, MatchLevel level) {
        add_unique(word.exact, terms.exact);
        if (level == MatchLevel::exact) return;
        for (const auto& lemma : terms.lemmas) {
            add_unique(word.phrase_lemmas, lemma);
            add_unique(word.lemmas, lemma);
        }
        if (level == MatchLevel::famille) add_unique(word.families, terms.family);
    }

    std::vector<Clause> prefix(const QueryNode& node) {
        auto clauses = words(node.text, node.field, /*has_synonyms=*/false);
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

    Clause days(const QueryNode& node) {
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
                if (auto said = phrase(text, "", level_)) clause.parts.push_back(std::move(*said));
            }
        }
        clause.is_day_only = !node.may_stand_in_text;
        return clause;
    }

    /// Groups, days and words of other fields have no positions to compare.
    static bool stands_in(const std::string& field, const Clause& part) {
        if (part.is_excluded || part.kind == Kind::days || part.kind == Kind::all) return false;
        if (part.kind != Kind::any && part.kind != Kind::same) return part.field == field;
        return std::all_of(part.parts.begin(), part.parts.end(),
                           [&](const Clause& each) { return stands_in(field, each); });
    }

    std::vector<Clause> near_to(const QueryNode& node) {
        // Each part is read once: parts may be nested as deep as a query is long.
        std::vector<Clause> parts;
        bool is_pair = true;
        for (const auto& part : node.parts) {
            auto made = clauses_of(part);
            is_pair = is_pair && made.size() == 1;
            std::move(made.begin(), made.end(), std::back_inserter(parts));
        }
        const bool is_whole =
            is_pair && stands_in(parts[0].field, parts[0]) && stands_in(parts[0].field, parts[1]);
        // Groups and days stand nowhere in a text: both sides are wanted, wherever.
        if (!is_whole || ++phrases_ > UnderstoodQuery::kMaxPhrases) return parts;
        Clause clause;
        clause.kind = Kind::near_to;
        clause.distance = node.distance;
        clause.field = parts[0].field;
        clause.parts = std::move(parts);
        return {std::move(clause)};
    }

    std::vector<Clause> any(const std::vector<QueryNode>& parts) {
        Clause clause;
        clause.kind = Kind::any;
        for (const auto& part : parts) {
            auto made = part.kind == QueryNode::Kind::all ? all(part.parts) : clauses_of(part);
            if (made.size() > 1) drop_stop_words(made);
            if (made.empty()) continue;
            const bool needs_group = made.size() == 1 && made.front().is_excluded;
            if (needs_group) {
                Clause group;
                group.kind = Kind::all;
                group.parts = std::move(made);
                clause.parts.push_back(std::move(group));
            } else {
                clause.parts.push_back(grouped(std::move(made)));
            }
        }
        if (clause.parts.empty()) return {};
        if (clause.parts.size() == 1) return {std::move(clause.parts.front())};
        return {std::move(clause)};
    }

    MatchLevel level_;
    const QueryContext& context_;
    std::size_t words_ = 0;
    bool is_excluding_ = false;
    std::size_t phrases_ = 0;
    std::size_t synonym_phrases_ = 0;
    std::size_t places_ = 0;  ///< words read so far, stop words among them
};

}  // namespace

bool QueryWord::matches(const text::WordTerms& terms) const {
    return contains(exact, terms.exact) || shares(terms.lemmas, lemmas) ||
           contains(families, terms.family);
}

bool QueryWord::matches_in_phrase(const text::WordTerms& terms) const {
    return contains(exact, terms.exact) || shares(terms.lemmas, phrase_lemmas);
}

void Clause::for_each_word(const std::function<void(const QueryWord&)>& visit) const {
    for (const auto& word : words) visit(word);
    for (const auto& part : parts) {
        if (!part.is_excluded) part.for_each_word(visit);
    }
}

bool Clause::has_place() const {
    return kind == Kind::phrase || kind == Kind::near_to ||
           std::any_of(parts.begin(), parts.end(),
                       [](const Clause& part) { return part.has_place(); });
}

bool Clause::is_only_stop_words() const {
    if (kind == Kind::days) return false;
    bool is_only = true;
    for_each_word([&](const QueryWord& word) { is_only = is_only && word.is_stop_word; });
    return is_only;
}

UnderstoodQuery understand_query(std::string_view text, MatchLevel level,
                                 const QueryContext& context) {
    UnderstoodQuery query;
    query.is_empty = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    query.clauses = Understanding(level, context).all(parse_query(text, context.today).parts);
    const auto wanted = std::count_if(
        query.clauses.begin(), query.clauses.end(),
        [](const Clause& clause) { return !clause.is_required && !clause.is_excluded; });
    query.is_sentence = static_cast<std::size_t>(wanted) >= UnderstoodQuery::kSentenceWords ||
                        (wanted > 1 && is_question(text, context.analyzer));
    return query;
}

}  // namespace kiosque::search
