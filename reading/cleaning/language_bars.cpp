#include "reading/cleaning/language_bars.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kLongestBarBytes = 1500;
constexpr std::size_t kLongestNameLetters = 30;

/// Words that a bar may say beside the names.
constexpr const char* kBesideNames[] = {"язык",
                                        "language",
                                        "languages",
                                        "langue",
                                        "langues",
                                        "中文版",
                                        "version",
                                        "select language",
                                        "choose language",
                                        "choisir la langue",
                                        "choisir une langue"};
/// Names under which bars list languages, and which ICU does not give.
constexpr const char* kOtherNames[] = {
    "中文",   "简体中文", "繁體中文", "汉语",       "한국어",
    "한어",   "mandarin", "farsi",    "castellano", "bahasa indonesia",
    "brasil", "kurdi",    "қазақша",  "o'zbekcha",  "кыргызча"};
constexpr const char* kCodes[] = {"FR", "EN", "DE", "ES", "IT", "PT", "RU", "ZH", "CN", "AR", "JA",
                                  "JP", "KO", "KR", "NL", "PL", "TR", "UA", "UK", "KZ", "VI", "FA"};

class LanguageNames {
public:
    LanguageNames() {
        int32_t count = 0;
        const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
        for (int32_t i = 0; i < count; ++i) {
            const icu::Locale language(locales[i].getLanguage());
            for (const icu::Locale& reader :
                 {language, icu::Locale::getFrench(), icu::Locale::getEnglish()}) {
                icu::UnicodeString name;
                language.getDisplayLanguage(reader, name);
                std::string utf8;
                name.toUTF8String(utf8);
                add(utf8);
            }
        }
        for (const char* name : kOtherNames) add(name);
        for (const char* name : kBesideNames) beside_.insert(text::fold(name));
        for (const char* code : kCodes) codes_.insert(code);
        for (const char* classic : {"sanskrit", "latin", "latina", "sanscrit"}) add(classic);
    }

    bool is_name(const std::string& folded) const { return names_.contains(folded); }
    bool is_beside(const std::string& folded) const { return beside_.contains(folded); }
    bool is_code(const std::string& word) const { return codes_.contains(word); }

private:
    void add(const std::string& name) {
        // Two letters are a code that ICU gives where it knows no name.
        if (count_code_points(name) > 2 || static_cast<unsigned char>(name.front()) >= 0xE0) {
            names_.insert(text::fold(name));
        }
    }

    std::unordered_set<std::string> names_;
    std::unordered_set<std::string> beside_;
    std::unordered_set<std::string> codes_;
};

const LanguageNames& language_names() {
    static const LanguageNames names;
    return names;
}

/// A character of a line, with what the comparison needs to know of it.
struct Letter {
    std::string as_written;
    std::string folded;
    bool is_letter;
    bool is_upper;
    int script;
};

std::vector<Letter> letters_of(std::string_view line) {
    std::vector<Letter> letters;
    for (std::size_t at = 0; at < line.size();) {
        const auto [value, bytes] = decode_utf8(line, at);
        const auto code_point = static_cast<UChar32>(value);
        const std::string as_written(line.substr(at, bytes));
        UErrorCode status = U_ZERO_ERROR;
        const bool is_letter = u_isalpha(code_point) != 0 ||
                               u_charType(code_point) == U_NON_SPACING_MARK ||
                               u_charType(code_point) == U_COMBINING_SPACING_MARK;
        letters.push_back({as_written, text::fold(as_written), is_letter,
                           u_isupper(code_point) != 0, uscript_getScript(code_point, &status)});
        at += bytes;
    }
    return letters;
}

/// How much of a line is names of languages.
struct Coverage {
    std::size_t names = 0;
    std::size_t letters = 0;
    std::size_t covered = 0;
    bool run_together = false;  ///< two names touch: no sentence does that

    bool at_least(std::size_t percent) const { return covered * 100 >= letters * percent; }
};

/// Where a name may begin: after something that is no letter, at a capital inside a word, and where
/// the script changes.
bool may_begin(const std::vector<Letter>& letters, std::size_t at) {
    if (!letters[at].is_letter) return false;
    if (at == 0 || !letters[at - 1].is_letter) return true;
    return (letters[at].is_upper && !letters[at - 1].is_upper) ||
           letters[at].script != letters[at - 1].script;
}

bool may_end(const std::vector<Letter>& letters, std::size_t end) {
    return end == letters.size() || !letters[end].is_letter || may_begin(letters, end);
}

enum class Known { nothing, name, beside };

/// The longest name that begins at `at`; `end` is set behind it.
Known longest_name(const std::vector<Letter>& letters, std::size_t at, std::size_t& end) {
    Known known = Known::nothing;
    std::string folded;
    std::string as_written;
    const std::size_t limit = std::min(letters.size(), at + kLongestNameLetters);
    for (std::size_t i = at; i < limit; ++i) {
        folded += letters[i].folded;
        as_written += letters[i].as_written;
        if (!letters[i].is_letter || !may_end(letters, i + 1)) continue;
        const bool is_name =
            language_names().is_name(folded) || language_names().is_code(as_written);
        if (!is_name && !language_names().is_beside(folded)) continue;
        known = is_name ? Known::name : Known::beside;
        end = i + 1;
    }
    return known;
}

Coverage cover(std::string_view line) {
    const std::vector<Letter> letters = letters_of(line);
    Coverage coverage;
    std::size_t last_end = 0;
    for (std::size_t at = 0; at < letters.size();) {
        std::size_t end = at + 1;
        const Known known =
            may_begin(letters, at) ? longest_name(letters, at, end) : Known::nothing;
        const auto count = static_cast<std::size_t>(
            std::count_if(letters.begin() + static_cast<std::ptrdiff_t>(at),
                          letters.begin() + static_cast<std::ptrdiff_t>(end),
                          [](const Letter& letter) { return letter.is_letter; }));
        coverage.letters += count;
        if (known != Known::nothing) coverage.covered += count;
        if (known == Known::name) {
            if (coverage.names > 0 && last_end == at) coverage.run_together = true;
            ++coverage.names;
            last_end = end;
        }
        at = end;
    }
    return coverage;
}

bool is_bar(const Coverage& coverage) {
    if (coverage.run_together) return coverage.names >= 2 && coverage.at_least(60);
    return coverage.names >= 3 && coverage.at_least(85);
}

}  // namespace

void cut_language_bars(std::vector<Line>& lines, std::vector<Cut>& cuts) {
    std::vector<Line*> names_in_a_row;
    std::size_t names = 0;
    const auto finish_row = [&] {
        if (names >= 3) {
            for (Line* line : names_in_a_row) cut(*line, "language bar", cuts);
        }
        names_in_a_row.clear();
        names = 0;
    };
    for (Line& line : lines) {
        if (line.text.empty()) continue;
        const bool is_long = line.text.size() > kLongestBarBytes;
        const Coverage coverage =
            is_long || ends_like_a_sentence(line.text) ? Coverage{} : cover(line.text);
        if (is_bar(coverage)) {
            finish_row();
            cut(line, "language bar", cuts);
        } else if (coverage.names > 0 && coverage.at_least(90)) {
            names_in_a_row.push_back(&line);
            names += coverage.names;
        } else {
            finish_row();
        }
    }
    finish_row();
}

}  // namespace kiosque::reading
