#include "search/evaluation.hpp"

#include "search/day_range.hpp"
#include "search/query_echo.hpp"

namespace kiosque::search {

Evaluation::Evaluation(const index::OpenIndex& index, const SearchTools& tools,
                       const QueryFields& fields, const std::string& text, MatchLevel level,
                       Deadline deadline)
    : index_(index),
      databases_(index.databases()),
      analyzer_(tools.analyzers.borrow()),
      vocabulary_(*databases_),
      text_(text),
      query_(understand_query(text, level,
                              {*analyzer_, vocabulary_, tools.synonyms, today_in_paris(), fields})),
      deadline_(deadline) {}

QueryEcho Evaluation::echo(const Matches& matches) const {
    return {text_, echo_query(query_, matches.wanted, matches.is_absent),
            matches.wanted != Wanted::all};
}

QueryEcho Evaluation::echo() const {
    return {text_, echo_query(query_), false};
}

}  // namespace kiosque::search
