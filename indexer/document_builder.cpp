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

constexpr std::string_view kExactPrefix =
    index::kLevels[static_cast<std::size_t>(Level::exact)].prefix;

/// Files the words of one field after the other.
class Postings {
public:
    explicit Postings(AnalyzedArticle& out) : out_(out) {}

    /// Adds the words of a part of title or text, and gives back how many there are. Their order
    /// is that of the forward index.
    unsigned add(const std::vector<text::Token>& tokens, unsigned FieldFrequencies::*part) {
        for (const auto& token : tokens) {
            const auto& exact = count(index::kWholeText, *token.terms, part);
            out_.words.push_back(std::string_view(exact).substr(kExactPrefix.size()));
        }
        return static_cast<unsigned>(tokens.size());
    }

    /// Adds the words of the title once more, to be asked for alone.
    void add_title(const std::vector<text::Token>& tokens) {
        for (const auto& token : tokens) {
            count(index::kTitle, *token.terms, &FieldFrequencies::title);
        }
    }

    /// Adds the words of a facet's value, which find an article but do not weigh.
    void add_value(const index::Field& field, const std::vector<text::Token>& tokens,
                   Xapian::termpos before) {
        for (const auto& token : tokens) {
            const auto& exact = count(field, *token.terms, nullptr);
            out_.postings.at(exact).positions.push_back(
                before + static_cast<Xapian::termpos>(token.position));
        }
    }

private:
    using Posting = AnalyzedArticle::Posting;

    /// Counts a word on all its levels; gives back the term of its exact form.
    const std::string& count(const index::Field& field, const text::WordTerms& terms,
                             unsigned FieldFrequencies::*part) {
        const std::string& exact = count(field, Level::exact, terms.exact, part);
        count(field, Level::family, terms.family, part);
        for (const auto& lemma : terms.lemmas) count(field, Level::lemma, lemma, part);
        note(terms);
        return exact;
    }

    const std::string& count(const index::Field& field, Level level, const std::string& word,
                             unsigned FieldFrequencies::*part) {
        auto& [term, posting] =
            *out_.postings.try_emplace(index::word_term(field, level, word)).first;
        if (part != nullptr) ++(posting.frequencies.*part);
        return term;
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

    lengths.title = postings.add(words[0], &FieldFrequencies::title);
    postings.add_title(words[0]);
    lengths.lead = postings.add(words[1], &FieldFrequencies::lead);
    lengths.body = postings.add(words[2], &FieldFrequencies::body);

    const std::array<AnalyzedPart, 3> parts = {
        {{texts[0], words[0]}, {texts[1], words[1]}, {texts[2], words[2]}}};
    analyzed.facets = facets.values(article, article_words(parts), words[0].size());
    for (std::size_t i = 0; i < analyzed.facets.size(); ++i) {
        const index::Field field = index::facet_field(facets.definitions()[i].name);
        Xapian::termpos before = 0;
        for (const auto& value : analyzed.facets[i]) {
            const auto tokens = analyzer.analyze(value);
            postings.add_value(field, tokens, before);
            before += static_cast<Xapian::termpos>(tokens.size()) + index::kPositionGap;
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
