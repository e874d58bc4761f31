#include "search/date_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "search/day_range.hpp"
#include "text/normalization.hpp"

namespace kiosque::search {
namespace {

namespace chrono = std::chrono;
using Words = std::span<const std::string_view>;

constexpr int kFirstYear = 1900;  ///< 4700 and 1500 are rather amounts than years
constexpr int kLastYear = 2099;

constexpr std::array<std::string_view, 12> kMonths = {
    "janvier", "fevrier", "mars",      "avril",   "mai",      "juin",
    "juillet", "aout",    "septembre", "octobre", "novembre", "decembre"};

std::optional<int> read_number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return {};
    return number;
}

std::optional<chrono::year> read_year(std::string_view text) {
    const auto number = text.size() == 4 ? read_number(text) : std::nullopt;
    if (!number || *number < kFirstYear || *number > kLastYear) return {};
    return chrono::year(*number);
}

/// "septembre", "sept.", "fév.".
std::optional<chrono::month> read_month(std::string_view text) {
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongestShort = 5;
    std::string word = text::fold(text);
    const bool is_pointed = word.ends_with('.');
    if (is_pointed) word.pop_back();
    const auto* const found = std::find_if(kMonths.begin(), kMonths.end(), [&](auto month) {
        const bool is_short = word.size() >= kShortest && word.size() <= kLongestShort &&
                              month.starts_with(word) && word != "mar" && word != "jui";
        return word == month || is_short;
    });
    if (found == kMonths.end()) return {};
    return chrono::month(static_cast<unsigned>(found - kMonths.begin() + 1));
}

std::optional<chrono::day> read_day(std::string_view text) {
    const auto number = text::fold(text) == "1er" ? 1
                        : text.size() <= 2        ? read_number(text).value_or(0)
                                                  : 0;
    if (number < 1 || number > 31) return {};
    return chrono::day(static_cast<unsigned>(number));
}

DayRange month_of(chrono::year year, chrono::month month) {
    return {Day(year / month / 1), Day(year / month / chrono::last)};
}

/// Reads words one after the other; a step that does not fit ends the reading.
class Reading {
public:
    explicit Reading(Words words) : words_(words) {}

    bool word(std::string_view expected) {
        return take([&](std::string_view w) { return text::fold(w) == expected; });
    }
    bool day(std::optional<chrono::day>& day) {
        return take([&](std::string_view w) { return (day = read_day(w)).has_value(); });
    }
    bool month(std::optional<chrono::month>& month) {
        return take([&](std::string_view w) { return (month = read_month(w)).has_value(); });
    }
    bool year(std::optional<chrono::year>& year) {
        return take([&](std::string_view w) { return (year = read_year(w)).has_value(); });
    }
    std::size_t words() const { return at_; }

private:
    template <typename Fits>
    bool take(Fits fits) {
        if (at_ == words_.size() || words_[at_].empty() || !fits(words_[at_])) return false;
        ++at_;
        return true;
    }

    Words words_;
    std::size_t at_ = 0;
};

std::optional<DateWords> from_to(Day first, Day last, std::size_t words) {
    if (first > last) return {};
    return DateWords{words, {first, last}, true};
}

std::optional<Day> valid(chrono::year_month_day date) {
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// "du 3 au 9 juin 2024", "du 28 mai au 3 juin 2024", "du 28 décembre 2023 au 3 janvier 2024".
std::optional<DateWords> read_days_to_days(Words words) {
    Reading reading(words);
    std::optional<chrono::day> first_day;
    std::optional<chrono::day> last_day;
    std::optional<chrono::month> first_month;
    std::optional<chrono::month> last_month;
    std::optional<chrono::year> first_year;
    std::optional<chrono::year> last_year;
    if (!reading.word("du") || !reading.day(first_day)) return {};
    if (reading.month(first_month)) reading.year(first_year);
    if (!reading.word("au") || !reading.day(last_day) || !reading.month(last_month) ||
        !reading.year(last_year)) {
        return {};
    }
    const auto first =
        valid(first_year.value_or(*last_year) / first_month.value_or(*last_month) / *first_day);
    const auto last = valid(*last_year / *last_month / *last_day);
    if (!first || !last) return {};
    return from_to(*first, *last, reading.words());
}

/// "de mars à mai 2024", "de mars 2023 à mai 2024", "de 2013 à 2015".
std::optional<DateWords> read_months_to_months(Words words) {
    Reading reading(words);
    std::optional<chrono::month> first_month;
    std::optional<chrono::month> last_month;
    std::optional<chrono::year> first_year;
    std::optional<chrono::year> last_year;
    if (!reading.word("de")) return {};
    reading.month(first_month);
    reading.year(first_year);
    if (!reading.word("a")) return {};
    reading.month(last_month);
    if (!reading.year(last_year) || first_month.has_value() != last_month.has_value()) return {};
    if (!first_month && !first_year) return {};
    const auto first = first_year.value_or(*last_year);
    return from_to(Day(first / first_month.value_or(chrono::January) / 1),
                   Day(*last_year / last_month.value_or(chrono::December) / chrono::last),
                   reading.words());
}

/// "3 juin 2024", "juin 2024".
std::optional<DateWords> read_day_of_month(Words words) {
    Reading reading(words);
    std::optional<chrono::day> day;
    std::optional<chrono::month> month;
    std::optional<chrono::year> year;
    reading.day(day);
    if (!reading.month(month) || !reading.year(year)) return {};
    if (!day) return DateWords{reading.words(), month_of(*year, *month), true};
    const auto date = valid(*year / *month / *day);
    if (!date) return {};
    return from_to(*date, *date, reading.words());
}

/// "03/06/2024", "03.06.2024", "03-06-2024": day first.
std::optional<DateWords> read_slashes(std::string_view word) {
    const std::size_t first = word.find_first_of("/.-");
    const std::size_t second =
        first == std::string_view::npos ? first : word.find(word[first], first + 1);
    if (second == std::string_view::npos) return {};
    const auto day = read_day(word.substr(0, first));
    const auto month = read_day(word.substr(first + 1, second - first - 1));
    const auto year = read_year(word.substr(second + 1));
    if (!day || !month || !year) return {};
    const auto date = valid(*year / chrono::month(static_cast<unsigned>(*month)) / *day);
    if (!date) return {};
    return from_to(*date, *date, 1);
}

/// What stands in a single word.
std::optional<DateWords> read_single(std::string_view word, Day today) {
    if (const auto year = read_year(word)) {
        return DateWords{
            1, {Day(*year / chrono::January / 1), Day(*year / chrono::December / 31)}, true};
    }
    if (auto date = read_slashes(word)) return date;
    const std::string plain = text::exact_form(word);
    if (plain == "avant-hier") {
        return DateWords{1, {today - chrono::days(2), today - chrono::days(2)}, false};
    }
    // The words and forms of the parameter `date`; its plain years are read above.
    const bool is_iso = word.find("..") != std::string_view::npos || word.starts_with('-') ||
                        (word.size() >= 7 && word[4] == '-' && read_year(word.substr(0, 4)));
    if (plain != "hier" && plain != "aujourd'hui" && !is_iso) return {};
    const auto days = parse_iso_range(word, today);
    if (!days) return {};
    return DateWords{1, *days, false};
}

}  // namespace

std::optional<DateWords> read_date_words(Words words, Day today) {
    if (words.empty() || words.front().empty()) return {};
    if (auto range = read_days_to_days(words)) return range;
    if (auto range = read_months_to_months(words)) return range;
    if (auto day = read_day_of_month(words)) return day;
    return read_single(words.front(), today);
}

}  // namespace kiosque::search
