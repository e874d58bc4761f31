#include "indexer/derived/full_names.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace kiosque::indexer {
namespace {

constexpr unsigned kFirst = kFirstName | kUncertainFirstName;
constexpr std::size_t kLongestName = 5;  ///< units
constexpr auto kWestern = ArticlePersons::Order::first_name_first;
constexpr auto kEastern = ArticlePersons::Order::family_name_first;

using Units = std::span<const NameUnit>;
using Words = std::span<const ArticleWord>;

/// False for what is no family name: a day, "Les", an acronym, a number.
bool may_be_family(const NameUnit& unit, Words words) {
    const ArticleWord& head = words[unit.head];
    if (unit.is_initial) return true;
    if ((unit.cues & (kNever | kClosing)) != 0) return false;
    if (head.written.find_first_of("0123456789.") != std::string_view::npos) return false;
    const std::size_t letters = count_code_points(head.written);
    if (head.capitals == Capitals::all && letters < 4 && unit.end == unit.head + 1) return false;
    return letters > 1 && !head.terms->is_stop_word;
}

/// "Le", "La", "Du", "De", "Des": capitalised, they may open a family name of two words.
bool opens_family_name(const NameUnit& unit, Words words) {
    const std::string& word = words[unit.head].terms->folded;
    return word == "le" || word == "la" || word == "du" || word == "de" || word == "des";
}

bool is_reign(const NameUnit& unit, Words words) {
    return unit.end == unit.begin + 1 && is_reign_number(words[unit.begin].written);
}

/// How many of `units` are a name that begins with a first name; 0 when they are none.
std::size_t length_of_name(Units units, Words words) {
    std::size_t length = 1;
    while (length < units.size() && length < 4 &&
           (units[length].is_initial || (units[length].cues & kFirst) != 0) &&
           units[length].begin == units[length].head) {
        ++length;
    }
    std::size_t families = 0;
    while (length < units.size()) {
        const bool opens = opens_family_name(units[length], words) && length + 1 < units.size();
        if (!opens && !may_be_family(units[length], words)) break;
        ++length;
        if (!opens) ++families;
    }
    const bool is_closed_by_first_name =
        families == 0 && length >= 2 && !units[length - 1].is_initial;
    return families > 0 || is_closed_by_first_name ? length : 0;
}

/// The name is the beginning of a longer one that is a thing's: "Victor Hugo Airlines".
bool is_closed_as_thing(Units units, std::size_t length) {
    return units.size() > kLongestName ||
           (length < units.size() && (units[length].cues & kClosing) != 0) ||
           (length > 0 && (units[length - 1].cues & kClosing) != 0);
}

bool is_full_family_first(Units units, Words words) {
    if (units.size() != 2 || (units[0].cues & kLeadingFamilyName) == 0) return false;
    if (units[0].end != units[0].begin + 1 || units[1].head != units[1].begin) return false;
    const bool is_short = words[units[1].head].written.size() < 3;  // "Xi An" is a city
    if (is_short && units[1].end == units[1].head + 1) return false;
    for (std::size_t at = units[1].head; at < units[1].end; ++at) {
        if (!is_pinyin(words[at].terms->folded)) return false;
    }
    return !words[units[0].head].terms->is_stop_word && may_be_family(units[1], words);
}

bool may_be_unknown_name(Units units, Words words) {
    if (units.size() < 2 || units.size() > 4) return false;
    return std::all_of(units.begin(), units.end(), [&](const NameUnit& unit) {
        constexpr unsigned kOther = kThing | kPlace | kTitle | kCalling | kAddress;
        return may_be_family(unit, words) && !is_of_a_country(words[unit.head]) &&
               (unit.cues & kOther) == 0 && words[unit.head].capitals == Capitals::first;
    });
}

}  // namespace

std::span<const NameUnit> without_titles(const NameRun& run, Words words) {
    Units units(run);
    bool has_title = false;
    while (units.size() > 1) {
        const NameUnit& first = units.front();
        const bool is_first_name = (first.cues & kFirst) != 0;
        const bool is_title = (first.cues & (kAddress | kTitle)) != 0 && !is_first_name;
        const bool is_of_title = has_title && !is_first_name && is_of_a_country(words[first.head]);
        const bool only_begins = &first == &run.front() && !is_first_name &&
                                 words[first.head].begins_sentence &&
                                 words[first.head].terms->is_stop_word;
        if (!is_title && !is_of_title && !only_begins) break;
        has_title = has_title || is_title;
        units = units.subspan(1);
    }
    return units;
}

std::optional<FullName> full_name_in(Units units, bool has_title, Words words,
                                     const PersonWords& cues, const PersonContexts& contexts) {
    const auto made = [&](Units name, bool is_sure, ArticlePersons::Order order) {
        return FullName{name.front().begin, name.back().end, is_sure, order};
    };
    const auto is_told = [&](Units name) {
        const std::size_t begin = name.front().begin;
        const std::size_t end = name.back().end;
        return has_title || contexts.has_title(begin) || contexts.has_apposition(end) ||
               contexts.speaks(begin, end);
    };
    const auto is_free = [&](Units name) {
        const std::size_t begin = name.front().begin;
        return !contexts.names_a_thing(begin) && (has_title || !contexts.has_determiner(begin)) &&
               !contexts.is_quoted(begin, name.back().end);
    };
    if (is_full_family_first(units, words)) {
        return made(units, is_free(units), kEastern);
    }
    for (std::size_t k = 0; k + 1 < units.size(); ++k) {
        const Units rest = units.subspan(k);
        const bool may_reign = (rest[0].cues & (kFirst | kReign)) != 0;
        if (may_reign && is_reign(rest[1], words)) {
            return made(rest.first(2), k == 0 && is_free(rest.first(2)), kWestern);
        }
        if ((rest[0].cues & kFirst) == 0 || rest[0].begin != rest[0].head) continue;
        const std::size_t length = length_of_name(rest, words);
        if (length < 2) continue;
        const Units name = rest.first(length);
        bool is_sure = is_free(name) && !is_closed_as_thing(rest, length) &&
                       words[name[0].head].capitals == Capitals::first;
        if ((rest[0].cues & kUncertainFirstName) != 0) is_sure = is_sure && is_told(name);
        // "de la Culture Rachida Dati" is the minister, "l'université de Lyon Jean Moulin" is not.
        if (k > 0 && !has_title) {
            const bool is_behind_complement =
                contexts.has_title_with_complement(units.front().begin) &&
                std::none_of(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(k),
                             [](const NameUnit& u) { return (u.cues & (kThing | kPlace)) != 0; });
            const bool is_behind_initials =
                std::all_of(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(k),
                            [](const NameUnit& u) { return u.is_initial; });
            is_sure = is_sure && (is_behind_complement || is_behind_initials);
        }
        if (k > 0 && has_title) is_sure = false;
        // What stands behind "de" may be where somebody comes from: no family name then.
        const NameUnit& last = name.back();
        if (last.head != last.begin ||
            (last.begin > 0 && !words[last.head].is_joined && words[last.head].before.size() > 1 &&
             last.head == last.begin && !follows_directly(words, last.head, cues))) {
            is_sure = is_sure && (has_title || !is_of_a_country(words[last.head]));
        }
        return made(name, is_sure, kWestern);
    }
    if (may_be_unknown_name(units, words) && is_told(units) && is_free(units)) {
        return made(units, true, kWestern);
    }
    return std::nullopt;
}

}  // namespace kiosque::indexer
