// An inclusive spelling is stem, tie, feminine ending, and "s" for the plural, tied or not:
//
//     étudiant · e · s      acteur · rices      directeur / trice      député (e) s
//
// The stem is the masculine. It is known to be right because each feminine ending stands behind
// certain masculine ones only: "rice" behind "teur", "ve" behind "f".

#include "text/inclusive_writing.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/normalization.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kLongestEnding = 16;  ///< bytes; the bound keeps scanning linear
constexpr std::size_t kLongestStem = 64;
constexpr std::size_t kShortestStem = 3;  ///< bytes: "x-e-s" is none, "un·e" has a row of its own

struct FeminineEnding {
    std::string_view written;     ///< in the singular
    std::string_view masculines;  ///< what the stem ends in, separated by spaces
};

constexpr FeminineEnding kFeminineEndings[] = {
    {"e", "é i u d l n r s t"},
    {"esse", "e"},
    {"eresse", "eur"},
    {"ère", "er"},
    {"re", "er"},
    {"ière", "ier"},
    {"elle", "el eau"},
    {"enne", "en"},
    {"onne", "on"},
    {"ette", "et"},
    {"ale", "al"},
    {"le", "el eil ul"},
    {"ne", "en on an in"},
    {"te", "et ot at tou"},
    {"fe", "ef"},
    {"se", "eux oux eur is os as"},
    {"sse", "e"},
    {"euse", "eur eux"},
    {"ouse", "oux"},
    {"trice", "teur"},
    {"rice", "teur"},
    {"ice", "teur"},
    {"ive", "if"},
    {"ve", "f"},
    {"que", "c"},
    {"che", "c"},
    {"he", "c"},
};

enum class Tie { none, point, full_stop, hyphen, slash, bracket };

struct TieAt {
    Tie kind;
    std::size_t end;
};

TieAt tie_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {Tie::none, at};
    const auto [code_point, bytes] = decode_utf8(text, at);
    switch (code_point) {
        case U'·':
        case U'•':
        case U'‧':
        case U'⋅':
        case U'∙':
            return {Tie::point, at + bytes};
        case U'.':
            return {Tie::full_stop, at + bytes};
        case U'-':
        case U'\u2010':
        case U'\u2011':
            return {Tie::hyphen, at + bytes};
        case U'/':
            return {Tie::slash, at + bytes};
        case U'(':
            return {Tie::bracket, at + bytes};
        default:
            return {Tie::none, at};
    }
}

bool is_letter_or_digit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const CharacterKind kind = character_kind(decode_utf8(text, at).value);
    return kind != CharacterKind::other && kind != CharacterKind::ignored;
}

/// The letters from `at` on, or nothing when they are too many for an ending.
std::string_view letters_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (is_letter_or_digit_at(text, end)) {
        end += decode_utf8(text, end).bytes;
        if (end - at > kLongestEnding) return {};
    }
    return text.substr(at, end - at);
}

/// "étudiant" goes on with "e", "ÉTUDIANT" with "E"; "Pavillon-E" and "fin.Et" are something else.
bool has_case_of(std::string_view stem, std::string_view ending) {
    std::size_t last = stem.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(stem[last]) & 0xC0U) == 0x80U) --last;
    const std::string_view last_letter = stem.substr(last);
    return to_lower(ending) == ending || to_upper(last_letter) == last_letter;
}

bool ends_in_one_of(std::string_view stem, std::string_view endings) {
    while (!endings.empty()) {
        const std::size_t end = std::min(endings.find(' '), endings.size());
        if (stem.ends_with(endings.substr(0, end))) return true;
        endings.remove_prefix(std::min(end + 1, endings.size()));
    }
    return false;
}

bool is_feminine_of(std::string_view ending, std::string_view masculine) {
    return std::any_of(
        std::begin(kFeminineEndings), std::end(kFeminineEndings), [&](const FeminineEnding& row) {
            return row.written == ending && ends_in_one_of(masculine, row.masculines);
        });
}

std::string plural_of(const std::string& masculine) {
    const auto last = masculine.empty() ? ' ' : masculine.back();
    if (last == 's' || last == 'x' || last == 'z') return masculine;
    if (masculine.ends_with("al")) return masculine.substr(0, masculine.size() - 1) + "ux";
    if (masculine.ends_with("eau") || masculine.ends_with("eu")) return masculine + "x";
    return masculine + "s";
}

/// The masculine that `stem` with a feminine `ending` stands for; empty when they do not fit.
std::string masculine_of(std::string stem, std::string ending, bool is_plural) {
    if (stem == "un" && ending == "e") return "un";
    if (stem == "ce" && ending == "tte") return "ce";
    if (stem.size() < kShortestStem) return {};
    const bool is_plural_ending = ending.size() > 1 && ending.ends_with("s");
    if (is_plural_ending) ending.pop_back();
    if ((stem == "tou" && ending == "te") || (stem == "tout" && ending == "e")) {
        return is_plural || is_plural_ending ? "tous" : "tout";
    }
    if (stem == "tout") return {};
    if (is_feminine_of(ending, stem)) {
        return is_plural || is_plural_ending ? plural_of(stem) : stem;
    }
    // "acteurs·rices", "nationaux·ales": the stem is in the plural already.
    if (!is_plural_ending) return {};
    const std::string_view singular = std::string_view(stem).substr(0, stem.size() - 1);
    const bool fits = (stem.ends_with("s") && is_feminine_of(ending, singular)) ||
                      (stem.ends_with("aux") && (ending == "ale" || ending == "le")) ||
                      (stem.ends_with("eaux") && ending == "elle");
    return fits ? stem : std::string{};
}

/// "(s)" and "(x)" alone mark the plural: "article(s)", "niveau(x)".
std::string plural_in_brackets(const std::string& stem, std::string_view mark) {
    if (stem.size() < kShortestStem) return {};
    if (mark == "s" && !stem.ends_with("s")) return stem + "s";
    if (mark == "x" && stem.ends_with("u")) return stem + "x";
    return {};
}

/// The end of a plural "s" at `at`, tied like the ending before it, or `at` when there is none.
std::size_t end_of_plural(std::string_view text, std::size_t at, Tie tie) {
    std::size_t letter = at;
    if (tie == Tie::bracket) {
        if (text.substr(at, 3) == "(s)" || text.substr(at, 3) == "(S)") return at + 3;  // "(e)(s)"
    } else if (const TieAt second = tie_at(text, at); second.kind == tie) {
        letter = second.end;
    } else {
        return at;
    }
    const std::string_view mark = letters_at(text, letter);
    return mark == "s" || mark == "S" ? letter + 1 : at;
}

/// Nothing may hang on behind: "lemonde.es/a", "www.x.e.y", "chef-le-camp".
bool is_closed(std::string_view text, std::size_t end, Tie tie) {
    if (is_letter_or_digit_at(text, end)) return false;
    if (tie != Tie::full_stop && tie != Tie::slash) return true;
    if (end < text.size() && (text[end] == '@' || text[end] == '/')) return false;
    return end >= text.size() || text[end] != '.' || !is_letter_or_digit_at(text, end + 1);
}

/// "www.elpais.es", "etudiant/e" in an address, "x.nom.e": no word stands behind such signs.
bool is_in_address(std::string_view text, std::size_t begin) {
    return begin > 0 && std::string_view("./@_&=").find(text[begin - 1]) != std::string_view::npos;
}

bool is_of_dictionary(const std::string& exact, const Lexicon& lexicon) {
    const std::string* form = lexicon.form_without_accents(fold(exact), WordClass::other);
    return (form != nullptr && *form == exact) || !lexicon.lemmas(exact).empty();
}

}  // namespace

std::optional<InclusiveWord> scan_inclusive(std::string_view text, std::size_t begin,
                                            std::size_t end_of_stem, const Lexicon& lexicon) {
    const TieAt tie = tie_at(text, end_of_stem);
    if (tie.kind == Tie::none || end_of_stem - begin > kLongestStem) return std::nullopt;
    const std::string_view ending = letters_at(text, tie.end);
    if (ending.empty()) return std::nullopt;
    const std::string_view written_stem = text.substr(begin, end_of_stem - begin);
    if (!has_case_of(written_stem, ending)) return std::nullopt;
    if (tie.kind == Tie::full_stop && is_in_address(text, begin)) return std::nullopt;
    std::size_t end = tie.end + ending.size();
    if (tie.kind == Tie::bracket) {
        if (text.substr(end, 1) != ")") return std::nullopt;
        ++end;
    }
    const std::size_t plural_end = end_of_plural(text, end, tie.kind);
    if (!is_closed(text, plural_end, tie.kind)) return std::nullopt;
    const bool is_full_stop = tie.kind == Tie::full_stop;
    const std::string exact_ending = exact_form(ending);
    const bool is_short = exact_ending == "e" || exact_ending == "es";
    if (is_full_stop && plural_end == end && !is_short) return std::nullopt;
    const std::string stem = exact_form(written_stem);
    std::string masculine = masculine_of(stem, exact_ending, plural_end != end);
    if (masculine.empty() && tie.kind == Tie::bracket && plural_end == end) {
        masculine = plural_in_brackets(stem, exact_ending);
    }
    if (masculine.empty()) return std::nullopt;
    if (is_full_stop && !is_of_dictionary(stem, lexicon)) return std::nullopt;
    return InclusiveWord{plural_end, std::move(masculine)};
}

}  // namespace kiosque::text
