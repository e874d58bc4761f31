#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque {

/// A day of the civil calendar. Articles are dated by the day in Paris on which they appeared.
using Day = std::chrono::sys_days;

/// "2024-07-03".
std::string format_iso_day(Day day);

/// An article as the readers hand it over and as the index gives it back.
///
/// All text is valid UTF-8 in NFC. A field that the source does not declare is empty.
struct Article {
    std::string id;     ///< stable across runs: declared, or the path inside the indexed folder
    std::string title;  ///< one line
    std::string body;   ///< plain text; paragraphs are separated by one empty line
    std::string description;
    std::string url;
    std::string source;    ///< the publication
    std::string section;   ///< the heading under which the publication filed it
    std::string language;  ///< as declared, "fr" or "fr-FR"; never guessed
    std::vector<std::string> authors;
    std::vector<std::string> tags;
    /// What else the source declares, by its key in lower case; facets are made of it.
    std::map<std::string, std::vector<std::string>> more;
    std::optional<Day> date;
};

/// The first paragraph of a body, and what follows it; together they are the body.
struct LeadAndRest {
    std::string_view lead;
    std::string_view rest;
};
LeadAndRest split_lead(std::string_view body);

}  // namespace kiosque
