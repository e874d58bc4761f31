#include "search/query_echo.hpp"

#include <chrono>

#include "search/query_fields.hpp"

namespace kiosque::search {
namespace {

using Kind = Clause::Kind;

std::string joined(const std::vector<std::string>& pieces, const std::string& between) {
    std::string text;
    for (const auto& piece : pieces) text += (text.empty() ? "" : between) + piece;
    return text;
}

/// "2013", "2024-03", "2024-03-05", "2024-03-05..2024-03-09", open ends left empty.
std::string written(const DayRange& range) {
    namespace chrono = std::chrono;
    const std::string first = range.first ? format_iso_day(*range.first) : "";
    const std::string last = range.last ? format_iso_day(*range.last) : "";
    if (!range.first || !range.last) return first + ".." + last;
    if (first == last) return first;
    const chrono::year_month_day from(*range.first);
    const chrono::year_month_day to(*range.last);
    const bool from_first_day = from.day() == chrono::day(1);
    const bool is_month = from_first_day && from.year() == to.year() &&
                          from.month() == to.month() &&
                          to == chrono::year_month_day(to.year() / to.month() / chrono::last);
    if (is_month) return first.substr(0, 7);
    const bool is_year =
        from.year() == to.year() && first.ends_with("-01-01") && last.ends_with("-12-31");
    return is_year ? first.substr(0, 4) : first + ".." + last;
}

std::string written(const Clause& clause);

std::string quoted(const Clause& clause) {
    std::vector<std::string> words;
    for (const auto& word : clause.words) words.push_back(word.text);
    if (clause.words.size() == 1) return words.front();
    const std::string slop = clause.distance == 0 ? "" : "~" + std::to_string(clause.distance);
    return "« " + joined(words, " ") + " »" + slop;
}

std::string all_of(const std::vector<Clause>& parts) {
    std::vector<std::string> wanted;
    std::string text;
    for (const auto& part : parts) {
        if (!part.is_excluded) wanted.push_back(written(part));
    }
    text = joined(wanted, " ET ");
    for (const auto& part : parts) {
        if (part.is_excluded) text += (text.empty() ? "SAUF " : " SAUF ") + written(part);
    }
    return text;
}

/// "ONU (ou « Nations unies », « Organisation des Nations unies »)".
std::string with_synonyms(const std::vector<Clause>& parts) {
    std::vector<std::string> others;
    for (std::size_t i = 1; i < parts.size(); ++i) others.push_back(quoted(parts[i]));
    const Clause& typed = parts.front();
    const std::string first = typed.kind == Kind::all ? all_of(typed.parts) : written(typed);
    return first + " (ou " + joined(others, ", ") + ")";
}

std::string written(const Clause& clause) {
    const bool has_words = clause.kind == Kind::word || clause.kind == Kind::phrase;
    const std::string field =
        clause.field.empty() || !has_words ? std::string() : clause.field + ":";
    switch (clause.kind) {
        case Kind::word:
        case Kind::phrase:
            return field + quoted(clause);
        case Kind::near_to:
            return written(clause.parts[0]) + " PROCHE/" + std::to_string(clause.distance) + " " +
                   written(clause.parts[1]);
        case Kind::days: {
            const std::string day = std::string(kDateField) + ":" + written(clause.days);
            if (clause.is_day_only || clause.parts.empty()) return day;
            return "(" + written(clause.parts.front()) + " OU " + day + ")";
        }
        case Kind::all:
            return "(" + all_of(clause.parts) + ")";
        case Kind::any: {
            std::vector<std::string> parts;
            for (const auto& part : clause.parts) parts.push_back(written(part));
            return "(" + joined(parts, " OU ") + ")";
        }
        case Kind::same:
            return with_synonyms(clause.parts);
    }
    return {};
}

std::string without_brackets(std::string text) {
    return text.substr(1, text.size() - 2);
}

}  // namespace

std::string echo_query(const UnderstoodQuery& query, Wanted wanted,
                       const std::vector<bool>& is_absent) {
    std::vector<std::string> required;
    std::vector<std::string> optional;
    std::vector<std::string> excluded;
    std::vector<std::string> absent;
    for (std::size_t i = 0; i < query.clauses.size(); ++i) {
        const Clause& clause = query.clauses[i];
        const bool is_passed_over =
            wanted != Wanted::all && is_absent[i] && !clause.is_excluded && !clause.is_required;
        const bool may_miss = wanted == Wanted::most || wanted == Wanted::any;
        auto& pieces = clause.is_excluded                ? excluded
                       : is_passed_over                  ? absent
                       : may_miss && !clause.is_required ? optional
                                                         : required;
        pieces.push_back(written(clause));
    }
    const bool is_single = required.size() == 1 && optional.empty() && excluded.empty();
    if (is_single && required.front().starts_with('(')) {
        required.front() = without_brackets(required.front());
    }
    std::string text = joined(required, " ET ");
    if (!optional.empty()) {
        const bool is_alone = text.empty();
        text += is_alone ? "" : " ET ";
        if (wanted == Wanted::most) {
            text += "l’essentiel de : " + joined(optional, ", ");
        } else {
            text += is_alone ? joined(optional, " OU ") : "(" + joined(optional, " OU ") + ")";
        }
    }
    for (const auto& each : excluded) text += (text.empty() ? "SAUF " : " SAUF ") + each;
    if (!absent.empty()) text += " (dans aucun article : " + joined(absent, ", ") + ")";
    return text;
}

}  // namespace kiosque::search
