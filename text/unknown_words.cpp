#include "text/unknown_words.hpp"

#include <algorithm>
#include <cstddef>

#include "text/normalization.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kShortestWord =
    4;  ///< bytes; shorter ones are abbreviations: kept as written
constexpr std::size_t kShortestStem = 3;          ///< bytes that an ending must leave
constexpr std::size_t kShortestBehindPrefix = 4;  ///< bytes
constexpr std::size_t kMostLemmas = 3;

struct Ending {
    std::string_view written;
    std::string_view base;
};

// Tried all: the dictionary says which of the bases are words.
// clang-format off
constexpr Ending kNominalEndings[] = {
    {"", ""}, {"", "s"}, {"s", ""}, {"x", ""}, {"aux", "al"}, {"aux", "ail"},
    {"e", ""}, {"es", ""}, {"euse", "eur"}, {"euses", "eur"}, {"euse", "eux"}, {"euses", "eux"},
    {"trice", "teur"}, {"trices", "teur"}, {"eresse", "eur"}, {"eresses", "eur"},
    {"esse", "e"}, {"esses", "e"}, {"ive", "if"}, {"ives", "if"}, {"elle", "el"}, {"elles", "el"},
    {"enne", "en"}, {"ennes", "en"}, {"onne", "on"}, {"onnes", "on"}, {"ette", "et"},
    {"ettes", "et"}, {"que", "c"}, {"ques", "c"}, {"ffe", "f"}, {"ffes", "f"},
};
constexpr std::string_view kEndingsOfEr[] = {
    "e", "es", "ent", "ons", "eons", "ez", "ai", "as", "a", "ea", "ais", "ait", "eait", "aient",
    "eaient", "ions", "iez", "ant", "eant", "ee", "ees", "era", "eras",
    "erai", "erons", "erez", "eront", "erais", "erait", "eraient", "erions", "eriez", "erent",
    "ames", "ates", "at", "asse", "asses", "assent", "assions",
};
constexpr std::string_view kEndingsOfIr[] = {
    "i", "is", "it", "ie", "ies", "issons", "issez", "issent", "isse", "isses", "issais", "issait",
    "issaient", "issions", "issiez", "issant", "ira", "iras",
    "irai", "irons", "irez", "iront", "irait", "irais", "iraient", "irent", "imes", "ites",
};
constexpr std::string_view kEndingsOfRe[] = {
    "s", "", "ons", "ez", "ent", "ais", "ait", "aient", "ions", "iez", "ant", "u", "ue", "us",
    "ues", "is", "it", "irent", "rai", "ras", "ra", "rons", "rez", "ront", "rais", "rait",
    "raient", "e", "es",
};

// Prefixes that new words are made with, the longer of two before the shorter.
constexpr std::string_view kPrefixes[] = {
    "aéro", "afro", "agro", "anti", "archi", "auto", "bio", "contre", "cyber", "désin", "dés", "dé",
    "éco", "électro", "euro", "extra", "franco", "géo", "hydro", "hyper", "infra", "inter", "macro",
    "micro", "mini", "mono", "multi", "narco", "néo", "neuro", "para", "photo", "poly", "post",
    "pré", "pseudo", "psycho", "radio", "ré", "re", "rétro", "semi", "sino", "socio", "sous", "super",
    "supra", "sur", "techno", "télé", "thermo", "trans", "ultra", "vidéo", "co",
};

// Endings with their accents, the longest first: of a word that is in no dictionary.
constexpr Ending kStemEndings[] = {
    {"trices", "teu"}, {"trice", "teu"}, {"euses", "eu"}, {"euse", "eu"}, {"eurs", "eu"},
    {"eur", "eu"}, {"eux", "eu"}, {"ennes", "en"}, {"enne", "en"}, {"onnes", "on"},
    {"onne", "on"}, {"elles", "el"}, {"elle", "el"}, {"ettes", "et"}, {"ette", "et"},
    {"ives", "if"}, {"ive", "if"}, {"ques", "c"}, {"que", "c"}, {"aises", "ais"}, {"aise", "ais"},
    {"oises", "ois"}, {"oise", "ois"}, {"ais", "ais"}, {"ois", "ois"}, {"eaux", "eau"},
    {"aux", "al"}, {"eures", "eu"}, {"eure", "eu"}, {"ées", "e"}, {"ée", "e"}, {"és", "e"}, {"é", "e"},
};
constexpr Ending kVerbEndings[] = {
    {"assions", "er"}, {"assiez", "er"}, {"asses", "er"}, {"asse", "er"},
    {"âmes", "er"}, {"âtes", "er"}, {"ât", "er"}, {"isai", "iser"}, {"isas", "iser"},
    {"isa", "iser"}, {"ifiai", "ifier"}, {"ifias", "ifier"}, {"ifia", "ifier"},
    {"ionnai", "ionner"}, {"ionnas", "ionner"}, {"ionna", "ionner"},
    {"issaient", "ir"}, {"issait", "ir"}, {"issant", "ir"}, {"issent", "ir"}, {"issons", "ir"},
    {"eraient", "er"}, {"aient", "er"}, {"erions", "er"}, {"eriez", "er"}, {"erait", "er"},
    {"erais", "er"}, {"eront", "er"}, {"erons", "er"}, {"erez", "er"}, {"eras", "er"},
    {"erai", "er"}, {"èrent", "er"}, {"assent", "er"}, {"era", "er"}, {"ait", "er"},
    {"ais", "er"}, {"ant", "er"}, {"oient", "oyer"}, {"oie", "oyer"}, {"uient", "uyer"},
    {"uie", "uyer"}, {"ent", "er"}, {"ions", "er"}, {"ons", "er"}, {"iez", "er"}, {"ez", "er"},
    {"ées", "er"}, {"ée", "er"}, {"és", "er"}, {"é", "er"}, {"er", "er"}, {"es", "er"}, {"e", "er"},
};
// clang-format on

bool leaves_a_stem(std::string_view word, std::string_view ending) {
    return word.ends_with(ending) && word.size() >= ending.size() + kShortestStem;
}

std::string with_ending(std::string_view word, std::string_view ending, std::string_view base) {
    return std::string(word.substr(0, word.size() - ending.size())).append(base);
}

void add_unique(const std::string* form, std::vector<std::string>& forms) {
    if (form == nullptr || std::find(forms.begin(), forms.end(), *form) != forms.end()) return;
    forms.push_back(*form);
}

template <std::size_t kCount>
void add_verbs(std::string_view folded, const std::string_view (&endings)[kCount],
               std::string_view infinitive, const Lexicon& lexicon,
               std::vector<std::string>& forms) {
    for (const auto ending : endings) {
        if (!leaves_a_stem(folded, ending)) continue;
        const std::string verb = with_ending(folded, ending, infinitive);
        add_unique(lexicon.form_without_accents(verb, WordClass::verb), forms);
    }
}

/// The endings are those of the word as written: "édités" is no form of "édit".
std::vector<std::string> known_nouns(std::string_view exact, const Lexicon& lexicon) {
    std::vector<std::string> nouns;
    for (const auto& [ending, base] : kNominalEndings) {
        if (!leaves_a_stem(exact, ending)) continue;
        const std::string noun = fold(with_ending(exact, ending, base));
        add_unique(lexicon.form_without_accents(noun, WordClass::other), nouns);
    }
    return nouns;
}

std::vector<std::string> known_verbs(std::string_view exact, const Lexicon& lexicon) {
    const std::string folded = fold(exact);
    std::vector<std::string> verbs;
    add_unique(lexicon.form_without_accents(folded, WordClass::verb), verbs);
    add_verbs(folded, kEndingsOfEr, "er", lexicon, verbs);
    add_verbs(folded, kEndingsOfIr, "ir", lexicon, verbs);
    add_verbs(folded, kEndingsOfRe, "re", lexicon, verbs);
    return verbs;
}

/// The verb of an adjective that the dictionary has as a participle only: "diminuantes".
std::vector<std::string> verbs_of_participle(std::string_view exact, const Lexicon& lexicon) {
    for (const std::string_view ending : {"es", "e", "s"}) {
        const std::string masculine = with_ending(exact, ending, "");
        if (exact.ends_with(ending) && masculine.ends_with("ant")) return lexicon.lemmas(masculine);
    }
    return {};
}

std::vector<std::string> forms_behind_prefix(std::string_view exact, const Lexicon& lexicon) {
    for (const auto prefix : kPrefixes) {
        if (!exact.starts_with(prefix) || exact.size() < prefix.size() + kShortestBehindPrefix) {
            continue;
        }
        std::vector<std::string> forms = lexicon.lemmas(exact.substr(prefix.size()));
        for (auto& form : forms) form.insert(0, prefix);
        if (!forms.empty()) return forms;
    }
    return {};
}

/// An s behind these belongs to the word, as a rule: "virus", "boss".
bool may_stand_before_plural(char letter) {
    return letter != 'u' && letter != 's';
}

std::string nominal_stem(std::string_view exact) {
    for (const auto& [ending, base] : kStemEndings) {
        if (leaves_a_stem(exact, ending)) return with_ending(exact, ending, base);
    }
    if (leaves_a_stem(exact, "s") && may_stand_before_plural(exact[exact.size() - 2])) {
        exact.remove_suffix(1);
    }
    if (leaves_a_stem(exact, "e")) exact.remove_suffix(1);
    return std::string(exact);
}

std::string verbal_stem(std::string_view exact) {
    for (const auto& [ending, infinitive] : kVerbEndings) {
        if (!leaves_a_stem(exact, ending)) continue;
        std::string verb = with_ending(exact, ending, infinitive);
        if (verb.ends_with("éer")) return {};                        // "axées"
        if (verb.ends_with("geer")) verb.erase(verb.size() - 3, 1);  // "partageait"
        return verb;
    }
    return {};
}

}  // namespace

Guess guess_lemmas(const std::string& exact, const Lexicon& lexicon) {
    if (exact.size() < kShortestWord) return {{exact}, false};
    std::vector<std::string> lemmas = known_nouns(exact, lexicon);
    const std::vector<std::string> verbs = known_verbs(exact, lexicon);
    for (const auto& verb : verbs) add_unique(&verb, lemmas);
    if (lemmas.empty()) lemmas = verbs_of_participle(exact, lexicon);
    if (lemmas.empty()) lemmas = forms_behind_prefix(exact, lexicon);
    if (lemmas.size() > kMostLemmas) lemmas.resize(kMostLemmas);
    const bool is_of_dictionary = !lemmas.empty();
    if (!is_of_dictionary) lemmas.push_back(nominal_stem(exact));
    if (verbs.empty()) {
        if (const std::string verb = verbal_stem(exact); !verb.empty()) add_unique(&verb, lemmas);
    }
    return {std::move(lemmas), is_of_dictionary};
}

}  // namespace kiosque::text
