#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "index/schema.hpp"
#include "search/document_matcher.hpp"
#include "search/result.hpp"
#include "search/segment.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// How telling it is that `with` of `articles` articles have something: log(1 + (N - n + 0.5) /
/// (n + 0.5)), the idf of BM25 (Robertson and Zaragoza 2009); 0 where none has it.
double idf_of(double with, double articles);

/// How telling terms are, over all segments. Belongs to one thread.
class TermWeights {
public:
    TermWeights(const index::OpenIndex& index, const index::Databases& databases);

    double idf(const std::string& term);
    /// Of something that `with` articles have.
    double idf_of_count(double with) const { return idf_of(with, articles_); }
    double count(const std::string& term);

    const index::RankingParameters& parameters() const { return parameters_; }

private:
    const index::Databases& databases_;
    const index::RankingParameters& parameters_;
    double articles_;
    std::unordered_map<std::string, double> counts_;
};

/// Adds up what the words of a query weigh in the documents of one segment.
///
/// A term weighs its impact in the document (stored there as its frequency) times its idf. Of
/// several terms on one level, as an ambiguous word has, the best counts; the levels of a word add
/// up, and so do words; what they add up to grows by coverage_weight times the share of the words
/// that are there, by their weight. Of what means the same the best counts, synonyms for less than
/// what was typed. Stop words weigh nothing beside others. Fields that are facets weigh nothing.
class Scorer {
public:
    /// All must outlive the scorer, which belongs to one thread.
    Scorer(const Segment& segment, const DocumentMatcher& matcher, const UnderstoodQuery& query,
           TermWeights& weights);

    /// False for what only filters: facets, days of the field `date`.
    static bool can_weigh(const Clause& clause);

    /// The score of a document; less than nothing when it cannot be above `threshold`. Documents
    /// are asked for in ascending order.
    double score(Xapian::docid document, double threshold);

    /// What the score is made of; the parts add up to it. Words as typed, not yet as found.
    std::vector<ScorePart> explain(Xapian::docid document);

private:
    struct Term {
        std::string name;
        std::shared_ptr<const index::PostingList> postings;
        index::PostingList::Reader reader;
        double factor;  ///< times the impact gives the score

        double score(Xapian::docid document) { return factor * reader.impact(document); }
    };
    struct LevelOfWord {
        index::Level level;
        std::vector<Term> terms;

        const Term* best(Xapian::docid document, double& score);
    };
    struct Word {
        const QueryWord* word;
        std::vector<LevelOfWord> levels;

        double score(Xapian::docid document);
    };
    /// What counts once: a word, or one of several things that mean the same.
    struct Alternative {
        std::vector<Word> words;
        double weight = 1;
        double constant = 0;                        ///< instead of words: a day
        std::optional<index::DocumentSet> only_in;  ///< counts in these documents alone
    };
    struct Unit {
        std::vector<Alternative> alternatives;
        double bound = 0;  ///< no document scores more
        double idf = 0;    ///< how telling it is

        double score(Xapian::docid document, Alternative** best = nullptr);
    };

    void add_units(const Clause& clause, double weight);
    void add_same(const Clause& clause, double weight);
    void add_days(const Clause& clause, double weight);
    double weight_of(const QueryWord& word) const;
    Alternative alternative(const Clause& clause);
    Word make_word(const QueryWord& word, const std::string& field);
    double idf_of(const QueryWord& word, const std::string& field);
    LevelOfWord make_level(index::Level level, const std::vector<std::string>& terms,
                           const QueryWord& word, const std::string& field, double weight);
    double bound(const Unit& unit) const;
    /// What the sum of a document grows by that has so much of the units' idf.
    double coverage(double idf) const;

    Segment segment_;
    const DocumentMatcher& matcher_;
    TermWeights& weights_;
    bool stop_words_weigh_ = false;
    bool names_weigh_more_ = false;
    std::vector<Unit> units_;           ///< those that can weigh most first
    double idf_ = 0;                    ///< of all units
    std::vector<double> bound_behind_;  ///< what the units from one on can weigh together
};

}  // namespace kiosque::search
