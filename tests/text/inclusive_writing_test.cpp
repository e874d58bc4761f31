#include "text/inclusive_writing.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "text/french_analyzer.hpp"

using namespace kiosque::text;

namespace {

const Lexicon& lexicon() {
    static const Lexicon loaded;
    return loaded;
}

/// The exact forms of the words of `text`, and the words as written.
struct Words {
    std::vector<std::string> exact;
    std::vector<std::string> written;
};

Words words_of(const std::string& text) {
    FrenchAnalyzer analyzer(lexicon());
    Words words;
    for (const Token& token : analyzer.analyze(text)) {
        words.exact.push_back(token.terms->exact);
        words.written.push_back(text.substr(token.begin, token.end - token.begin));
    }
    return words;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an inclusive spelling is one word, its masculine in the number written",
          "[text][inclusive]") {
    const auto [written, masculine] = GENERATE(table<std::string, std::string>({
        {"étudiant·e·s", "étudiants"},
        {"étudiant.e.s", "étudiants"},
        {"étudiant-e-s", "étudiants"},
        {"étudiant•e•s", "étudiants"},
        {"étudiant·es", "étudiants"},
        {"ÉTUDIANT·E·S", "étudiants"},
        {"étu\u00ADdiant·e", "étudiant"},
        {"député(e)", "député"},
        {"député(e)s", "députés"},
        {"salarié(e)(s)", "salariés"},
        {"agriculteur(trice)s", "agriculteurs"},
        {"directeur/trice", "directeur"},
        {"sénateur·trice", "sénateur"},
        {"acteur·rice·s", "acteurs"},
        {"acteurs·rices", "acteurs"},
        {"chef·fe", "chef"},
        {"heureux·se", "heureux"},
        {"tou·te·s", "tous"},
        {"national·e·s", "nationaux"},
        {"nationaux·ales", "nationaux"},
        {"un·e", "un"},
        {"citoyen.ne.s", "citoyens"},
        {"sénateur.trice.s", "sénateurs"},
        {"salarié.e.s", "salariés"},
        {"candidat.e", "candidat"},
        {"citoyen·ne", "citoyen"},
        {"candidat•es", "candidats"},
        {"article(s)", "articles"},
        {"niveau(x)", "niveaux"},
    }));
    CAPTURE(written);
    const Words words = words_of(written);
    CHECK(words.exact == Strings{masculine});
    CHECK(words.written == Strings{written});
}

TEST_CASE("points, hyphens, slashes and brackets that tie no feminine ending cut as ever",
          "[text][inclusive]") {
    const auto [text, exact] = GENERATE(table<std::string, Strings>({
        {"www.lemonde.fr", {"www", "lemonde", "fr"}},
        {"www.elpais.es", {"www", "elpais", "es"}},
        {"fin.Il", {"fin", "il"}},
        {"Pavillon-E", {"pavillon", "e"}},
        {"a.b", {"a", "b"}},
        {"S.N.C.F.", {"sncf"}},
        {"(e)", {"e"}},
        {"f(x)", {"f", "x"}},
        {"porte-parole", {"porte", "parole"}},
        {"va-t-il", {"va", "t", "il"}},
        {"est-ce", {"est", "ce"}},
        {"donne-le", {"donne", "le"}},
        {"dit-elle", {"dit", "elle"}},
        {"x-e-s", {"x", "e", "s"}},
        {"et/ou", {"et", "ou"}},
        {"tout-puissant", {"tout", "puissant"}},
        {"acteur·trisse", {"acteur", "trisse"}},
        {"table·ve", {"table", "ve"}},
        {"député(européen)", {"député", "européen"}},
        {"député(e", {"député", "e"}},
    }));
    CAPTURE(text);
    CHECK(words_of(text).exact == exact);
}

TEST_CASE("a full stop ties no ending that may be a word", "[text][inclusive]") {
    const auto [text, exact] = GENERATE(table<std::string, Strings>({
        {"appel.le tribunal", {"appel", "le", "tribunal"}},
        {"nom.le", {"nom", "le"}},
        {"orange.fr", {"orange", "fr"}},
        {"fin.ne pas", {"fin", "ne", "pas"}},
        {"zumbazon.e.s", {"zumbazon", "e", "s"}},  // no word of the dictionary
        {"étudiant.e.s.fr", {"étudiant", "e", "s", "fr"}},
    }));
    CAPTURE(text);
    CHECK(words_of(text).exact == exact);
}

TEST_CASE("what stands behind an inclusive spelling is cut as ever", "[text][inclusive]") {
    CHECK(words_of("les étudiant.e.s. Puis").written == Strings{"les", "étudiant.e.s", "Puis"});
    CHECK(words_of("l’élu·e-maire").written == Strings{"élu·e", "maire"});
    CHECK(words_of("(député(e)s)").written == Strings{"député(e)s"});
}

TEST_CASE("long runs of ties are scanned in one go", "[text][inclusive]") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "abc·";
    CHECK(words_of(text).exact.size() == 100'000);
    CHECK_FALSE(scan_inclusive(text, 0, 0, lexicon()));
}
