#include "reading/text_reader.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/paragraphs.hpp"
#include "reading/cleaning/publication_lines.hpp"
#include "text/dates.hpp"

using namespace kiosque;
using namespace kiosque::reading;

namespace {

const std::string kProse =
    "La ville inaugure mardi une médiathèque consacrée aux archives du port, fermées depuis dix "
    "ans.";

}  // namespace

TEST_CASE("a plain text is a title and paragraphs", "[indexer][text]") {
    const ReadArticle read = read_text("Les archives du port rouvrent\n\n" + kProse +
                                       "\nLe public pourra consulter les registres le samedi.\n");
    CHECK(read.article.title == "Les archives du port rouvrent");
    CHECK(read.title_from == "first line");
    CHECK(read.article.body == kProse + "\n\nLe public pourra consulter les registres le samedi.");
    CHECK(read.cuts.empty());
    CHECK(read.article.id.empty());
}

TEST_CASE("lines near the top give date and author and are cut", "[indexer][text]") {
    const ReadArticle read = read_text(
        "Les archives du port rouvrent\nPar Jeanne Dupont et Paul Martin\n"
        "Publié le 3 juillet 2024 à 10h, mis à jour le 4 juillet 2024\n\n" +
        kProse);
    CHECK(read.article.authors == std::vector<std::string>{"Jeanne Dupont", "Paul Martin"});
    REQUIRE(read.article.date);
    CHECK(format_iso_day(*read.article.date) == "2024-07-03");
    CHECK(read.article.body == kProse);
    CHECK(read.cuts.size() == 2);
}

TEST_CASE("a line that says when and by whom is told from a sentence", "[indexer][text]") {
    const auto [line, date, authors] =
        GENERATE(table<std::string, std::string, std::vector<std::string>>({
            {"3 juillet 2024", "2024-07-03", {}},
            {"Publié le 03/07/2024 à 10h30", "2024-07-03", {}},
            {"Publié le mercredi 3 juillet 2024 - 10:30", "2024-07-03", {}},
            {"Mis à jour le : 3 juillet 2024", "2024-07-03", {}},
            {"Date : 2024-07-03", "2024-07-03", {}},
            {"Par Jeanne Dupont", "", {"Jeanne Dupont"}},
            {"PAR JEANNE DUPONT", "", {"JEANNE DUPONT"}},
            {"Par Charles de La Tour, Paul Martin", "", {"Charles de La Tour", "Paul Martin"}},
            {"Par AFP", "", {"AFP"}},
            {"Auteur : Rédaction", "", {"Rédaction"}},
            {"Author: admin", "", {"admin"}},
            {"Par Jeanne Dupont | 3 juillet 2024", "2024-07-03", {"Jeanne Dupont"}},
            {"Par Jeanne Dupont le 3 juillet 2024 à 10h", "2024-07-03", {"Jeanne Dupont"}},
            {"3 juillet 2024, par Jeanne Dupont", "2024-07-03", {"Jeanne Dupont"}},
        }));
    CAPTURE(line);
    const auto publication = parse_publication_line(line);
    REQUIRE(publication);
    CHECK((publication->date ? format_iso_day(*publication->date) : "") == date);
    CHECK(publication->authors == authors);
}

TEST_CASE("a sentence or a title with a date or a name is no line of its own", "[indexer][text]") {
    const auto line = GENERATE(as<std::string>(), "Par ailleurs", "Par Toutatis !",
                               "Par Jeanne Dupont, qui vit à Lyon depuis dix ans",
                               "Le 3 juillet 2024, la ville a voté", "Auteur de romans policiers",
                               "Le traité du 3 juillet 2024", "Par monts et par vaux", "2024",
                               "Par Paris", "Le 14 juillet");
    CAPTURE(line);
    CHECK_FALSE(parse_publication_line(line));
}

TEST_CASE("an author's line counts anywhere, a bare name only at the top", "[indexer][text]") {
    std::string text = "Les archives du port rouvrent\n\n";
    for (int i = 0; i < 12; ++i)
        text += "Phrase numéro " + std::to_string(i) + " sur les archives du port.\n";
    const ReadArticle read = read_text(text + "Auteur : Jeanne Dupont\nPar Paul Martin\n");
    CHECK(read.article.authors == std::vector<std::string>{"Jeanne Dupont"});
    CHECK(read.article.body.ends_with("Par Paul Martin"));
}

TEST_CASE("hard-wrapped lines are joined, lines that are paragraphs are not", "[indexer][text]") {
    const std::string wrapped =
        "Les archives du port rouvrent\n\n"
        "La ville inaugure mardi une médiathèque consacrée aux archives du port,\n"
        "fermées depuis dix ans, et le public pourra y consulter les registres\n"
        "d'équipage, les journaux de bord et les plans des chantiers navals que\n"
        "les anciens armateurs ont légués à la commune.\n\n"
        "Le maire a salué le travail des bénévoles, qui ont classé près de douze\n"
        "mille pièces, dont certaines remontent au dix-septième siècle et n'ont\n"
        "jamais été montrées.\n";
    const ReadArticle read = read_text(wrapped);
    CHECK(read.article.title == "Les archives du port rouvrent");
    CHECK(std::count(read.article.body.begin(), read.article.body.end(), '\n') == 2);
    CHECK(read.article.body.find("du port, fermées depuis") != std::string::npos);

    CHECK_FALSE(is_hard_wrapped(
        split_lines("Un vers court\nun autre vers\net puis encore\nla fin du jour\n")));
    CHECK_FALSE(is_hard_wrapped(split_lines(kProse + "\n" + kProse + "\n" + kProse + "\n" + kProse +
                                            "\n" + kProse + "\n" + kProse)));
}

TEST_CASE("a text of one line keeps it", "[indexer][text]") {
    const ReadArticle read = read_text("Bonjour le monde");
    CHECK(read.article.title == "Bonjour le monde");
    CHECK(read.article.body == "Bonjour le monde");
}

TEST_CASE("a text without words is refused", "[indexer][text]") {
    const auto text = GENERATE(as<std::string>(), "", "\n \n", "...\n---\n", "12 345\n",
                               "Share Button\nLaisser un commentaire\n");
    CAPTURE(text);
    CHECK_THROWS_MATCHES(read_text(text), Error, Catch::Message("has no text"));
}

TEST_CASE("text that repeats itself without end is read in one go", "[indexer][text]") {
    // Each of these once took time that doubled, or grew with the square of its length.
    std::string labels;
    for (int i = 0; i < 22; ++i) labels += "publié le ";
    std::string points;
    for (int i = 0; i < 100'000; ++i) points += "xx.";
    const std::string article = "Un titre\n\nUne phrase de texte assez longue pour un article.\n";
    CHECK_NOTHROW(read_text(labels + "\n\n" + article));
    CHECK_NOTHROW(read_text(points + "\n\n" + article));
}
