#include "search/query_language.hpp"

#include <chrono>

#include <catch2/catch.hpp>

#include "search/day_range.hpp"
#include "search/query_lexer.hpp"

using namespace kiosque::search;
using kiosque::Day;

namespace {

using Kind = QueryNode::Kind;

const Day kToday = Day(std::chrono::year(2026) / 11 / 22);

std::string list(const std::vector<QueryNode>& parts, const std::string& between);

/// A tree written shortly: words, [phrase], <days>, (any|any), {all&all}, signs before each.
std::string written(const QueryNode& node) {
    std::string text = node.is_excluded ? "-" : node.is_required ? "+" : "";
    if (!node.field.empty()) text += node.field + ":";
    switch (node.kind) {
        case Kind::words:
            return text + node.text;
        case Kind::phrase:
            return text + "[" + node.text + "]" +
                   (node.distance > 0 ? std::to_string(node.distance) : "");
        case Kind::prefix:
            return text + node.text + "*";
        case Kind::days:
            return text + "<" + kiosque::format_iso_day(node.days.first.value_or(kToday)) + ".." +
                   kiosque::format_iso_day(node.days.last.value_or(kToday)) + ">";
        case Kind::near_to:
            return text + "(" + list(node.parts, " near" + std::to_string(node.distance) + " ") +
                   ")";
        case Kind::all:
            return text + "{" + list(node.parts, "&") + "}";
        case Kind::any:
            return text + "(" + list(node.parts, "|") + ")";
    }
    return text;
}

std::string list(const std::vector<QueryNode>& parts, const std::string& between) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : between) + written(part);
    return text;
}

std::string parsed(const std::string& text) {
    return list(parse_query(text, kToday).parts, " & ");
}

}  // namespace

TEST_CASE("a query is words, phrases and exclusions", "[search][query]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"  ", ""},
        {"énergie éolienne", "énergie éolienne"},
        {"\"communauté de destin\"", "+[communauté de destin]"},
        {"« communauté de destin »", "+[ communauté de destin ]"},
        {"“communauté de destin”", "+[communauté de destin]"},
        {"\"route soie\"~3", "+[route soie]3"},
        {"gaz -pétrole", "gaz & -pétrole"},
        {"gaz +pétrole", "gaz & +pétrole"},
        {"gaz -\"pétrole brut\" vent", "gaz & -[pétrole brut] & vent"},
        {"sino-kazakhe", "sino-kazakhe"},
        {"a - b", "a - b"},
        {"--", "--"},
        {"4 700 entreprises", "4 700 entreprises"},
        {"kazakh*", "kazakh*"},
        {"titre:réforme", "+titre:réforme"},
        {"TITRE:\"la réforme\"", "+titre:[la réforme]"},
        {"-section:Sport ski", "-section:Sport & ski"},
        {"tag:gaz", "+tags:gaz"},
        {"auteur:(Dupont OU Durand)", "+(+auteur:Dupont|+auteur:Durand)"},
    }));
    CAPTURE(text);
    CHECK(parsed(text) == expected);
}

TEST_CASE("operators in capitals join words, ET tighter than OU", "[search][query]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"gaz ET pétrole", "+gaz & +pétrole"},
        {"gaz AND pétrole", "+gaz & +pétrole"},
        {"gaz OU pétrole", "+(gaz|pétrole)"},
        {"gaz OR pétrole", "+(gaz|pétrole)"},
        {"gaz SAUF pétrole", "gaz & -pétrole"},
        {"gaz NOT pétrole", "gaz & -pétrole"},
        {"gaz ET NON pétrole", "+gaz & -pétrole"},
        {"NON pétrole", "-pétrole"},
        {"a1 b1 OU c1 ET d1", "+(a1 b1|{+c1&+d1})"},
        {"(gaz OU pétrole) russe", "+(gaz|pétrole) & russe"},
        {"russe SAUF (gaz OU pétrole)", "russe & -(gaz|pétrole)"},
        {"ville SAUF le centre ancien", "ville & -le centre & ancien"},
        {"gaz PROCHE/5 russe", "+(gaz near5 russe)"},
        {"gaz PROCHE russe", "+(gaz near10 russe)"},
        {"a1 b1 NEAR/3 \"c1 d1\"", "a1 & +(b1 near3 +[c1 d1])"},
    }));
    CAPTURE(text);
    // What an operator excludes is wanted out as firmly as what it joins is wanted in.
    std::string found = parsed(text);
    CHECK(found == expected);
}

TEST_CASE("what does not parse is words, never an error", "[search][query]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"\"", ""},
        {"médaille d'or", "médaille d'or"},
        {"\"une quote ouverte", "une quote ouverte"},
        {"(((", ""},
        {"AND", "AND"},
        {"ET", "ET"},
        {"gaz ET", "gaz ET"},
        {"OU gaz", "OU gaz"},
        {"gaz OU OU pétrole", "+(gaz OU|pétrole)"},
        {"or et argent ou cuivre", "or et argent ou cuivre"},
        {"-", "-"},
        {"fin »", "fin »"},
        {"f(x) député(e)s", "f(x) député(e)s"},
        {"l'OCS (Shanghai)", "l'OCS & Shanghai"},
        {"heure:12", "heure:12"},
        {"titre:", "titre:"},
        {"titre: réforme", "titre: réforme"},
        {"date:bientôt", "date:bientôt"},
        {"PROCHE/5", "PROCHE/5"},
        {"gaz)", "gaz)"},
    }));
    CAPTURE(text);
    CHECK(parsed(text) == expected);
}

TEST_CASE("a pasted headline is words, in capitals too", "[search][query]") {
    for (const auto* text :
         {"RUÉE VERS L'OR EN GUYANE", "TOUS VACCINÉS SAUF LES ENFANTS", "PAIX OU GUERRE EN UKRAINE",
          "Référendum : ils disent NON au traité", "Faut-il sortir ou rester ?"}) {
        CAPTURE(text);
        CHECK(parsed(text) == text);
    }
    CHECK(parsed("OTAN OU ONU") == "+(OTAN|ONU)");
}

TEST_CASE("days are read in words and numbers", "[search][query][dates]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"grève hier", "grève & <2026-11-21..2026-11-21>"},
        {"aujourd’hui", "<2026-11-22..2026-11-22>"},
        {"élections 2013", "élections & <2013-01-01..2013-12-31>"},
        {"élections de 2013 à 2015", "élections & <2013-01-01..2015-12-31>"},
        {"mars 2024", "<2024-03-01..2024-03-31>"},
        {"août 2024, climat", "<2024-08-01..2024-08-31> & climat"},
        {"du 3 au 9 juin 2024", "<2024-06-03..2024-06-09>"},
        {"du 28 mai au 3 juin 2024", "<2024-05-28..2024-06-03>"},
        {"1er juin 2024", "<2024-06-01..2024-06-01>"},
        {"03/06/2024", "<2024-06-03..2024-06-03>"},
        {"2024-06-03", "+<2024-06-03..2024-06-03>"},
        {"gaz -7j", "gaz & +<2026-11-15..2026-11-22>"},
        {"date:2013", "+date:<2013-01-01..2013-12-31>"},
        {"date:mars 2024 gaz", "+date:<2024-03-01..2024-03-31> & gaz"},
        {"date:\"mars 2024\" gaz", "+date:<2024-03-01..2024-03-31> & gaz"},
        {"-2013", "-<2013-01-01..2013-12-31>"},
        {"le monde d'hier", "le monde d'hier"},
        {"\"hier\"", "+[hier]"},
        {"4700 entreprises", "4700 entreprises"},
        {"31 février 2024", "31 & <2024-02-01..2024-02-29>"},
        {"mars attaque", "mars attaque"},
    }));
    CAPTURE(text);
    CHECK(parsed(text) == expected);
}

TEST_CASE("any bytes are read to their end", "[search][query]") {
    for (int byte = 0; byte < 256; ++byte) {
        std::string text = "a" + std::string(3, static_cast<char>(byte)) + "\"-";
        CHECK_NOTHROW(parse_query(text, kToday));
    }
}

TEST_CASE("brackets deeper than the limit are passed over, their words stay",
          "[search][query][limits]") {
    const std::string open(10'000, '(');
    const std::string close(10'000, ')');
    CHECK(parsed(open + "gaz OU vent" + close) == "+(gaz|vent)");
    CHECK(parsed(open) == "");
    CHECK(parsed(close) == "");
    std::size_t depth = 0;
    std::size_t deepest = 0;
    std::string nested;
    for (int i = 0; i < 40; ++i) nested += "(x" + std::to_string(i) + " OU ";
    for (const auto& lexeme : cut_query(nested + "y", QueryFields())) {
        if (lexeme.kind == Lexeme::Kind::open) ++depth;
        if (lexeme.kind == Lexeme::Kind::close) --depth;
        deepest = std::max(deepest, depth);
    }
    CHECK(deepest == kMaxBracketDepth);
    CHECK(depth == 0);
}
