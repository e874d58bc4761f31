#include "indexer/document_builder.hpp"

#include <array>
#include <set>
#include <string_view>

#include "index/schema.hpp"
#include "index/stored_article.hpp"
#include "indexer/derived/article_words.hpp"

namespace kiosque::indexer {
namespace {

using index::Level;

/// Files the words of one field after the other.
class Postings {
public:
    explicit Postings(AnalyzedArticle& out) : out_(out) {}

    /// Adds the words of a piece of text to `field`, and gives back how many there are; `part` is
    /// where they count for the ranking, or nullptr.
    unsigned add(const index::Field& field, const std::vector<text::Token>& tokens,
                 unsigned FieldFrequencies::*part, Xapian::termpos before) {
        for (const auto& token : tokens) {
            const text::WordTerms& terms = *token.terms;
            auto& exact = posting(field, Level::exact, terms.exact);
            exact.positions.push_back(before + static_cast<Xapian::termpos>(token.position));
            count(exact, part);
            count(posting(field, Level::family, terms.family), part);
            for (const auto& lemma : terms.lemmas) {
                count(posting(field, Level::lemma, lemma), part);
            }
            note(terms);
        }
        return static_cast<unsigned>(tokens.size());
    }

private:
    using Posting = AnalyzedArticle::Posting;

    static void count(Posting& posting, unsigned FieldFrequencies::*part) {
        if (part != nullptr) ++(posting.frequencies.*part);
    }

    Posting& posting(const index::Field& field, Level level, const std::string& word) {
        return out_.postings[index::word_term(field, level, word)];
    }

    void note(const text::WordTerms& terms) {
        if (!seen_.insert(terms.exact).second) return;
        if (terms.folded != terms.exact) {
            out_.dictionary.emplace_back(index::accents_key(terms.folded), terms.exact);
        }
        for (const auto& lemma : terms.lemmas) {
            if (lemma != terms.exact) {
                out_.dictionary.emplace_back(index::forms_key(lemma), terms.exact);
            }
        }
    }

    AnalyzedArticle& out_;
    std::set<std::string> seen_;
};

}  // namespace

AnalyzedArticle analyze_article(Article article, const ArticleFacets& facets,
                                text::FrenchAnalyzer& analyzer) {
    AnalyzedArticle analyzed;
    Postings postings(analyzed);
    FieldLengths& lengths = analyzed.lengths;
    const auto [lead, rest] = split_lead(article.body);
    const std::array<std::string_view, 3> texts = {article.title, lead, rest};
    const auto words = analyzer.analyze_all(texts);

    lengths.title = postings.add(index::kWholeText, words[0], &FieldFrequencies::title, 0);
    postings.add(index::kTitle, words[0], &FieldFrequencies::title, 0);
    const Xapian::termpos start = lengths.title + index::kPositionGap;
    lengths.lead = postings.add(index::kWholeText, words[1], &FieldFrequencies::lead, start);
    lengths.body =
        postings.add(index::kWholeText, words[2], &FieldFrequencies::body, start + lengths.lead);

    const std::array<AnalyzedPart, 3> parts = {
        {{texts[0], words[0]}, {texts[1], words[1]}, {texts[2], words[2]}}};
    analyzed.facets = facets.values(article, article_words(parts), words[0].size());
    for (std::size_t i = 0; i < analyzed.facets.size(); ++i) {
        const index::Field field = index::facet_field(facets.definitions()[i].name);
        Xapian::termpos before = 0;
        for (const auto& value : analyzed.facets[i]) {
            before += postings.add(field, analyzer.analyze(value), nullptr, before);
            before += index::kPositionGap;
        }
    }
    analyzed.article = std::move(article);
    return analyzed;
}

Xapian::Document build_document(const AnalyzedArticle& analyzed,
                                const index::AverageLengths& averages,
                                const index::RankingParameters& ranking) {
    Xapian::Document document;
    document.set_data(index::write_stored_article(analyzed.article));
    document.add_boolean_term(index::id_term(analyzed.article.id));
    const auto weight = [&](const FieldFrequencies& frequencies) {
        const bool weighs = frequencies.title + frequencies.lead + frequencies.body > 0;
        return weighs ? impact(frequencies, analyzed.lengths, averages, ranking) : 0;
    };
    for (const auto& [term, posting] : analyzed.postings) {
        document.add_term(term, weight(posting.frequencies));
        for (const auto position : posting.positions) document.add_posting(term, position, 0);
    }
    return document;
}

}  // namespace kiosque::indexer
