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

enum class Brackets { around, none };

/// `relaxed`: days may stand in the text too.
std::string written(const Clause& clause, bool relaxed = false,
                    Brackets brackets = Brackets::around);

std::string quoted(const Clause& clause) {
    if (clause.words.size() == 1) return clause.words.front().text;
    const std::string slop = clause.distance == 0 ? "" : "~" + std::to_string(clause.distance);
    return "« " + clause.text + " »" + slop;
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
    return written(typed) + " (ou " + joined(others, ", ") + ")";
}

/// PROCHE joins to the left: what stands on its right needs brackets of its own.
std::string beside_near(const Clause& right) {
    const std::string text = written(right);
    return right.kind == Kind::near_to ? "(" + text + ")" : text;
}

std::string written(const Clause& clause, bool relaxed, Brackets brackets) {
    const auto grouped = [&](const std::string& text) {
        return brackets == Brackets::around ? "(" + text + ")" : text;
    };
    const bool has_words = clause.kind == Kind::word || clause.kind == Kind::phrase;
    const std::string field =
        clause.field.empty() || !has_words ? std::string() : clause.field + ":";
    switch (clause.kind) {
        case Kind::word:
        case Kind::phrase:
            return field + quoted(clause);
        case Kind::near_to:
            return written(clause.parts[0]) + " PROCHE/" + std::to_string(clause.distance) + " " +
                   beside_near(clause.parts[1]);
        case Kind::days: {
            const std::string day = std::string(kDateField) + ":" + written(clause.days);
            if ((clause.is_day_only && !relaxed) || clause.parts.empty()) return day;
            return grouped(written(clause.parts.front()) + " OU " + day);
        }
        case Kind::all:
            return grouped(all_of(clause.parts));
        case Kind::any: {
            std::vector<std::string> parts;
            for (const auto& part : clause.parts) parts.push_back(written(part));
            return grouped(joined(parts, " OU "));
        }
        case Kind::same:
            return with_synonyms(clause.parts);
    }
    return {};
}

/// What of a relaxed query may be missing.
std::string written_optional(const std::vector<std::string>& pieces, Wanted wanted,
                             bool stands_alone) {
    const std::string before = stands_alone ? "" : " ET ";
    switch (wanted) {
        case Wanted::required:
            return " (de préférence : " + joined(pieces, ", ") + ")";
        case Wanted::most:
            return before + "l’essentiel de : " + joined(pieces, ", ");
        default:
            return stands_alone ? joined(pieces, " OU ")
                                : before + "(" + joined(pieces, " OU ") + ")";
    }
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
        const bool may_miss =
            wanted == Wanted::most || wanted == Wanted::any || wanted == Wanted::required;
        auto& pieces = clause.is_excluded                ? excluded
                       : is_passed_over                  ? absent
                       : may_miss && !clause.is_required ? optional
                                                         : required;
        const bool is_alone = query.clauses.size() == 1 && !clause.is_excluded;
        pieces.push_back(
            written(clause, wanted != Wanted::all, is_alone ? Brackets::none : Brackets::around));
    }
    std::string text = joined(required, " ET ");
    if (!optional.empty()) text += written_optional(optional, wanted, text.empty());
    for (const auto& each : excluded) text += (text.empty() ? "SAUF " : " SAUF ") + each;
    if (!absent.empty()) text += " (dans aucun article : " + joined(absent, ", ") + ")";
    return text;
}

}  // namespace kiosque::search
