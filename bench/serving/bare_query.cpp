#include "bench/serving/bare_query.hpp"

#include <vector>

#include "index/schema.hpp"
#include "search/query_fields.hpp"

namespace kiosque::bench {
namespace {

using index::Level;
using Kind = search::Clause::Kind;
using Queries = std::vector<Xapian::Query>;

Xapian::Query joined(Xapian::Query::op op, const Queries& queries) {
    return {op, queries.begin(), queries.end()};
}

Xapian::Query of_word(const search::QueryWord& word, const std::string& field) {
    const index::Field prefix = search::index_field(field);
    Queries terms;
    for (const auto& term : word.exact) {
        terms.emplace_back(index::word_term(prefix, Level::exact, term));
    }
    for (const auto& term : word.lemmas) {
        terms.emplace_back(index::word_term(prefix, Level::lemma, term));
    }
    for (const auto& term : word.families) {
        terms.emplace_back(index::word_term(prefix, Level::family, term));
    }
    return joined(Xapian::Query::OP_OR, terms);
}

Xapian::Query of_clause(const search::Clause& clause) {
    Queries parts;
    for (const auto& word : clause.words) parts.push_back(of_word(word, clause.field));
    for (const auto& part : clause.parts) {
        if (!part.is_excluded) parts.push_back(of_clause(part));
    }
    std::erase_if(parts, [](const Xapian::Query& part) { return part.empty(); });
    const bool is_either = clause.kind == Kind::any || clause.kind == Kind::same;
    return joined(is_either ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, parts);
}

}  // namespace

Xapian::Query bare_query(const search::UnderstoodQuery& query) {
    Queries wanted;
    Queries unwanted;
    for (const auto& clause : query.clauses) {
        (clause.is_excluded ? unwanted : wanted).push_back(of_clause(clause));
    }
    std::erase_if(wanted, [](const Xapian::Query& part) { return part.empty(); });
    Xapian::Query whole = joined(Xapian::Query::OP_AND, wanted);
    if (unwanted.empty()) return whole;
    return {Xapian::Query::OP_AND_NOT, whole, joined(Xapian::Query::OP_OR, unwanted)};
}

}  // namespace kiosque::bench
