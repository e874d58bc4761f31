#include "reading/cleaning/title.hpp"

#include <catch2/catch.hpp>

using namespace kiosque::reading;

namespace {

std::vector<Line> paragraphs(std::initializer_list<const char*> texts) {
    std::vector<Line> lines;
    for (const char* text : texts) lines.push_back({lines.size() + 1, text});
    return lines;
}

constexpr const char* kLead =
    "Le pont de la Loire rouvre lundi après deux ans de travaux, a annoncé la métropole de Nantes.";
constexpr const char* kRest =
    "Le chantier du pont a coûté trente millions d’euros, payés pour moitié par la région.";

}  // namespace

TEST_CASE("the first line is the title", "[indexer][title]") {
    const FoundTitle found =
        find_title(paragraphs({"Nantes : le pont rouvre lundi", kLead, kRest}));
    CHECK(found.title == "Nantes : le pont rouvre lundi");
    CHECK(found.from == "first line");
    CHECK(found.paragraph == 0U);
}

TEST_CASE("a slogan and a section lose against the title", "[indexer][title]") {
    const FoundTitle found =
        find_title(paragraphs({"Toute l’info, rien que l’info", "Région",
                               "Nantes : le pont rouvre lundi", kLead, kRest}));
    CHECK(found.title == "Nantes : le pont rouvre lundi");
    CHECK(found.from == "heading");
    CHECK(found.paragraph == 2U);
    CHECK(found.site_header == std::vector<std::size_t>{0});
}

TEST_CASE("a subtitle with more words does not replace its title", "[indexer][title]") {
    const FoundTitle found = find_title(paragraphs(
        {"Le pont rouvre",
         "Deux ans de travaux et trente millions d’euros pour le pont de la Loire à Nantes", kLead,
         kRest}));
    CHECK(found.title == "Le pont rouvre");
}

TEST_CASE("a heading right after the lead is the title and stays in the body", "[indexer][title]") {
    const FoundTitle found =
        find_title(paragraphs({kLead, "Un pont et trente millions d’euros", kRest}));
    CHECK(found.title == "Un pont et trente millions d’euros");
    CHECK(found.from == "heading after the lead");
    CHECK_FALSE(found.paragraph);
}

TEST_CASE("without a heading the first sentence is the title", "[indexer][title]") {
    const FoundTitle found = find_title(paragraphs({kLead, kRest}));
    CHECK(found.title == kLead);
    CHECK(found.from == "first sentence");
    CHECK_FALSE(found.paragraph);

    CHECK(find_title(paragraphs({kLead, kRest, "Un intertitre sur le pont", kRest})).from ==
          "first sentence");
    CHECK(find_title(paragraphs({"Photo d’archives.", kLead, kRest})).title == kLead);
}

TEST_CASE("a sentence is cut where it hurts least", "[indexer][title]") {
    const auto [paragraph, title] = GENERATE(table<std::string, std::string>({
        {"Court. Suite.", "Court."},
        {"M. Dupont est venu. Il est reparti.", "M. Dupont est venu."},
        {"Le J. O. l’a publié. Suite.", "Le J. O. l’a publié."},
        {"Il compte 4.700 entreprises. Suite.", "Il compte 4.700 entreprises."},
        {"Un soutien technique.Cela contribuera.", "Un soutien technique."},
        {"Vraiment ? Oui.", "Vraiment ?"},
        {"Sans fin", "Sans fin"},
        {"Après des mois de négociations entre les deux capitales et leurs alliés, un accord a été "
         "signé "
         "dans la nuit de mardi à mercredi par les ministres.",
         "Après des mois de négociations entre les deux capitales et leurs alliés…"},
        {"Le gouvernement régional a décidé de consacrer trente millions d’euros à la rénovation "
         "complète "
         "des écoles et de toutes les bibliothèques de la vallée.",
         "Le gouvernement régional a décidé de consacrer trente millions d’euros à la rénovation "
         "complète "
         "des écoles…"},
    }));
    CHECK(first_sentence(paragraph) == title);
}

TEST_CASE("titles are compared without case, accents and punctuation", "[indexer][title]") {
    CHECK(is_same_title("L’énergie : un défi", "L'ENERGIE, UN DEFI"));
    CHECK_FALSE(is_same_title("L’énergie", "L’énergie éolienne"));
}
