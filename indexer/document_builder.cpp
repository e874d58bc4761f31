#include "indexer/document_builder.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "index/schema.hpp"
#include "index/stored_article.hpp"

namespace kiosque::indexer {
namespace {

using index::Level;

/// Positions left free between the title and the text, so that no phrase runs from one to the
/// other.
constexpr Xapian::termpos kTitleGap = 100;

/// Files the words of one field after the other.
class Postings {
public:
    explicit Postings(AnalyzedArticle& out) : out_(out) {}

    /// Adds the words of a field; gives back how many there are.
    unsigned add(const std::vector<text::Token>& tokens, unsigned FieldFrequencies::*field) {
        for (const auto& token : tokens) {
            const text::WordTerms& terms = *token.terms;
            const Xapian::termpos position = offset_ + static_cast<Xapian::termpos>(token.position);
            ++(posting(Level::exact, terms.exact).frequencies.*field);
            ++(posting(Level::family, terms.family).frequencies.*field);
            for (const auto& lemma : terms.lemmas) {
                auto& filed = posting(Level::lemma, lemma);
                ++(filed.frequencies.*field);
                filed.positions.push_back(position);
            }
            note_accents(terms.exact);
        }
        offset_ += static_cast<Xapian::termpos>(tokens.size());
        return static_cast<unsigned>(tokens.size());
    }

    void leave_gap() { offset_ += kTitleGap; }

private:
    AnalyzedArticle::Posting& posting(Level level, const std::string& word) {
        return out_.postings[index::word_term(level, word)];
    }

    void note_accents(const std::string& exact) {
        if (!seen_.insert(exact).second) return;
        std::string folded = text::folded_term(exact);
        if (folded != exact) out_.accented_words.emplace_back(std::move(folded), exact);
    }

    AnalyzedArticle& out_;
    std::set<std::string> seen_;
    Xapian::termpos offset_ = 0;
};

}  // namespace

AnalyzedArticle analyze_article(Article article, text::FrenchAnalyzer& analyzer) {
    AnalyzedArticle analyzed;
    Postings postings(analyzed);
    analyzed.lengths.title =
        postings.add(analyzer.analyze(article.title), &FieldFrequencies::title);
    postings.leave_gap();
    const std::size_t lead_end = std::min(article.body.find("\n\n"), article.body.size());
    const std::string_view body = article.body;
    analyzed.lengths.lead =
        postings.add(analyzer.analyze(body.substr(0, lead_end)), &FieldFrequencies::lead);
    analyzed.lengths.body =
        postings.add(analyzer.analyze(body.substr(lead_end)), &FieldFrequencies::body);
    analyzed.article = std::move(article);
    return analyzed;
}

Xapian::Document build_document(const AnalyzedArticle& analyzed,
                                const index::AverageLengths& averages,
                                const index::RankingParameters& ranking) {
    Xapian::Document document;
    document.set_data(index::write_stored_article(analyzed.article));
    document.add_boolean_term(index::id_term(analyzed.article.id));
    for (const auto& [term, posting] : analyzed.postings) {
        const unsigned weight = impact(posting.frequencies, analyzed.lengths, averages, ranking);
        document.add_term(term, weight);
        for (const auto position : posting.positions) document.add_posting(term, position, 0);
    }
    return document;
}

std::vector<std::vector<std::string>> facet_values(const Article& article) {
    std::vector<std::vector<std::string>> values;
    const auto single = [](const std::string& value) {
        return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value};
    };
    for (const auto& facet : index::kFacets) {
        if (facet.name == "source") {
            values.push_back(single(article.source));
        } else if (facet.name == "auteur") {
            values.push_back(article.authors);
        } else if (facet.name == "section") {
            values.push_back(single(article.section));
        } else if (facet.name == "tags") {
            values.push_back(article.tags);
        } else {
            throw Error(ErrorCode::internal,
                        "the facet '" + std::string(facet.name) + "' is filled by nobody");
        }
    }
    return values;
}

}  // namespace kiosque::indexer
