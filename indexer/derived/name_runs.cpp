#include "indexer/derived/name_runs.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "indexer/derived/word_lists.hpp"
#include "text/normalization.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kLongestRun = 12;  ///< units; the bound keeps the search linear

// clang-format off
constexpr std::array<std::string_view, 6> kFrenchParticles = {"de", "du", "des", "la", "le", "les"};
constexpr std::array<std::string_view, 23> kForeignParticles = {
    "van", "von", "der", "den", "ten", "ter", "zu", "zur", "di", "da", "do", "dos", "das", "del",
    "della", "ben", "ibn", "bin", "bint", "al", "el", "ould", "y",
};
// clang-format on

std::string_view without_blanks(std::string_view between) {
    constexpr std::array<std::string_view, 3> kBlanks = {" ", "\u00A0", "\u202F"};
    for (bool is_cut = true; is_cut;) {
        is_cut = false;
        for (const auto blank : kBlanks) {
            if (between.starts_with(blank)) {
                between.remove_prefix(blank.size());
                is_cut = true;
            }
        }
    }
    return between;
}

/// "d'" or "d’": the particle that the scanner cuts off the name.
bool is_elided_particle(std::string_view between) {
    return between == "d'" || between == "d’" || between == "D'" || between == "D’";
}

bool has_its_own_point(const ArticleWord& word, const PersonWords& cues) {
    return word.capitals != Capitals::none &&
           (count_code_points(word.written) == 1 || (cues.of(word) & kAddress) != 0);
}

NameUnit unit_at(std::span<const ArticleWord> words, std::size_t begin, std::size_t head,
                 const PersonWords& cues) {
    constexpr unsigned kFirst = kFirstName | kUncertainFirstName;
    NameUnit unit{begin, head, head + 1, cues.of(words[head]), false};
    while (unit.end < words.size() && words[unit.end].is_joined) {
        const unsigned part = cues.of(words[unit.end]);
        // "Jean-Luc" is a first name, "Jean-Moulin" a street or a school.
        if ((part & kFirst) == 0 && count_code_points(words[unit.end].written) > 1) {
            unit.cues &= ~kFirst;
        } else if ((unit.cues & kUncertainFirstName) != 0 && (part & kFirstName) != 0) {
            unit.cues = (unit.cues & ~unsigned{kUncertainFirstName}) | kFirstName;
        }
        ++unit.end;
    }
    const bool is_short = unit.end == head + 1 && count_code_points(words[head].written) == 1;
    unit.is_initial =
        is_short && unit.end < words.size() && words[unit.end].before.starts_with('.');
    return unit;
}

/// The capitalised word behind the particles at `at`, or `at` when there are none.
std::size_t behind_particles(std::span<const ArticleWord> words, std::size_t at,
                             bool may_be_french) {
    std::size_t head = at;
    for (; head < words.size() && head < at + 3; ++head) {
        const ArticleWord& word = words[head];
        if (head > at && !without_blanks(word.before).empty() && !word.is_joined) return at;
        if (word.capitals != Capitals::none) return head;
        const bool is_french = may_be_french && is_one_of(word.written, kFrenchParticles) &&
                               (head > at || word.written.front() == 'd');
        if (!is_french && !is_one_of(word.written, kForeignParticles)) return at;
    }
    return at;
}

std::string with_plain_apostrophes(std::string_view name) {
    constexpr std::string_view kCurved = "’";
    std::string plain;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find(kCurved), name.size());
        plain.append(name.substr(0, end));
        if (end == name.size()) break;
        plain += '\'';
        name.remove_prefix(end + kCurved.size());
    }
    return plain;
}

}  // namespace

bool follows_directly(std::span<const ArticleWord> words, std::size_t at, const PersonWords& cues) {
    if (at == 0 || words[at].is_joined) return false;
    std::string_view between = words[at].before;
    if (between.starts_with('.') && has_its_own_point(words[at - 1], cues))
        between.remove_prefix(1);
    return without_blanks(between).empty() && !words[at].before.empty();
}

NameRun run_from(std::span<const ArticleWord> words, std::size_t begin, const PersonWords& cues) {
    NameRun run{unit_at(words, begin, begin, cues)};
    while (run.size() < kLongestRun && run.back().end < words.size()) {
        const std::size_t at = run.back().end;
        // "Jean de La Fontaine", "Pierre de Rigaud de Vaudreuil"; but "Paul Durand" is of
        // Greenpeace.
        const NameUnit& last = run.back();
        const bool has_particle =
            last.begin != last.head && is_one_of(words[last.begin].written, kFrenchParticles);
        const bool may_take_particle =
            has_particle || (last.cues & (kFirstName | kUncertainFirstName)) != 0;
        if (may_take_particle && words[at].capitals != Capitals::none &&
            is_elided_particle(without_blanks(words[at].before))) {
            run.push_back(unit_at(words, at, at, cues));
        } else if (!follows_directly(words, at, cues)) {
            break;
        } else if (words[at].capitals != Capitals::none) {
            run.push_back(unit_at(words, at, at, cues));
        } else if (const std::size_t head = behind_particles(words, at, may_take_particle);
                   head != at) {
            run.push_back(unit_at(words, at, head, cues));
        } else {
            break;
        }
    }
    return run;
}

std::string name_of(std::span<const ArticleWord> words, std::size_t begin, std::size_t end) {
    std::string name;
    for (std::size_t at = begin; at < end; ++at) {
        const ArticleWord& word = words[at];
        if (at > begin) {
            if (!word.is_joined && !word.before.starts_with('-')) {
                if (word.before.starts_with('.')) name += '.';
                name += ' ';
            } else {
                name += '-';
            }
            const auto rest = without_blanks(word.before);
            if (is_elided_particle(rest)) name += rest.substr(0, 1), name += '\'';
        }
        const bool is_shouted = word.capitals == Capitals::all && !is_reign_number(word.written) &&
                                word.written.find('.') == std::string_view::npos;
        if (is_shouted && at > begin) {
            const std::size_t first = decode_utf8(word.written, 0).bytes;
            name += word.written.substr(0, first);
            name += text::to_lower(word.written.substr(first));
        } else {
            name += word.written;
        }
    }
    return with_plain_apostrophes(name);
}

}  // namespace kiosque::indexer
