#include "reading/cleaning/publication_lines.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "text/dates.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kLongestLineBytes = 200;
constexpr std::size_t kLinesNearTop = 10;

/// What stands before a date. Longer forms first: the first that fits is taken off.
constexpr std::string_view kBeforeDate[] = {
    "date de publication",
    "derniere mise a jour",
    "publie sur le site le",
    "published on",
    "posted on",
    "publie le",
    "publiee le",
    "poste le",
    "mis en ligne le",
    "mis a jour le",
    "mise a jour le",
    "modifie le",
    "cree le",
    "ecrit le",
    "redige le",
    "published",
    "updated on",
    "updated",
    "posted",
    "publie",
    "date",
    "le",
    "on",
};
constexpr std::string_view kUpdated[] = {"mis a jour",  "mise a jour", "modifie",
                                         "updated",     "actualise",   "derniere mise a jour",
                                         "last updated"};
/// What stands before a name, and which names a single word may be.
struct BeforeName {
    std::string_view words;
    bool is_label;  ///< "Auteur :" announces a name, "Par" also begins sentences
};
constexpr BeforeName kBeforeName[] = {
    {"auteurs", true},    {"auteur", true},     {"autrice", true},
    {"authors", true},    {"author", true},     {"redige par", true},
    {"ecrit par", true},  {"publie par", true}, {"propos recueillis par", true},
    {"written by", true}, {"posted by", true},  {"par", false},
    {"by", false},
};
constexpr std::string_view kParticles[] = {"de",  "du",  "des", "la", "le",  "von", "van",
                                           "der", "den", "el",  "al", "ben", "bin", "da",
                                           "dos", "di",  "d",   "et", "y"};

/// `line` behind `words`, which it begins with whatever the case and accents; else nothing.
std::optional<std::string_view> behind(std::string_view line, std::string_view words) {
    std::string folded;
    for (std::size_t at = 0; at < line.size() && folded.size() < words.size();) {
        const std::size_t bytes = decode_utf8(line, at).bytes;
        folded += text::fold(line.substr(at, bytes));
        at += bytes;
        if (folded == words) {
            const bool goes_on =
                at < line.size() && is_letter_or_digit(decode_utf8(line, at).value);
            if (goes_on) return std::nullopt;
            return line.substr(at);
        }
        if (!words.starts_with(folded)) return std::nullopt;
    }
    return std::nullopt;
}

/// Without the colon, comma or dash that follows a label.
std::string_view without_marks(std::string_view line) {
    line = trim(line);
    while (!line.empty()) {
        const auto first = decode_utf8(line, 0);
        if (std::u32string_view(U":,;|-–—•·*()[]").find(first.value) == std::u32string_view::npos)
            break;
        line = trim(line.substr(first.bytes));
    }
    while (!line.empty() && std::string_view(",;|(-").find(line.back()) != std::string_view::npos) {
        line = trim(line.substr(0, line.size() - 1));
    }
    return line;
}

/// Where "mis à jour" and the like begin behind a first date.
std::string_view without_update(std::string_view line) {
    for (std::size_t at = 1; at < line.size(); ++at) {
        if (line[at - 1] != ' ' && line[at - 1] != '(') continue;
        for (const std::string_view updated : kUpdated) {
            if (behind(line.substr(at), updated)) return line.substr(0, at);
        }
    }
    return line;
}

/// `line` behind the longest of the labels that it begins with ("publié le" over "publié").
std::optional<std::string_view> behind_label(std::string_view line) {
    std::optional<std::string_view> shortest;
    for (const std::string_view label : kBeforeDate) {
        const auto rest = behind(line, label);
        if (rest && (!shortest || rest->size() < shortest->size())) shortest = rest;
    }
    return shortest;
}

std::optional<Day> parse_date(std::string_view line) {
    line = without_marks(line);
    if (const auto day = text::parse_article_date(line)) return day;
    while (const auto rest = behind_label(line)) {
        line = without_marks(without_update(*rest));
        if (const auto day = text::parse_article_date(line)) return day;
    }
    const std::string_view first = without_marks(without_update(line));
    return first.size() < line.size() ? text::parse_article_date(first) : std::nullopt;
}

bool begins_with_capital(std::string_view word) {
    return u_isupper(static_cast<UChar32>(decode_utf8(word, 0).value)) != 0;
}

bool is_all_capitals(std::string_view word) {
    return text::to_upper(word) == word;
}

std::vector<std::string_view> split(std::string_view line, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(separator, begin), line.size());
        parts.push_back(trim(line.substr(begin, end - begin)));
        begin = end + separator.size();
    }
    return parts;
}

/// A name as people and agencies bear it: up to six words, capitals except for particles. One word
/// is a name behind a label, or when it is an abbreviation (AFP).
bool is_name(std::string_view name, bool after_label) {
    if (name.empty() || ends_like_a_sentence(name)) return false;
    if (name.find_first_of(":;!?0123456789\"") != std::string_view::npos) return false;
    const auto words = split(name, " ");
    if (words.size() > 6) return false;
    std::size_t capitals = 0;
    for (const std::string_view word : words) {
        if (word.empty()) return false;
        const bool is_particle = std::ranges::find(kParticles, word) != std::end(kParticles);
        const bool is_capital =
            begins_with_capital(word) || word.starts_with("d'") || word.starts_with("d’");
        if (!is_particle && !is_capital) return after_label && words.size() == 1;
        capitals += is_capital ? 1U : 0U;
    }
    return capitals >= 2 || (capitals == 1 && (after_label || is_all_capitals(name)));
}

std::optional<std::vector<std::string>> parse_names(std::string_view line, bool after_label) {
    std::vector<std::string> names;
    for (const std::string_view by_comma : split(line, ", ")) {
        for (const std::string_view by_and : split(by_comma, " et ")) {
            for (const std::string_view name : split(by_and, " and ")) {
                if (!is_name(name, after_label)) return std::nullopt;
                names.emplace_back(name);
            }
        }
    }
    return names;
}

/// "Par Jeanne Dupont", "Auteur : AFP".
std::optional<std::vector<std::string>> parse_byline(std::string_view line) {
    line = without_marks(line);
    for (const BeforeName& label : kBeforeName) {
        const auto rest = behind(line, label.words);
        if (!rest) continue;
        const bool has_colon = trim(*rest).starts_with(':');
        const std::string_view name = without_marks(*rest);
        if (label.is_label && !has_colon && label.words.find(' ') == std::string_view::npos)
            continue;
        if (const auto names = parse_names(name, label.is_label || has_colon)) return names;
    }
    return std::nullopt;
}

/// "Par Jeanne Dupont | 3 juillet 2024", "Par Jeanne Dupont le 3 juillet 2024".
std::optional<PublicationLine> parse_byline_with_date(std::string_view line) {
    for (const std::string_view separator :
         {" | ", " – ", " — ", " - ", " • ", " · ", ", ", " le ", " publié le ", " on "}) {
        for (std::size_t at = line.find(separator); at != std::string_view::npos;
             at = line.find(separator, at + 1)) {
            const std::string_view left = line.substr(0, at);
            const std::string_view right = line.substr(at + separator.size());
            for (const auto& [byline, date] : {std::pair(left, right), std::pair(right, left)}) {
                const auto names = parse_byline(byline);
                const auto day = parse_date(date);
                if (names && day) return PublicationLine{day, *names};
            }
        }
    }
    return std::nullopt;
}

bool begins_with_author_label(std::string_view line) {
    for (const std::string_view label : {"auteur", "auteurs", "autrice", "author", "authors"}) {
        const auto rest = behind(line, label);
        if (rest && trim(*rest).starts_with(':')) return true;
    }
    return false;
}

}  // namespace

std::optional<PublicationLine> parse_publication_line(std::string_view line) {
    if (line.empty() || line.size() > kLongestLineBytes) return std::nullopt;
    if (const auto day = parse_date(line)) return PublicationLine{day, {}};
    if (const auto names = parse_byline(line)) return PublicationLine{std::nullopt, *names};
    return parse_byline_with_date(line);
}

void take_publication_lines(std::vector<Line>& lines, Article& article, std::vector<Cut>& cuts) {
    std::size_t met = 0;
    for (Line& line : lines) {
        if (line.text.empty()) continue;
        const bool is_near_top = met++ < kLinesNearTop;
        if (!is_near_top && !begins_with_author_label(line.text)) continue;
        const auto publication = parse_publication_line(line.text);
        if (!publication) continue;
        if (!article.date) article.date = publication->date;
        if (article.authors.empty()) article.authors = publication->authors;
        cut(line, publication->authors.empty() ? "date line" : "byline", cuts);
    }
}

}  // namespace kiosque::reading
