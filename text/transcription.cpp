// One sound, many spellings: "Chevtchenko", "Shevchenko" and "Schewtschenko" are one man. The
// spellings are rewritten from left to right, the longest first, then doubled letters are made one
// and a few endings one.

#include "text/transcription.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace kiosque::text {
namespace {

constexpr std::size_t kShortestName = 6;  ///< letters; shorter ones have too many neighbours
constexpr std::size_t kShortestKey = 6;

struct Spelling {
    std::string_view written;
    std::string_view sound;
};

// `ch` is one sound, French "tch" and English "sh" among it: which of them is meant depends on the
// language of who wrote.
// clang-format off
constexpr Spelling kSpellings[] = {
    {"chtch", "ch"}, {"shch", "ch"}, {"tsch", "ch"}, {"tch", "ch"}, {"tsh", "ch"}, {"sch", "ch"},
    {"sh", "ch"}, {"ch", "ch"},
    {"dzh", "j"}, {"dj", "j"}, {"zh", "j"},
    {"kh", "k"}, {"ck", "k"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"},
    {"tz", "ts"}, {"cz", "ts"}, {"ou", "u"},
    {"q", "k"}, {"w", "v"}, {"y", "i"}, {"x", "ks"},
};

/// What French words do not have; a word without any is left alone.
constexpr std::string_view kMarks[] = {
    "k", "w", "y", "sh", "zh", "dj", "dzh", "tch", "tsch", "kh", "gh", "dh", "aie", "oie", "tz", "cz",
    "q", "sch",
};

constexpr std::string_view kMarksAtEnd[] = {"ev", "ov", "eff", "off", "ski", "sk", "vich"};

constexpr Spelling kEndings[] = {
    {"skii", "sk"}, {"ski", "sk"}, {"ii", "i"}, {"ef", "ev"}, {"of", "ov"},
};
// clang-format on

bool is_plain_word(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_vowel(char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

/// "Marioupol" is "Mariupol" elsewhere, but "Houston" is not Huston: only one consonant may stand
/// behind the ou, or none.
bool has_open_ou(std::string_view word) {
    if (word.find("ou") == std::string_view::npos) return false;
    const std::size_t behind = word.find("ou") + 2;
    return behind + 1 >= word.size() || is_vowel(word[behind + 1]);
}

bool has_marks(std::string_view word) {
    if (has_open_ou(word)) return true;
    return std::any_of(std::begin(kMarks), std::end(kMarks),
                       [&](auto mark) { return word.find(mark) != std::string_view::npos; }) ||
           std::any_of(std::begin(kMarksAtEnd), std::end(kMarksAtEnd),
                       [&](auto mark) { return word.ends_with(mark); });
}

/// The spelling of a sound at the beginning of `rest`; a letter by itself sounds as it is written,
/// but a hard c is a k.
Spelling spelling_of(std::string_view rest) {
    const auto* const found =
        std::find_if(std::begin(kSpellings), std::end(kSpellings),
                     [&](const auto& spelling) { return rest.starts_with(spelling.written); });
    if (found != std::end(kSpellings)) return *found;
    const std::string_view letter = rest.substr(0, 1);
    const bool is_soft = rest.size() > 1 && std::string_view("eiy").find(rest[1]) != rest.npos;
    return {letter, letter == "c" && !is_soft ? "k" : letter};
}

std::string sounds_of(std::string_view word) {
    std::string sounds;
    while (!word.empty()) {
        const auto [written, sound] = spelling_of(word);
        const bool is_doubled = sounds.ends_with(sound) && !is_vowel(sound.front());
        if (!is_doubled) sounds += sound;
        word.remove_prefix(written.size());
    }
    return sounds;
}

/// The i of "Tokaïev" and "Dostoïevski" that others leave out: it stands between a vowel and "ev".
void drop_glide(std::string& sounds) {
    const std::size_t at = sounds.rfind("iev");
    if (at != std::string::npos && at > 0 && is_vowel(sounds[at - 1])) sounds.erase(at, 1);
}

/// The y that others leave out: "Kiriyenko" and "Kirienko", "Mirziyoyev" and "Mirzioïev".
void join_doubled_i(std::string& sounds) {
    for (std::size_t at = sounds.find("ii"); at != std::string::npos; at = sounds.find("ii", at)) {
        if (at + 2 < sounds.size() && is_vowel(sounds[at + 2])) sounds.erase(at, 1);
        ++at;
    }
}

}  // namespace

std::string transcription_key(const std::string& folded) {
    if (folded.size() < kShortestName || !is_plain_word(folded) || !has_marks(folded)) {
        return folded;
    }
    std::string key = sounds_of(folded);
    join_doubled_i(key);
    drop_glide(key);
    for (const auto& [written, sound] : kEndings) {
        if (!key.ends_with(written)) continue;
        key.replace(key.size() - written.size(), written.size(), sound);
        break;
    }
    return key.size() < kShortestKey ? folded : key;
}

}  // namespace kiosque::text
