#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque::indexer {

/// What a written form looks like, which tells how it stands in texts.
enum class FormKind : std::uint8_t {
    name,         ///< "Nations unies": in any case, but with one of its capitals
    acronym,      ///< "OCS": in capitals only, with points or without
    common_word,  ///< "énergie solaire": in any case and inflection
    first_part,   ///< "sino-": before a hyphen and another word
};

/// A form as a table writes it; the hyphen of a first part is left out.
struct WrittenForm {
    std::string text;
    FormKind kind;
};

/// A form that counts only where the same article has one of `context` too, if there are any.
struct TableForm {
    WrittenForm form;
    std::vector<WrittenForm> context;
};

/// A line of a table.
struct TableEntry {
    std::string place;  ///< "lieux.tsv:12", for messages
    std::string value;  ///< empty where the forms only keep shorter ones from being found
    std::vector<TableForm> forms;
};

/// A table may have this many lines.
inline constexpr std::size_t kMaxTableLines = 1'000'000;

/// Reads a table of names; docs/facets.md draws its format. `name` stands in the messages.
///
/// Throws Error(invalid_parameter), which says file and line, what was wrong and what was expected.
std::vector<TableEntry> parse_gazetteer(std::string_view table, const std::string& name);

/// Throws Error(invalid_parameter): "lieux.tsv:12: reason".
[[noreturn]] void refuse_line(const std::string& place, const std::string& reason);

}  // namespace kiosque::indexer
