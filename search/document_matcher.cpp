#include "search/document_matcher.hpp"

#include <algorithm>

#include "index/schema.hpp"
#include "search/phrase_scan.hpp"
#include "search/position_reader.hpp"
#include "search/query_fields.hpp"
#include "search/spans.hpp"

namespace kiosque::search {

using index::DocumentSet;
using index::Level;
using Kind = Clause::Kind;

void DocumentMatcher::add_postings(const std::string& term, DocumentSet& set) const {
    if (deadline_.look()) {
        examined_ = 0;  // a list that was not read may have any document
        return;
    }
    segment_.postings(term)->add_to(set);
}

bool DocumentMatcher::is_late(std::size_t document) const {
    if (!deadline_.has_passed()) return false;
    examined_ = std::min(examined_, document - 1);
    return true;
}

DocumentSet DocumentMatcher::with_word(const Clause& clause, const QueryWord& word,
                                       const Words& families) const {
    const index::Field field = index_field(clause.field);
    DocumentSet found = none();
    // Whoever has the exact form has its lemmas, so that their postings are all there is to read.
    const bool is_exact = word.lemmas.empty();
    for (const auto& term : is_exact ? word.exact : word.lemmas) {
        add_postings(index::word_term(field, is_exact ? Level::exact : Level::lemma, term), found);
    }
    for (const auto& family : families) {
        add_postings(index::word_term(field, Level::family, family), found);
    }
    return found;
}

/// Those of `candidates` in which the words stand as the clause wants them.
DocumentSet DocumentMatcher::in_place(const Clause& clause, DocumentSet candidates,
                                      const DocumentSet* within) const {
    if (within != nullptr) candidates &= *within;
    if (candidates.empty()) return candidates;
    DocumentSet found = none();
    if (PhraseScan::can_find(clause)) {
        const PhraseScan scan(clause, segment_, vocabulary_);
        candidates.for_each([&](std::size_t document) {
            if (!is_late(document) && scan.is_in(document)) found.insert(document);
        });
        return found;
    }
    PositionReader reader(segment_, vocabulary_);
    reader.watch(clause);
    const PositionsOf positions_of = [&](const QueryWord& word) -> const auto& {
        return reader.positions(word);
    };
    candidates.for_each([&](std::size_t document) {
        if (is_late(document)) return;
        reader.move_to(static_cast<Xapian::docid>(document));
        if (!find_spans(clause, positions_of).empty()) found.insert(document);
    });
    return found;
}

DocumentSet DocumentMatcher::with_all(const std::vector<Clause>& parts, bool relaxed,
                                      const DocumentSet* within) const {
    DocumentSet found = every();
    for (const auto& part : parts) {
        if (part.is_excluded) {
            found.subtract(find(part, relaxed, within));
        } else {
            found &= find(part, relaxed, within);
        }
    }
    return found;
}

/// The documents that have what `near_to` wants together, wherever it stands: positions are read
/// once for a chain, not again for each of its links.
DocumentSet DocumentMatcher::in_reach(const Clause& clause, bool relaxed) const {
    DocumentSet found = every();
    for (const auto& part : clause.parts) {
        found &= part.kind == Kind::near_to ? in_reach(part, relaxed) : find(part, relaxed);
    }
    return found;
}

DocumentSet DocumentMatcher::with_any(const std::vector<Clause>& parts, bool relaxed,
                                      const DocumentSet* within) const {
    DocumentSet found = none();
    for (const auto& part : parts) found |= find(part, relaxed, within);
    return found;
}

DocumentSet DocumentMatcher::find(const Clause& clause, bool relaxed,
                                  const DocumentSet* within) const {
    switch (clause.kind) {
        case Kind::word:
            return with_word(clause, clause.words.front(), clause.words.front().families);
        case Kind::phrase: {
            DocumentSet candidates = every();
            for (auto word = clause.words.begin(); word != clause.words.end(); ++word) {
                const bool is_again =
                    std::any_of(clause.words.begin(), word, [&](const QueryWord& before) {
                        return before.exact == word->exact && before.lemmas == word->lemmas;
                    });
                if (!is_again) candidates &= with_word(clause, *word, {});
            }
            return in_place(clause, std::move(candidates), within);
        }
        case Kind::near_to:
            return in_place(clause, in_reach(clause, relaxed), within);
        case Kind::days: {
            DocumentSet found = within_days(segment_.columns, clause.days);
            if (!clause.is_day_only || relaxed) found |= with_any(clause.parts, relaxed, within);
            return found;
        }
        case Kind::all:
            return with_all(clause.parts, relaxed, within);
        case Kind::any:
        case Kind::same:
            return with_any(clause.parts, relaxed, within);
    }
    return none();
}

DocumentSet within_days(const index::Columns& columns, const DayRange& range) {
    const auto number = [](Day day) {
        return static_cast<std::int32_t>(day.time_since_epoch().count());
    };
    const std::int32_t first = range.first ? number(*range.first) : index::kNoDay + 1;
    const std::int32_t last = range.last ? number(*range.last) : INT32_MAX;
    DocumentSet set(columns.documents());
    for (std::size_t document = 1; document <= columns.documents(); ++document) {
        const std::int32_t day = columns.day(document);
        if (day >= first && day <= last) set.insert(document);
    }
    return set;
}

}  // namespace kiosque::search
