#include "indexer/derived/countries.hpp"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/error.hpp"
#include "embedded/pays_tsv.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kLettersOfCode = 2;

bool is_code(std::string_view text) {
    return text.size() == kLettersOfCode &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The French name of a country, with straight apostrophes as all tables write them; empty for a
/// code that is none.
std::string french_name(std::string_view code) {
    const std::string letters(code);
    icu::UnicodeString name;
    icu::Locale("", letters.c_str()).getDisplayCountry(icu::Locale::getFrench(), name);
    name.findAndReplace(icu::UnicodeString(u"\u2019"), icu::UnicodeString(u"'"));
    std::string utf8;
    name.toUTF8String(utf8);
    return utf8 == letters ? std::string{} : utf8;
}

/// "KZ" is the name that ICU has, "HK Hong Kong" a better one.
std::string name_of(std::string_view column, std::size_t line) {
    const std::string_view code = column.substr(0, column.find(' '));
    const std::string name = is_code(code) ? french_name(code) : std::string{};
    if (name.empty()) {
        throw Error(ErrorCode::internal,
                    std::string(kCountryTableName) + ":" + std::to_string(line) +
                        ": a line must begin with the ISO 3166 code of a country, but is '" +
                        std::string(column) + "'");
    }
    return code.size() == column.size() ? name : std::string(column.substr(code.size() + 1));
}

}  // namespace

std::string country_table() {
    return name_countries(kPaysTsv);
}

std::string name_countries(std::string_view table) {
    std::string named;
    named.reserve(table.size() * 2);
    for (std::size_t line = 1; !table.empty(); ++line) {
        const std::string_view row = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(row.size() + 1, table.size()));
        const std::string_view column = row.substr(0, row.find('\t'));
        const bool is_entry = !row.empty() && row.front() != '#' && column != "-";
        if (is_entry) named += name_of(column, line);
        named += row.substr(is_entry ? column.size() : 0);
        named += '\n';
    }
    return named;
}

}  // namespace kiosque::indexer
