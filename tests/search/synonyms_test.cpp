#include "search/synonyms.hpp"

#include <fstream>
#include <map>
#include <sstream>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/analyzer.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::analyzer;

namespace {

const Synonyms& product() {
    static const Synonyms table = Synonyms::built_in(analyzer());
    return table;
}

/// What the first word of `query` and those behind it are found to mean: "2: ONU | Nations unies".
std::string found(const Synonyms& synonyms, const std::string& query, std::size_t at = 0) {
    const auto found = synonyms.find(query, analyzer().analyze(query), at);
    if (!found) return "nothing";
    std::string shown = std::to_string(found->words) + ":";
    for (const auto& other : found->others) {
        shown += (&other == &found->others.front() ? " " : " | ") + other;
    }
    return shown;
}

/// The synonyms of a user's file alone.
Synonyms read(const std::string& lines) {
    const test::TemporaryFolder folder;
    Synonyms synonyms;
    synonyms.add_file(folder.write("synonymes.tsv", lines), analyzer());
    return synonyms;
}

/// The entries of search/synonyms.tsv as a plain reader sees them, `=` left out.
std::vector<std::vector<std::string>> entries_of_the_product() {
    std::ifstream file(KIOSQUE_SOURCE "/search/synonyms.tsv");
    std::vector<std::vector<std::string>> entries;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream cells(line);
        entries.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) {
            entries.back().push_back(cell.front() == '=' ? cell.substr(1) : cell);
        }
    }
    return entries;
}

}  // namespace

TEST_CASE("every variant of the product's table finds all the others", "[search][synonyms]") {
    const auto entries = entries_of_the_product();
    CHECK(entries.size() >= 200);
    CHECK(product().entry_count() == entries.size());
    for (const auto& entry : entries) {
        for (const auto& variant : entry) {
            CAPTURE(variant);
            const auto tokens = analyzer().analyze(variant);
            const auto found = product().find(variant, tokens, 0);
            REQUIRE(found);
            CHECK(found->words == tokens.size());
            auto others = entry;
            std::erase(others, variant);
            CHECK(found->others == others);
        }
    }
}

TEST_CASE("no variant stands in two entries of the product's table", "[search][synonyms]") {
    std::map<std::string, int> seen;
    for (const auto& entry : entries_of_the_product()) {
        for (const auto& variant : entry) {
            std::string words;
            for (const auto& token : analyzer().analyze(variant)) {
                words += text::folded_term(token.terms->exact) + " ";
            }
            CAPTURE(variant);
            CHECK(++seen[words] == 1);
        }
    }
}

TEST_CASE("no acronym of the product's table is a stop word", "[search][synonyms]") {
    for (const auto& entry : entries_of_the_product()) {
        for (const auto& variant : entry) {
            const auto tokens = analyzer().analyze(variant);
            CAPTURE(variant);
            CHECK_FALSE((tokens.size() == 1 && tokens.front().terms->is_stop_word));
        }
    }
}

TEST_CASE("a variant is found however its words are written", "[search][synonyms]") {
    const auto [query, expected] = GENERATE(table<std::string, std::string>({
        {"ONU", "1: Nations unies | Organisation des Nations unies"},
        {"onu", "1: Nations unies | Organisation des Nations unies"},
        {"Onu", "1: Nations unies | Organisation des Nations unies"},
        {"O.N.U.", "1: Nations unies | Organisation des Nations unies"},
        {"l'ONU", "1: Nations unies | Organisation des Nations unies"},
        {"nations-unies", "2: ONU | Organisation des Nations unies"},
        {"S.N.C.F.", "1: Société nationale des chemins de fer français"},
        {"etats unis", "2: États-Unis d'Amérique | USA"},
        {"États-Unis d’Amérique", "3: États-Unis | USA"},
        {"trains à grande vitesse", "4: TGV"},
        {"energie renouvelable", "2: EnR"},
        {"petites et moyennes entreprises françaises", "4: PME | petite ou moyenne entreprise"},
        {"covid 19", "2: Covid | Covid19 | coronavirus | SARS-CoV-2"},
        {"hydroélectriques", "1: hydro-électrique"},  // whose lemma is "électrique"
        {"smic", "1: salaire minimum interprofessionnel de croissance"},
        {"prud’hommes", "1: conseil de prud'hommes | conseil des prud'hommes | prudhommes"},
    }));
    CAPTURE(query);
    CHECK(found(product(), query) == expected);
}

TEST_CASE("what is not in the table finds nothing", "[search][synonyms]") {
    const std::string query = GENERATE(as<std::string>(), "", "le", "énergie", "nations", "unies",
                                       "croissance", "mètre", "électrique", "ouïr", "boire", "?!");
    CAPTURE(query);
    CHECK(found(product(), query) == "nothing");
}

TEST_CASE("the longest variant that begins at a word is found", "[search][synonyms]") {
    CHECK(found(product(), "réforme de l'ONU", 2) ==
          "1: Nations unies | Organisation des Nations unies");
    CHECK(found(product(), "conseil de sécurité de l'ONU") ==
          "5: Conseil de sécurité des Nations unies");
    CHECK(found(product(), "conseil de sécurité") == "nothing");
    CHECK(found(product(), "ONU", 1) == "nothing");
}

TEST_CASE("an article at the beginning of a variant is optional", "[search][synonyms]") {
    const auto synonyms = read("la Ceinture et la Route\tnouvelles routes de la soie\n");
    CHECK(found(synonyms, "La Ceinture et la Route") == "5: nouvelles routes de la soie");
    CHECK(found(synonyms, "ceinture et la route") == "4: nouvelles routes de la soie");
    CHECK(found(synonyms, "nouvelle route de la soie") == "5: la Ceinture et la Route");
    CHECK(found(synonyms, "la") == "nothing");
}

TEST_CASE("a variant marked = and a stop word are acronyms only in capitals",
          "[search][synonyms]") {
    const auto synonyms = read("=PS\tParti socialiste\nEST\théritage\n");
    const auto [query, expected] = GENERATE(table<std::string, std::string>({
        {"PS", "1: Parti socialiste"},
        {"P.S.", "1: Parti socialiste"},
        {"ps", "nothing"},
        {"Ps", "nothing"},
        {"parti socialiste", "2: PS"},
        {"EST", "1: héritage"},
        {"est", "nothing"},
    }));
    CAPTURE(query);
    CHECK(found(synonyms, query) == expected);
}

TEST_CASE("an acronym has no other forms", "[search][synonyms]") {
    CHECK(found(read("PAC\tpolitique agricole\n"), "pacs") == "nothing");
    CHECK(found(read("CHU\thôpital universitaire\n"), "choir") == "nothing");
    CHECK(is_acronym("ONU"));
    CHECK(is_acronym("S.N.C.F."));
    CHECK(is_acronym("G20"));
    CHECK_FALSE(is_acronym("Onu"));
    CHECK_FALSE(is_acronym("R"));
    CHECK_FALSE(is_acronym("49.3"));
}

TEST_CASE("a user's file adds to the product's table", "[search][synonyms]") {
    const test::TemporaryFolder folder;
    Synonyms synonyms = product();
    synonyms.add_file(folder.write("synonymes.tsv",
                                   "\xEF\xBB\xBF# le journal\r\n\r\n"
                                   " le Monde \tquotidien du soir\r\n"
                                   "UN\tonu\tUnited Nations\r\n"
                                   "ps\tpost-scriptum"),
                      analyzer());
    CHECK(found(synonyms, "monde") == "1: quotidien du soir");
    CHECK(found(synonyms, "quotidien du soir") == "3: le Monde");
    CHECK(found(synonyms, "ONU") ==
          "1: Nations unies | Organisation des Nations unies | UN | United Nations");
    CHECK(found(synonyms, "united nations") ==
          "2: ONU | Nations unies | Organisation des Nations unies | UN");
    CHECK(found(synonyms, "ps") == "1: Parti socialiste | post-scriptum");
    CHECK(found(synonyms, "OMS") == found(product(), "OMS"));
}

TEST_CASE("a line that shares variants with two entries joins them", "[search][synonyms]") {
    const auto synonyms = read("a b\tc d\ne f\tg h\nc d\te f\n");
    CHECK(found(synonyms, "g h") == "2: a b | c d | e f");
    CHECK(found(synonyms, "a b") == "2: c d | e f | g h");
    CHECK(synonyms.entry_count() == 1);
}

TEST_CASE("a variant is switched off, and may get another meaning", "[search][synonyms]") {
    const test::TemporaryFolder folder;
    Synonyms synonyms = product();
    synonyms.add_file(
        folder.write(
            "synonymes.tsv",
            "-PMA\nLFI\tx\n-France insoumise\nPMA\tpays les moins avancés\n- courriel\n-tgv\n"),
        analyzer());
    CHECK(found(synonyms, "pma") == "1: pays les moins avancés");
    CHECK(found(synonyms, "procréation médicalement assistée") ==
          "3: assistance médicale à la procréation");
    CHECK(found(synonyms, "courriel") == "nothing");
    CHECK(found(synonyms, "mél") == "1: e-mail | email | courrier électronique");
    CHECK(found(synonyms, "TGV") == "nothing");
    CHECK(found(synonyms, "la France insoumise") == "nothing");
    CHECK(found(synonyms, "LFI") == "1: x");
    CHECK(found(synonyms, "train à grande vitesse") == "nothing");
}

TEST_CASE("a wrong line is refused with its file, its number and what is expected",
          "[search][synonyms]") {
    const auto [lines, message] = GENERATE(table<std::string, std::string>({
        {"# ONU\nONU\n",
         ":2: an entry must have two variants or more with a tab between them, but is 'ONU'"},
        {"ONU\t",
         ":1: an entry must have two variants or more with a tab between them, but is 'ONU'"},
        {"ONU, OMS",
         ":1: an entry must have two variants or more with a tab between them, but is 'ONU, OMS'"},
        {"ONU\t?!\n", ":1: a variant must have a word, but is '?!'"},
        {"ONU\t\tOMS\n", ":1: a variant must have a word, but is ''"},
        {"=\tOMS\n", ":1: a variant must have a word, but is ''"},
        {"ONU\ta b c d e f g h i j k l m n o p q\n",
         ":1: a variant must have at most 16 words, but 'a b c d e f g h i j k l m n o p q' has "
         "17"},
        {"\nONU\t\xE9lys\xE9"
         "e\n",
         ":2: the line must be UTF-8; save the file as UTF-8"},
        {"-XYZ\n",
         ":1: '-' must stand before a variant that the tables have, but 'XYZ' is in none"},
        {"-\n", ":1: a variant must have a word, but is ''"},
    }));
    const test::TemporaryFolder folder;
    const auto file = folder.write("synonymes.tsv", lines);
    Synonyms synonyms;
    CAPTURE(lines);
    CHECK_THROWS_MATCHES(synonyms.add_file(file, analyzer()), Error,
                         Catch::Message(file.string() + message));
    CHECK(synonyms.entry_count() == 0);
}

TEST_CASE("a file of more than 100,000 lines is refused", "[search][synonyms]") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("synonymes.tsv", std::string(100'000, '\n'));
    Synonyms synonyms;
    CHECK_NOTHROW(synonyms.add_file(file, analyzer()));
    std::ofstream(file, std::ios::app) << "ONU\tUN\n";
    CHECK_THROWS_MATCHES(
        synonyms.add_file(file, analyzer()), Error,
        Catch::Message(file.string() + ":100001: a table of synonyms has at most 100000 lines"));
}

TEST_CASE("a file that cannot be read is named with the reason", "[search][synonyms]") {
    const test::TemporaryFolder folder;
    const auto refused = [](const std::filesystem::path& file) {
        try {
            Synonyms().add_file(file, analyzer());
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::io_failed);
            return std::string(error.what());
        }
        return std::string("read");
    };
    const auto missing = folder.path() / "absent.tsv";
    CHECK(refused(missing) ==
          "cannot read the synonyms in " + missing.string() + ": No such file or directory");
    CHECK(refused(folder.path()) ==
          "cannot read the synonyms in " + folder.path().string() + ": Is a directory");
}
