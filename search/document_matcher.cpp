#include "search/document_matcher.hpp"

#include "index/schema.hpp"

namespace kiosque::search {
namespace {

using index::DocumentSet;
using index::Level;

/// Ways to write a phrase that are looked up; beyond, an ambiguous word keeps its first lemmas.
constexpr std::size_t kMaxPhraseVariants = 32;

/// One way to choose a term for each word of a phrase.
using PhraseVariant = std::vector<std::string>;

std::vector<PhraseVariant> with_next_word(const std::vector<PhraseVariant>& variants,
                                          const std::vector<std::string>& terms) {
    std::vector<PhraseVariant> longer;
    for (const auto& term : terms) {
        for (const auto& variant : variants) {
            if (longer.size() == kMaxPhraseVariants) return longer;
            longer.push_back(variant);
            longer.back().push_back(term);
        }
    }
    return longer;
}

}  // namespace

/// The words of a phrase behind each other, on the level of lemmas: any lemma of a word that the
/// segment has. Xapian takes single terms inside a phrase, so that each choice is a phrase of its
/// own.
Xapian::Query DocumentMatcher::phrase_query(const Clause& clause) const {
    std::vector<PhraseVariant> variants{{}};
    for (const auto& word : clause.words) {
        std::vector<std::string> terms;
        for (const auto& lemma : word.phrase_lemmas) {
            std::string term = index::word_term(Level::lemma, lemma);
            if (segment_.term_exists(term)) terms.push_back(std::move(term));
        }
        variants = with_next_word(variants, terms);
    }
    std::vector<Xapian::Query> phrases;
    for (const auto& variant : variants) {
        phrases.emplace_back(Xapian::Query::OP_PHRASE, variant.begin(), variant.end(),
                             static_cast<Xapian::termcount>(variant.size()));
    }
    return {Xapian::Query::OP_OR, phrases.begin(), phrases.end()};
}

void DocumentMatcher::add_postings(const std::string& term, DocumentSet& set) const {
    const auto end = segment_.postlist_end(term);
    for (auto posting = segment_.postlist_begin(term); posting != end; ++posting) {
        set.insert(*posting);
    }
}

DocumentSet DocumentMatcher::with_word(const QueryWord& word) const {
    DocumentSet found(segment_.get_lastdocid());
    for (const auto& form : word.exact) add_postings(index::word_term(Level::exact, form), found);
    for (const auto& lemma : word.lemmas) {
        add_postings(index::word_term(Level::lemma, lemma), found);
    }
    for (const auto& family : word.families) {
        add_postings(index::word_term(Level::family, family), found);
    }
    return found;
}

DocumentSet DocumentMatcher::with_clause(const Clause& clause) const {
    DocumentSet found = with_word(clause.words.front());
    for (std::size_t i = 1; i < clause.words.size(); ++i) found &= with_word(clause.words[i]);
    if (!clause.is_phrase || found.empty()) return found;

    Xapian::Enquire enquire(segment_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(phrase_query(clause));
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    const Xapian::MSet matches = enquire.get_mset(0, segment_.get_doccount());
    DocumentSet in_order(segment_.get_lastdocid());
    for (auto match = matches.begin(); match != matches.end(); ++match) in_order.insert(*match);
    return in_order &= found;
}

DocumentSet DocumentMatcher::find(bool relaxed) const {
    const std::size_t documents = segment_.get_lastdocid();
    if (query_.has_no_words()) return DocumentSet(documents);
    DocumentSet found = DocumentSet::all(documents);
    DocumentSet any(documents);
    bool has_optional = false;
    for (const auto& clause : query_.clauses) {
        const DocumentSet with = with_clause(clause);
        if (clause.is_excluded) {
            found.subtract(with);
        } else if (relaxed && !clause.is_required) {
            any |= with;
            has_optional = true;
        } else {
            found &= with;
        }
    }
    return has_optional ? found &= any : found;
}

}  // namespace kiosque::search
