#include "search/ranker.hpp"

#include <algorithm>
#include <cmath>

#include "index/schema.hpp"
#include "search/set_source.hpp"

namespace kiosque::search {
namespace {

using index::Level;

/// The best of several terms that say the same: an ambiguous word must not count twice.
Xapian::Query best_of(const std::vector<Xapian::Query>& terms) {
    return {Xapian::Query::OP_MAX, terms.begin(), terms.end()};
}

}  // namespace

Ranker::Ranker(const index::OpenIndex& index, index::Databases& databases,
               const UnderstoodQuery& query)
    : index_(index), databases_(databases), query_(query) {}

double Ranker::idf(const std::string& term) {
    const auto known = known_idf_.find(term);
    if (known != known_idf_.end()) return known->second;
    double with_term = 0;
    for (std::size_t i = 0; i < index_.segments(); ++i) {
        with_term += databases_[i].get_termfreq(term);
    }
    const auto articles = static_cast<double>(index_.manifest().documents());
    const double weight = std::log(1 + (articles - with_term + 0.5) / (with_term + 0.5));
    return known_idf_.emplace(term, with_term == 0 ? 0 : weight).first->second;
}

Xapian::Query Ranker::scored_term(const std::string& term) {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), idf(term) / index::kMaxImpact};
}

Xapian::Query Ranker::scored_word(const QueryWord& word) {
    std::vector<Xapian::Query> levels;
    const auto add = [&](Level level, const std::vector<std::string>& words) {
        std::vector<Xapian::Query> terms;
        for (const auto& each : words) {
            terms.push_back(scored_term(index::word_term(level, each)));
        }
        if (!terms.empty()) levels.push_back(best_of(terms));
    };
    add(Level::exact, word.exact);
    add(Level::lemma, word.lemmas);
    add(Level::family, word.families);
    return {Xapian::Query::OP_OR, levels.begin(), levels.end()};
}

std::vector<ScoredDocument> Ranker::best_of_segment(std::size_t segment,
                                                    const index::DocumentSet& found,
                                                    std::size_t count) {
    std::vector<Xapian::Query> words;
    for (const auto* word : query_.weighed_words()) words.push_back(scored_word(*word));
    SetSource source(found);
    const Xapian::Query filter(&source);
    const Xapian::Query ranked(Xapian::Query::OP_OR, words.begin(), words.end());
    Xapian::Enquire enquire(databases_[segment]);
    // Impacts stand in the index as frequencies, idf in the query: what is left is to add up.
    enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
    enquire.set_query(words.empty() ? filter
                                    : Xapian::Query(Xapian::Query::OP_AND_MAYBE, filter, ranked));
    const auto wanted = static_cast<Xapian::doccount>(
        std::min<std::size_t>(count, databases_[segment].get_doccount()));
    const Xapian::MSet matches = enquire.get_mset(0, wanted);
    std::vector<ScoredDocument> best;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        best.push_back({segment, *match, words.empty() ? 0 : match.get_weight()});
    }
    return best;
}

std::vector<ScoredDocument> Ranker::best(const std::vector<index::DocumentSet>& found,
                                         std::size_t count) {
    std::vector<ScoredDocument> all;
    if (count == 0) return all;
    for (std::size_t segment = 0; segment < found.size(); ++segment) {
        const auto best = best_of_segment(segment, found[segment], count);
        all.insert(all.end(), best.begin(), best.end());
    }
    const auto is_before = [](const ScoredDocument& a, const ScoredDocument& b) {
        if (a.score != b.score) return a.score > b.score;
        return std::pair(a.segment, a.document) < std::pair(b.segment, b.document);
    };
    std::sort(all.begin(), all.end(), is_before);
    all.resize(std::min(all.size(), count));
    return all;
}

void Ranker::score(std::vector<ScoredDocument>& documents) {
    for (std::size_t segment = 0; segment < index_.segments(); ++segment) {
        index::DocumentSet wanted(index_.columns(segment).documents());
        for (const auto& each : documents) {
            if (each.segment == segment) wanted.insert(each.document);
        }
        for (const auto& scored : best_of_segment(segment, wanted, wanted.count())) {
            for (auto& each : documents) {
                if (each.segment == segment && each.document == scored.document) {
                    each.score = scored.score;
                }
            }
        }
    }
}

}  // namespace kiosque::search
