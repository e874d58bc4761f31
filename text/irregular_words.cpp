#include "text/irregular_words.hpp"

#include <algorithm>
#include <unordered_map>

namespace kiosque::text {
namespace {

struct Row {
    std::string_view forms;   ///< separated by spaces, ligatures opened
    std::string_view lemmas;  ///< of each of the forms
};

// clang-format off
constexpr Row kRows[] = {
    // plurals and feminines that the dictionary lists as words of their own
    {"yeux", "oeil"},
    {"été étés", "été"},  // and not what has been: "été" alone means the summer
    {"cieux", "ciel"},
    {"aïeux", "aïeul"},
    {"messieurs", "monsieur"},
    {"mesdames", "madame"},
    {"mesdemoiselles", "mademoiselle"},
    {"messeigneurs", "monseigneur"},
    {"bonshommes", "bonhomme"},
    {"nouvel", "nouveau"},
    {"mol", "mou"},
    {"laïque laïques", "laïc"},
    {"andalouse andalouses", "andalou"},
    {"serve serves", "serf servir"},
    {"maximums maxima", "maximum"},
    {"minimums minima", "minimum"},
    {"optimums optima", "optimum"},
    {"média médias media medias", "média"},
    {"finaux", "final"},
    {"tous toute toutes", "tout"},
    {"hôtesse hôtesses", "hôtesse hôte"},
    {"mairesse mairesses", "maire"},
    {"poétesse poétesses", "poète"},
    {"duchesse duchesses", "duchesse duc"},
    {"princesse princesses", "princesse prince"},
    {"comtesse comtesses", "comtesse comte"},
    {"déesse déesses", "déesse dieu"},
    {"favorite favorites", "favori"},
    {"expresse expresses", "exprès"},
    {"franche franches", "franc"},

    // one word, two spellings: the rules of 1990, and older ones
    {"clef clefs", "clé"},
    {"ognon ognons", "oignon"},
    {"nénufar nénufars", "nénuphar"},
    {"relai", "relais"},
    {"chariot chariots", "charriot"},
    {"combattivité", "combativité"},
    {"cuiller cuillers", "cuillère"},
    {"lys", "lis"},
    {"paie paies paye payes", "paie payer"},
    {"assoir", "asseoir"},
    {"parait", "paraître parer"},
    {"boite boites", "boîte boiter"},
    {"plait", "plaire"},
    {"nait", "naître"},
    {"ouzbek ouzbeks ouzbeke ouzbekes ouzbèk ouzbèks ouzbèke ouzbèkes", "ouzbek"},
    {"kirghiz kirghize kirghizes kirghizs", "kirghiz"},
    {"tsar tsars czar czars tzar tzars", "tsar"},

    // forms that the dictionary gives first, or only, to a verb that nobody uses
    {"saura sauras saurai saurez saurons sauront saurais saurait sauraient sauriez saurions", "savoir"},
    {"élue élues", "élu élire"},
    {"grecque grecques", "grec"},
    {"plu", "plaire pleuvoir"},

    // names, and one adverb, that are neither a plural nor a verb
    {"paris", "paris"},
    {"calais", "calais"},
    {"mans", "mans"},
    {"limoges", "limoges"},
    {"fois", "fois"},
};
// clang-format on

/// The words of `list`, which are separated by spaces.
std::vector<std::string> words_of(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        words.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

using LemmasOfForms = std::unordered_map<std::string, std::vector<std::string>>;

LemmasOfForms make_index() {
    LemmasOfForms index;
    for (const Row& row : kRows) {
        for (auto& form : words_of(row.forms)) index.emplace(std::move(form), words_of(row.lemmas));
    }
    return index;
}

}  // namespace

std::vector<std::string> irregular_lemmas(std::string_view exact) {
    static const LemmasOfForms index = make_index();
    const auto found = index.find(std::string(exact));
    return found == index.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace kiosque::text
