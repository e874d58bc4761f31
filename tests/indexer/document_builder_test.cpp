#include "indexer/document_builder.hpp"

#include <catch2/catch.hpp>

#include "support/facets.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
using test::analyzer;
using test::facets;

namespace {

AnalyzedArticle analyzed(const std::string& title, const std::string& body) {
    return analyze_article(test::article("a", title, body), facets(), analyzer());
}

unsigned impact_of(const AnalyzedArticle& article, const std::string& term,
                   const index::AverageLengths& averages) {
    return impact(article.postings.at(term).frequencies, article.lengths, averages, {});
}

}  // namespace

TEST_CASE("a word is filed at its three levels, the order of words apart from them",
          "[indexer][document]") {
    const auto article = analyzed("Élus", "Les élus.");
    CHECK(article.postings.contains("Eélus"));
    CHECK(article.postings.contains("Lelu"));
    CHECK(article.postings.contains("Lelire"));
    CHECK(article.postings.contains("Felu"));
    CHECK(article.postings.at("Eélus").positions.empty());
    CHECK(article.words == std::vector<std::string_view>{"élus", "les", "élus"});
}

TEST_CASE("words of the title and of facets are filed once more by their field",
          "[indexer][document]") {
    Article given = test::article("a", "Les élus", "Texte.");
    given.section = "Énergie et climat";
    const auto article = analyze_article(given, facets(), analyzer());
    CHECK(article.postings.contains("TLelu"));
    CHECK_FALSE(article.postings.contains("TLtexte"));
    CHECK(article.postings.contains("Xsection:Lclimat"));
    CHECK(article.postings.at("Xsection:Eclimat").positions.size() == 1);
    CHECK_FALSE(article.postings.contains("Lclimat"));  // a section is no part of the text
}

TEST_CASE("the dictionaries lead from folded words to accents, from lemmas to forms",
          "[indexer][document]") {
    using Row = std::pair<std::string, std::string>;
    const auto dictionary = analyzed("Élus", "Les élus.").dictionary;
    for (const auto& row :
         {Row("Aelus", "élus"), Row("Lelu", "élus"), Row("Lelire", "élus"), Row("Lle", "les")}) {
        CAPTURE(row.first);
        const bool is_there =
            std::find(dictionary.begin(), dictionary.end(), row) != dictionary.end();
        CHECK(is_there == (row.first != "Lle"));  // each stop word is a word of its own
    }
    CHECK(std::count(dictionary.begin(), dictionary.end(), Row("Aelus", "élus")) == 1);
}

TEST_CASE("the first paragraph is the lead", "[indexer][document]") {
    const auto article = analyzed("Un titre", "Un chapeau de cinq mots.\n\nLa suite du texte.");
    CHECK(article.lengths.title == 2);
    CHECK(article.lengths.lead == 5);
    CHECK(article.lengths.body == 4);
}

TEST_CASE("impacts grow with each occurrence, more slowly each time, and stay in their range",
          "[indexer][impact]") {
    unsigned last = 0;
    unsigned last_step = 1000;
    std::string body;
    for (int i = 0; i < 6; ++i) {
        body += "gaz autre ";
        const unsigned now =
            impact_of(analyzed("Titre", "Chapeau.\n\n" + body), "Lgaz", {4, 20, 100});
        CHECK(now > last);
        CHECK(now <= 127);
        CHECK(now - last <= last_step);
        last_step = now - last;
        last = now;
    }
}

TEST_CASE("a word of the title weighs more than one of the lead, and that more than the body",
          "[indexer][impact]") {
    // Fields of the average length each, so that nothing but their weights differs.
    const index::AverageLengths averages = {2, 2, 2};
    const unsigned title = impact_of(analyzed("Le gaz", "Chapeau.\n\nTexte."), "Lgaz", averages);
    const unsigned lead = impact_of(analyzed("Titre", "Le gaz.\n\nTexte."), "Lgaz", averages);
    const unsigned body = impact_of(analyzed("Titre", "Chapeau.\n\nLe gaz."), "Lgaz", averages);
    CHECK(title > lead);
    CHECK(lead > body);
}

TEST_CASE("every declared facet is filled", "[indexer][document]") {
    Article article = test::article("a", "Titre", "Texte.");
    article.source = "Le Journal";
    article.authors = {"A", "B"};
    article.section = "Énergie";
    article.tags = {"gaz"};
    using Values = std::vector<std::string>;
    const auto values = analyze_article(article, facets(), analyzer()).facets;
    REQUIRE(values.size() >= 4);
    CHECK(std::vector(values.begin(), values.begin() + 4) ==
          std::vector<Values>{{"Le Journal"}, {"A", "B"}, {"Énergie"}, {"gaz"}});
}
