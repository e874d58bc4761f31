#include "search/understood_query.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "search/query_language.hpp"
#include "search/query_words.hpp"

namespace kiosque::search {
namespace {

using Kind = Clause::Kind;

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

/// Turns the tree that was typed into clauses.
class Understanding {
public:
    Understanding(MatchLevel level, const QueryContext& context) : words_(level, context) {}

    /// What a node asks for: several clauses for words side by side, none for no word at all.
    std::vector<Clause> clauses_of(const QueryNode& node) {
        if (!node.is_excluded || words_.is_excluding()) return read(node);
        words_.set_excluding(true);
        auto clauses = read(node);
        words_.set_excluding(false);
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
                clauses = words_.words(node.text, node.field);
                drop_stop_words(clauses);
                break;
            case QueryNode::Kind::prefix:
                clauses = words_.prefix(node);
                break;
            case QueryNode::Kind::phrase:
                if (auto made = words_.phrase(node.text, node.field)) {
                    made->distance = made->kind == Kind::phrase ? node.distance : 0;
                    clauses.push_back(std::move(*made));
                }
                break;
            case QueryNode::Kind::days:
                clauses.push_back(words_.days(node));
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
        if (!is_whole || !words_.take_place()) return parts;
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

    QueryWords words_;
};

}  // namespace

bool QueryWord::matches(const text::WordTerms& terms) const {
    return contains(exact, terms.exact) || shares(terms.lemmas, lemmas) ||
           contains(families, terms.family);
}

bool QueryWord::matches_in_phrase(const text::WordTerms& terms) const {
    return contains(exact, terms.exact) || shares(terms.lemmas, lemmas);
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
    query.clauses =
        Understanding(level, context).all(parse_query(text, context.today, context.fields).parts);
    const auto wanted = std::count_if(
        query.clauses.begin(), query.clauses.end(),
        [](const Clause& clause) { return !clause.is_required && !clause.is_excluded; });
    query.is_sentence = static_cast<std::size_t>(wanted) >= UnderstoodQuery::kSentenceWords ||
                        (wanted > 1 && is_question(text, context.analyzer));
    return query;
}

}  // namespace kiosque::search
