#include "search/relaxation.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "search/document_matcher.hpp"
#include "search/scorer.hpp"

namespace kiosque::search {
namespace {

using index::DocumentSet;

/// From so many telling words on few articles have them all, and a page of them is wanted.
constexpr std::size_t kLongQuery = 4;
constexpr std::size_t kPage = 10;
constexpr std::size_t kEnoughForSentence = 50;
/// The share of the query's weight that an article must have, step by step.
constexpr std::array<double, 3> kShares = {0.8, 0.6, 0.4};

std::size_t count(const std::vector<DocumentSet>& sets) {
    return std::accumulate(sets.begin(), sets.end(), std::size_t{0},
                           [](std::size_t sum, const auto& set) { return sum + set.count(); });
}

class Relaxation {
public:
    Relaxation(const index::OpenIndex& index, index::Databases& databases,
               const Vocabulary& vocabulary, const UnderstoodQuery& query, Deadline& deadline)
        : index_(index),
          databases_(databases),
          vocabulary_(vocabulary),
          query_(query),
          deadline_(deadline) {
        find_clauses(/*relaxed=*/false);
    }

    Matches run() {
        Matches matches{wanted_of_all(), Wanted::all, is_absent_};
        const auto optional = static_cast<std::size_t>(
            std::count_if(query_.clauses.begin(), query_.clauses.end(), is_optional));
        const bool is_sentence = query_.is_sentence;
        const bool is_long = is_sentence || optional >= kLongQuery;
        const std::size_t enough = is_sentence ? kEnoughForSentence : is_long ? kPage : 1;
        const auto has = [&](auto asks) {
            return std::any_of(query_.clauses.begin(), query_.clauses.end(), asks);
        };
        const bool has_required =
            has([](const Clause& clause) { return clause.is_required && !clause.is_excluded; });
        const bool has_day = has([](const Clause& clause) { return clause.is_day_only; });
        const bool can_relax = optional > 1 || (optional > 0 && (has_required || has_day));
        if (deadline_.was_missed()) {
            // Nobody knows what the articles have that were not looked at.
            matches.is_absent.assign(query_.clauses.size(), false);
            return matches;
        }
        if (!can_relax || count(matches.found) >= enough) return matches;
        if (has_day) find_clauses(/*relaxed=*/true);
        Matches best = matches;
        const auto try_step = [&](Wanted wanted, std::vector<DocumentSet> found) {
            if (count(found) > count(best.found)) best = {std::move(found), wanted, is_absent_};
            return count(best.found) >= enough;
        };
        if (optional == missing() && !has_required) return matches;
        const bool can_pass_over = missing() > 0 || has_day;
        if (can_pass_over && try_step(Wanted::present, wanted_of_all())) return best;
        if (is_long) {
            for (const double share : kShares) {
                if (try_step(Wanted::most, with_share(share))) return best;
            }
        }
        if (is_sentence || count(best.found) == 0) try_step(Wanted::any, with_share(0));
        if (has_required && count(best.found) == 0) try_step(Wanted::required, all_allowed());
        return best;
    }

private:
    static bool is_optional(const Clause& clause) {
        return !clause.is_required && !clause.is_excluded;
    }

    void find_clauses(bool relaxed) {
        live_.clear();
        sets_.assign(databases_.size(), std::vector<DocumentSet>(query_.clauses.size()));
        for (std::size_t i = 0; i < databases_.size(); ++i) {
            const DocumentMatcher matcher({index_, databases_, i}, vocabulary_, deadline_);
            // What must be there and costs little comes first: positions are looked up in what is
            // left, and what must not be there is looked for there alone.
            DocumentSet left = index_.live(i);
            const auto find = [&](auto is_turn) {
                for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
                    const Clause& clause = query_.clauses[c];
                    if (!is_turn(clause)) continue;
                    const bool narrows = !is_optional(clause);
                    sets_[i][c] = matcher.find(clause, relaxed, narrows ? &left : nullptr);
                    sets_[i][c] &= index_.live(i);
                    if (narrows && !clause.is_excluded) left &= sets_[i][c];
                }
            };
            const auto must_be = [](const Clause& c) { return c.is_required && !c.is_excluded; };
            find([&](const Clause& c) { return must_be(c) && !c.has_place(); });
            find([&](const Clause& c) { return must_be(c) && c.has_place(); });
            find([&](const Clause& c) { return !must_be(c); });
            live_.push_back(index_.live(i));
            live_.back().cut_behind(matcher.examined());
        }
        is_absent_.assign(query_.clauses.size(), false);
        weights_.assign(query_.clauses.size(), 0);
        const auto articles = static_cast<double>(index_.manifest().documents());
        for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
            std::size_t with = 0;
            for (const auto& of_segment : sets_) with += of_segment[c].count();
            is_absent_[c] = with == 0;
            weights_[c] = idf_of(static_cast<double>(with), articles);
        }
    }

    std::size_t missing() const {
        std::size_t absent = 0;
        for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
            if (is_absent_[c] && is_optional(query_.clauses[c])) ++absent;
        }
        return absent;
    }

    /// What the required and excluded clauses leave.
    DocumentSet allowed(std::size_t segment) const {
        DocumentSet found = live_[segment];
        for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
            const Clause& clause = query_.clauses[c];
            if (clause.is_excluded) {
                found.subtract(sets_[segment][c]);
            } else if (clause.is_required) {
                found &= sets_[segment][c];
            }
        }
        return found;
    }

    std::vector<DocumentSet> all_allowed() const {
        std::vector<DocumentSet> found;
        for (std::size_t i = 0; i < sets_.size(); ++i) found.push_back(allowed(i));
        return found;
    }

    /// Every optional clause, those passed over that no article has once they are known.
    std::vector<DocumentSet> wanted_of_all() {
        std::vector<DocumentSet> found;
        for (std::size_t i = 0; i < sets_.size(); ++i) {
            found.push_back(query_.has_no_words() ? DocumentSet(databases_[i].get_lastdocid())
                                                  : allowed(i));
            for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
                if (!is_optional(query_.clauses[c]) || (passes_absent_ && is_absent_[c])) continue;
                found.back() &= sets_[i][c];
            }
        }
        passes_absent_ = true;
        return found;
    }

    /// The documents whose optional clauses have at least `share` of the weight of all that are
    /// present; with a share of 0, at least one of them.
    std::vector<DocumentSet> with_share(double share) const {
        double whole = 0;
        for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
            if (is_optional(query_.clauses[c])) whole += weights_[c];
        }
        std::vector<DocumentSet> found;
        for (std::size_t i = 0; i < sets_.size(); ++i) {
            const std::size_t documents = databases_[i].get_lastdocid();
            std::vector<float> weight(documents + 1, 0);
            DocumentSet any(documents);
            for (std::size_t c = 0; c < query_.clauses.size(); ++c) {
                if (!is_optional(query_.clauses[c])) continue;
                any |= sets_[i][c];
                if (share == 0) continue;
                const auto own = static_cast<float>(weights_[c]);
                sets_[i][c].for_each([&](std::size_t document) { weight[document] += own; });
            }
            if (share > 0) {
                const auto least = static_cast<float>(share * whole);
                DocumentSet enough(documents);
                any.for_each([&](std::size_t document) {
                    if (weight[document] >= least) enough.insert(document);
                });
                any = std::move(enough);
            }
            found.push_back(allowed(i) &= any);
        }
        return found;
    }

    const index::OpenIndex& index_;
    index::Databases& databases_;
    const Vocabulary& vocabulary_;
    const UnderstoodQuery& query_;
    Deadline& deadline_;
    std::vector<DocumentSet> live_;               ///< by segment, those that were looked at
    std::vector<std::vector<DocumentSet>> sets_;  ///< by segment, by clause
    std::vector<bool> is_absent_;
    std::vector<double> weights_;  ///< how telling each clause is
    bool passes_absent_ = false;
};

}  // namespace

Matches match_query(const index::OpenIndex& index, index::Databases& databases,
                    const Vocabulary& vocabulary, const UnderstoodQuery& query,
                    Deadline& deadline) {
    return Relaxation(index, databases, vocabulary, query, deadline).run();
}

}  // namespace kiosque::search
