#include "text/dates.hpp"

#include <algorithm>
#include <array>

#include "text/normalization.hpp"
#include "text/paris_day.hpp"

namespace kiosque::text {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

/// Metadata longer than this names no date.
constexpr std::size_t kMaxDateBytes = 120;

/// A month as metadata writes it, folded. French and English share the shortened forms.
struct MonthName {
    std::string_view name;
    unsigned month;
};
constexpr MonthName kMonthNames[] = {
    {"janvier", 1},   {"janv", 1},      {"jan", 1},       {"january", 1},   {"fevrier", 2},
    {"fevr", 2},      {"fev", 2},       {"feb", 2},       {"february", 2},  {"mars", 3},
    {"mar", 3},       {"march", 3},     {"avril", 4},     {"avr", 4},       {"apr", 4},
    {"april", 4},     {"mai", 5},       {"may", 5},       {"juin", 6},      {"jun", 6},
    {"june", 6},      {"juillet", 7},   {"juil", 7},      {"jul", 7},       {"july", 7},
    {"aout", 8},      {"aug", 8},       {"august", 8},    {"septembre", 9}, {"sept", 9},
    {"sep", 9},       {"september", 9}, {"octobre", 10},  {"oct", 10},      {"october", 10},
    {"novembre", 11}, {"nov", 11},      {"november", 11}, {"decembre", 12}, {"dec", 12},
    {"december", 12},
};

constexpr std::string_view kWeekdays[] = {
    "lundi",  "mardi",   "mercredi",  "jeudi",    "vendredi", "samedi",   "dimanche",
    "lun",    "mar",     "mer",       "jeu",      "ven",      "sam",      "dim",
    "monday", "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday",
    "mon",    "tue",     "wed",       "thu",      "fri",      "sat",      "sun",
};

/// The zones that RFC 2822 names by letters, and those of France.
struct ZoneName {
    std::string_view name;
    int hours_east;
};
constexpr ZoneName kZoneNames[] = {{"z", 0},    {"utc", 0},  {"gmt", 0},  {"ut", 0},   {"cet", 1},
                                   {"cest", 2}, {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5},
                                   {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// Reads a folded text from left to right; what does not fit is left where it is.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ == text_.size(); }

    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    bool take(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool take_any(std::string_view choices, char& taken) {
        if (at_ == text_.size() || choices.find(text_[at_]) == std::string_view::npos) return false;
        taken = text_[at_++];
        return true;
    }

    /// A whole run of digits, when it has from `min_digits` to `max_digits` of them.
    std::optional<int> take_number(std::size_t min_digits, std::size_t max_digits) {
        std::size_t end = at_;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        if (end - at_ < min_digits || end - at_ > max_digits) return std::nullopt;
        return digits(end - at_);
    }

    /// The first `count` digits of a longer run.
    std::optional<int> take_digits(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (at_ + i >= text_.size() || !is_digit(text_[at_ + i])) return std::nullopt;
        }
        return digits(count);
    }

    std::string_view take_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    bool take_word(std::string_view word) {
        Cursor ahead = *this;
        if (ahead.take_word() != word) return false;
        *this = ahead;
        return true;
    }

private:
    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_++] - '0');
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<Day> civil_day(int year, int month, int day) {
    const std::chrono::year_month_day date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (year < 1000 || !date.ok()) return std::nullopt;
    return Day(date);
}

std::optional<unsigned> month_named(std::string_view word) {
    const auto* found = std::ranges::find(kMonthNames, word, &MonthName::name);
    if (found == std::end(kMonthNames)) return std::nullopt;
    return found->month;
}

/// "+02:00", "+0200", "+02", "Z", "GMT": how far east of universal time.
std::optional<minutes> take_zone(Cursor& cursor) {
    char sign = 0;
    if (cursor.take_any("+-", sign)) {
        const auto hours = cursor.take_digits(2);
        if (!hours) return std::nullopt;
        cursor.take(':');
        const int rest = cursor.take_digits(2).value_or(0);
        if (*hours > 18 || rest > 59) return std::nullopt;
        return minutes((sign == '-' ? -1 : 1) * (*hours * 60 + rest));
    }
    const std::string_view word = cursor.take_word();
    const auto* found = std::ranges::find(kZoneNames, word, &ZoneName::name);
    if (found == std::end(kZoneNames)) return std::nullopt;
    return minutes(found->hours_east * 60);
}

/// "10:00", "10:00:30.5", "10h", "10h30", "10 h 30".
std::optional<seconds> take_clock(Cursor& cursor) {
    const auto hour = cursor.take_number(1, 2);
    if (!hour || *hour > 23) return std::nullopt;
    int minute = 0;
    int second = 0;
    Cursor ahead = cursor;
    ahead.skip_spaces();
    if (ahead.take_word("h")) {
        cursor = ahead;
        ahead.skip_spaces();
        if (const auto number = ahead.take_number(2, 2)) {
            minute = *number;
            cursor = ahead;
        }
    } else {
        const auto number = cursor.take(':') ? cursor.take_number(2, 2) : std::nullopt;
        if (!number) return std::nullopt;
        minute = *number;
        if (cursor.take(':')) {
            second = cursor.take_number(2, 2).value_or(99);
            char point = 0;
            if (cursor.take_any(".,", point) && !cursor.take_number(1, 9)) return std::nullopt;
        }
    }
    if (minute > 59 || second > 60) return std::nullopt;
    return std::chrono::hours(*hour) + minutes(minute) + seconds(second);
}

/// What may follow a day: nothing, or an hour that is read to the end.
std::optional<Day> with_clock(std::optional<Day> day, Cursor cursor) {
    if (!day) return std::nullopt;
    cursor.skip_spaces();
    char separator = 0;
    if (cursor.take_any(",-|", separator)) cursor.skip_spaces();
    if (cursor.at_end()) return separator == 0 ? day : std::nullopt;
    if (cursor.take_word("a") || cursor.take_word("at") || cursor.take_word("t")) {
        cursor.skip_spaces();
    }
    const auto clock = take_clock(cursor);
    cursor.skip_spaces();
    if (!clock) return std::nullopt;
    if (cursor.at_end()) return day;
    const auto zone = take_zone(cursor);
    cursor.skip_spaces();
    if (!zone || !cursor.at_end()) return std::nullopt;
    return paris_day(sys_seconds(*day) + *clock - *zone);
}

/// "2024-07-03", "2024/07/03", and what ISO 8601 lets follow.
std::optional<Day> parse_year_first(Cursor cursor) {
    const auto year = cursor.take_number(4, 4);
    char separator = 0;
    char second_separator = 0;
    if (!year || !cursor.take_any("-/", separator)) return std::nullopt;
    const auto month = cursor.take_number(2, 2);
    if (!month || !cursor.take_any("-/", second_separator)) return std::nullopt;
    const auto day = cursor.take_number(2, 2);
    if (!day || separator != second_separator) return std::nullopt;
    return with_clock(civil_day(*year, *month, *day), cursor);
}

/// "20240703", "20240703T233000Z".
std::optional<Day> parse_compact(Cursor cursor) {
    const auto year = cursor.take_digits(4);
    const auto month = cursor.take_digits(2);
    const auto day = cursor.take_digits(2);
    if (!year || !month || !day) return std::nullopt;
    const auto date = civil_day(*year, *month, *day);
    if (cursor.at_end() || !date) return date;
    if (!cursor.take('t')) return std::nullopt;
    const auto hour = cursor.take_digits(2);
    const auto minute = cursor.take_digits(2);
    const auto second = cursor.take_digits(2).value_or(0);
    if (!hour || !minute || *hour > 23 || *minute > 59 || second > 60) return std::nullopt;
    if (cursor.at_end()) return date;
    const auto zone = take_zone(cursor);
    if (!zone || !cursor.at_end()) return std::nullopt;
    return paris_day(sys_seconds(*date) + std::chrono::hours(*hour) + minutes(*minute) +
                     seconds(second) - *zone);
}

/// "03/07/2024", "3.7.2024", "03-07-2024".
std::optional<Day> parse_day_first(Cursor cursor) {
    const auto day = cursor.take_number(1, 2);
    char separator = 0;
    char second_separator = 0;
    if (!day || !cursor.take_any("/.-", separator)) return std::nullopt;
    const auto month = cursor.take_number(1, 2);
    if (!month || !cursor.take_any("/.-", second_separator)) return std::nullopt;
    const auto year = cursor.take_number(4, 4);
    if (!year || separator != second_separator) return std::nullopt;
    return with_clock(civil_day(*year, *month, *day), cursor);
}

std::optional<unsigned> take_month(Cursor& cursor) {
    const auto month = month_named(cursor.take_word());
    cursor.take('.');
    cursor.skip_spaces();
    return month;
}

/// "3 juillet 2024", "1er juin 2024", "3 July 2024", "July 3, 2024".
std::optional<Day> parse_month_in_words(Cursor cursor) {
    Cursor ahead = cursor;
    auto month = take_month(ahead);
    if (month) cursor = ahead;
    const auto day = cursor.take_number(1, 2);
    if (!day) return std::nullopt;
    for (const std::string_view ending : {"er", "st", "nd", "rd", "th"}) {
        if (cursor.take_word(ending)) break;
    }
    cursor.skip_spaces();
    if (month) {
        cursor.take(',');
        cursor.skip_spaces();
    } else {
        month = take_month(cursor);
    }
    const auto year = cursor.take_number(4, 4);
    if (!month || !year) return std::nullopt;
    return with_clock(civil_day(*year, static_cast<int>(*month), *day), cursor);
}

/// Passes over "mercredi", "Wed,", "le"; "mar" alone may also be a month and is tried as both.
Cursor without_weekday(Cursor cursor) {
    Cursor ahead = cursor;
    if (ahead.take_word("le")) {
        ahead.skip_spaces();
        cursor = ahead;
    }
    if (std::ranges::find(kWeekdays, ahead.take_word()) == std::end(kWeekdays)) return cursor;
    char mark = 0;
    if (ahead.take_any(".,", mark)) ahead.take(',');
    ahead.skip_spaces();
    return ahead;
}

std::string folded_with_plain_spaces(std::string_view text) {
    std::string folded = fold(text);
    for (const std::string_view space : {"\u00A0", "\u202F", "\t", "\n"}) {
        for (std::size_t at = 0; (at = folded.find(space, at)) != std::string::npos; ++at) {
            folded.replace(at, space.size(), " ");
        }
    }
    const std::size_t begin = folded.find_first_not_of(' ');
    if (begin == std::string::npos) return {};
    return folded.substr(begin, folded.find_last_not_of(' ') - begin + 1);
}

}  // namespace

std::optional<Day> parse_article_date(std::string_view text) {
    if (text.size() > kMaxDateBytes) return std::nullopt;
    const std::string folded = folded_with_plain_spaces(text);
    const Cursor whole(folded);
    for (const Cursor& start : {without_weekday(whole), whole}) {
        for (const auto parse :
             {parse_year_first, parse_compact, parse_day_first, parse_month_in_words}) {
            if (const auto day = parse(start)) return day;
        }
    }
    return std::nullopt;
}

}  // namespace kiosque::text
