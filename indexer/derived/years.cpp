#include "indexer/derived/years.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "indexer/derived/word_gaps.hpp"
#include "indexer/derived/word_lists.hpp"

namespace kiosque::indexer {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2100;
constexpr int kLongestSpan = 300;  ///< years between the ends of "1789-1815"

/// A year follows: folded exact forms. Those that stand before sums too ("avant 2000 euros") are
/// made sure by what stands behind the number.
constexpr std::array<std::string_view, 38> kBeforeYears = {
    "en",        "depuis",  "des",      "avant",     "apres",    "fin",  "debut",   "courant",
    "janvier",   "fevrier", "mars",     "avril",     "mai",      "juin", "juillet", "aout",
    "septembre", "octobre", "novembre", "decembre",  "janv",     "fevr", "juil",    "sept",
    "oct",       "nov",     "dec",      "an",        "annee",    "ete",  "hiver",   "printemps",
    "automne",   "horizon", "mi",       "millesime", "exercice", "vers",
};

/// What happens every year or bears its year: "l'élection de 2017", "l'Exposition universelle de
/// 1900", "rentrée 2023". Lemmas.
constexpr std::array<std::string_view, 60> kBearsItsYear = {
    "loi",          "crise",        "revolution",     "guerre",      "election",
    "presidentiel", "legislative",  "legislatif",     "municipal",   "europeennes",
    "municipales",  "legislatives", "presidentielle", "regionales",  "accord",
    "traite",       "constitution", "edition",        "saison",      "rentree",
    "session",      "congres",      "exposition",     "universel",   "reforme",
    "decret",       "celui",        "celle",          "recensement", "mondial",
    "monde",        "olympique",    "paralympique",   "euro",        "budget",
    "rapport",      "bilan",        "automne",        "ete",         "hiver",
    "printemps",    "fin",          "debut",          "milieu",      "janvier",
    "fevrier",      "mars",         "avril",          "mai",         "juin",
    "juillet",      "aout",         "septembre",      "octobre",     "novembre",
    "decembre",     "seisme",       "attentat",       "film",        "album",
};

/// Small words that end in s and count nothing, though they are no grammar words of the analyzer.
constexpr std::array<std::string_view, 10> kNoPlurals = {
    "lors", "puis", "alors", "jamais", "toujours", "desormais", "hors", "tandis", "apres", "depuis",
};

constexpr std::array<std::string_view, 12> kUnits = {
    "euro", "dollar", "franc", "pour", "million", "km", "kg", "mille", "mw", "ha", "metre", "m",
};

/// The value of digits that stand alone, or 0: "1 500" and "2.013" are no such number.
int plain_number(const ArticleWord& word) {
    constexpr std::size_t kMostDigits = 4;
    const bool is_digits = word.written.size() <= kMostDigits &&
                           std::all_of(word.written.begin(), word.written.end(),
                                       [](char c) { return c >= '0' && c <= '9'; });
    return is_digits ? std::stoi(std::string(word.written)) : 0;
}

class YearFinder {
public:
    explicit YearFinder(std::span<const ArticleWord> words) : words_(words) {}

    std::vector<Mention> find() {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            if (words_[at].written.size() != 4 || !is_candidate(at) || is_before_christ(at))
                continue;
            if (is_announced(at) || is_bracketed(at) || is_in_date(at) || goes_on_from_year(at) ||
                begins_span(at)) {
                years_.push_back({at, at + 1, "annee", std::string(words_[at].written)});
            }
        }
        return std::move(years_);
    }

private:
    bool is_candidate(std::size_t at) const {
        const int value = plain_number(words_[at]);
        return value >= kFirstYear && value <= kLastYear;
    }

    std::string_view folded(std::size_t at) const { return words_[at].terms->folded; }

    /// What stands between words[at] and the word behind it; what the last word has behind it is
    /// not known.
    std::string_view behind(std::size_t at) const {
        return at + 1 < words_.size() ? words_[at + 1].before : "\n";
    }

    /// True when the number counts what follows: "2000 euros", "2024 entreprises", "1500 €".
    bool counts_something(std::size_t at) const {
        for (const std::string_view sign : {"€", "$", "£", "%", "°", "‰"}) {
            if (behind(at).find(sign) != std::string_view::npos) return true;
        }
        if (at + 1 == words_.size() || !follows_directly(words_[at + 1])) return false;
        const ArticleWord& next = words_[at + 1];
        const auto& lemmas = next.terms->lemmas;
        if (std::any_of(lemmas.begin(), lemmas.end(),
                        [](const auto& lemma) { return is_one_of(lemma, kUnits); })) {
            return true;
        }
        if (next.terms->is_stop_word || next.capitals != Capitals::none) return false;
        const std::string_view word = next.terms->folded;
        return (word.ends_with('s') || word.ends_with('x')) && !is_one_of(word, kNoPlurals);
    }

    bool has_lemma_that_bears_its_year(std::size_t at) const {
        const auto& lemmas = words_[at].terms->lemmas;
        return is_one_of(folded(at), kBearsItsYear) ||
               std::any_of(lemmas.begin(), lemmas.end(),
                           [](const auto& lemma) { return is_one_of(lemma, kBearsItsYear); });
    }

    bool is_month_with_point(std::size_t at) const {
        return words_[at].before.starts_with(". ") && is_one_of(folded(at - 1), kBeforeYears) &&
               folded(at - 1).size() <= 4 && folded(at - 1) != "en" && folded(at - 1) != "an";
    }

    /// "en 2013", "élections 2017", "la crise de 2008"
    bool is_announced(std::size_t at) const {
        if (at == 0 || counts_something(at)) return false;
        if (is_month_with_point(at)) return true;
        if (!goes_on(words_[at])) return false;
        const std::string_view before = folded(at - 1);
        // "des 2000 morts" and "dès 2013" are alike but for the accent.
        if (before == "des") return words_[at - 1].terms->exact != "des";
        if (before == "annee") return words_[at - 1].terms->exact == "année";
        if (is_one_of(before, kBeforeYears) || has_lemma_that_bears_its_year(at - 1)) return true;
        const bool is_of = before == "de" || before == "du";
        return is_of && at >= 2 && goes_on(words_[at - 1]) && has_lemma_that_bears_its_year(at - 2);
    }

    /// "(1954)", "(Paris, 1954)", "(1954-1962)" by its end
    bool is_bracketed(std::size_t at) const {
        const std::string_view before = words_[at].before;
        if (at + 1 == words_.size()) return before.ends_with('(');
        if (!behind(at).starts_with(')')) return false;
        return before.ends_with('(') || before == ", ";
    }

    bool is_part_of_date(std::size_t at, int most) const {
        const int value = plain_number(words_[at]);
        return value >= 1 && value <= most && words_[at].written.size() <= 2;
    }

    /// "01/07/2013", "01-07-2013", "2013-07-01"
    bool is_in_date(std::size_t at) const {
        constexpr int kDays = 31;
        constexpr int kMonths = 12;
        const auto sign = at == 0 ? std::string_view{} : words_[at].before;
        const bool is_last =
            at >= 2 && (sign == "/" || sign == "-") && words_[at - 1].before == sign;
        if (is_last && is_part_of_date(at - 1, kMonths) && is_part_of_date(at - 2, kDays)) {
            return true;
        }
        return at + 2 < words_.size() && words_[at + 1].before == "-" &&
               words_[at + 2].before == "-" && is_part_of_date(at + 1, kMonths) &&
               is_part_of_date(at + 2, kDays);
    }

    /// "En 2000 av. J.-C.", "52 avant notre ère".
    bool is_before_christ(std::size_t at) const {
        if (at + 1 >= words_.size()) return false;
        const std::string_view next = folded(at + 1);
        return next == "av" || (next == "avant" && at + 2 < words_.size() &&
                                (folded(at + 2) == "jesus" || folded(at + 2) == "notre" ||
                                 folded(at + 2) == "j" || folded(at + 2) == "jc"));
    }

    bool may_end_span(std::size_t first, std::size_t last) const {
        if (last >= words_.size() || !is_candidate(last) || words_[last].written.size() != 4) {
            return false;
        }
        const int years = plain_number(words_[last]) - plain_number(words_[first]);
        return years > 0 && years <= kLongestSpan && !counts_something(last);
    }

    /// "de 1998 à 2003", "entre 1990 et 1995", "(1954-1962)"
    bool begins_span(std::size_t at) const {
        const bool is_open = words_[at].before.ends_with('(');
        if (is_open && may_end_span(at, at + 1)) {
            const std::string_view dash = words_[at + 1].before;
            const bool is_closed = at + 2 == words_.size() || behind(at + 1).starts_with(')') ||
                                   behind(at + 1).starts_with(',');
            if ((dash == "-" || dash == "–" || dash == " - " || dash == " – ") && is_closed) {
                return true;
            }
        }
        if (at == 0 || !goes_on(words_[at]) || at + 2 >= words_.size()) return false;
        const std::string_view before = folded(at - 1);
        const std::string_view between = folded(at + 1);
        const bool is_span = ((before == "de" || before == "du") && between == "a") ||
                             (before == "entre" && between == "et");
        return is_span && goes_on(words_[at + 1]) && goes_on(words_[at + 2]) &&
               may_end_span(at, at + 2);
    }

    /// "en 2013 et 2015", "2013-2015", "2016, 2018 et 2020": the year before was sure.
    bool goes_on_from_year(std::size_t at) const {
        if (years_.empty() || counts_something(at)) return false;
        const std::size_t last = years_.back().begin;
        if (last + 1 == at) {
            const std::string_view gap = words_[at].before;
            return gap == "-" || gap == "–" || gap == "/" || gap == ", " || gap == " - " ||
                   gap == " – ";
        }
        if (last + 2 != at || !goes_on(words_[at - 1]) || !goes_on(words_[at])) return false;
        const std::string_view between = folded(at - 1);
        return between == "et" || between == "ou" || between == "a";
    }

    std::span<const ArticleWord> words_;
    std::vector<Mention> years_;
};

}  // namespace

std::vector<Mention> find_years(std::span<const ArticleWord> words) {
    return YearFinder(words).find();
}

}  // namespace kiosque::indexer
