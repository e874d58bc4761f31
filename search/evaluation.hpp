#pragma once

#include <string>
#include <vector>

#include "base/pool.hpp"
#include "index/open_index.hpp"
#include "search/deadline.hpp"
#include "search/relaxation.hpp"
#include "search/request.hpp"
#include "search/result.hpp"
#include "search/understood_query.hpp"
#include "search/vocabulary.hpp"

namespace kiosque::search {

using AnalyzerPool = Pool<text::FrenchAnalyzer>;

/// What understanding queries takes beside the index; the same for every generation of it.
struct SearchTools {
    mutable AnalyzerPool analyzers;  ///< thread-safe
    Synonyms synonyms;
};

/// A query while it is being answered: what was understood, with the databases and the analyzer
/// that its thread has borrowed.
class Evaluation {
public:
    /// All must outlive the evaluation.
    Evaluation(const index::OpenIndex& index, const SearchTools& tools, const QueryFields& fields,
               const std::string& text, MatchLevel level, Deadline deadline = {});

    const index::OpenIndex& index() const { return index_; }
    index::Databases& databases() { return *databases_; }
    text::FrenchAnalyzer& analyzer() { return *analyzer_; }
    const Vocabulary& vocabulary() const { return vocabulary_; }
    const UnderstoodQuery& query() const { return query_; }

    /// The articles that the query finds before any filter, so that choosing a filter never
    /// widens a search.
    Matches match() { return match_query(index_, *databases_, vocabulary_, query_, deadline_); }

    Deadline& deadline() { return deadline_; }

    /// The query as it was found, or as it stands alone.
    QueryEcho echo(const Matches& matches) const;
    QueryEcho echo() const;

private:
    const index::OpenIndex& index_;
    Pool<index::Databases>::Loan databases_;
    AnalyzerPool::Loan analyzer_;
    Vocabulary vocabulary_;
    std::string text_;
    UnderstoodQuery query_;
    Deadline deadline_;
};

}  // namespace kiosque::search
