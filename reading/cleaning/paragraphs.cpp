#include "reading/cleaning/paragraphs.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace kiosque::reading {
namespace {

/// The lengths, in characters, of the lines that another line follows without an empty one between.
struct InnerLines {
    std::vector<std::size_t> lengths;
    std::size_t unfinished = 0;  ///< lines that stop in the middle of a sentence
};

InnerLines inner_lines(const std::vector<Line>& lines) {
    InnerLines inner;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].text.empty() || lines[i + 1].text.empty()) continue;
        inner.lengths.push_back(count_code_points(lines[i].text));
        if (!ends_like_a_sentence(lines[i].text)) ++inner.unfinished;
    }
    std::ranges::sort(inner.lengths);
    return inner;
}

std::size_t median(const std::vector<std::size_t>& sorted) {
    return sorted[sorted.size() / 2];
}

bool begins_list_item(std::string_view line) {
    for (const std::string_view mark : {"- ", "– ", "— ", "• ", "* ", "· "}) {
        if (line.starts_with(mark)) return true;
    }
    const std::size_t digits = line.find_first_not_of("0123456789");
    return digits != std::string_view::npos && digits > 0 && digits < 3 &&
           (line.substr(digits).starts_with(". ") || line.substr(digits).starts_with(") "));
}

bool begins_in_lower_case(std::string_view line) {
    return u_islower(static_cast<UChar32>(decode_utf8(line, 0).value)) != 0;
}

}  // namespace

bool is_hard_wrapped(const std::vector<Line>& lines) {
    constexpr std::size_t kFewest = 4;
    const InnerLines inner = inner_lines(lines);
    if (inner.lengths.size() < kFewest) return false;
    const std::size_t usual = median(inner.lengths);
    const auto of_width = std::ranges::count_if(inner.lengths, [&](std::size_t length) {
        return length + 25 >= usual && length <= usual + 15;
    });
    return usual >= 50 && usual <= 100 && inner.lengths.back() <= 120 &&
           static_cast<std::size_t>(of_width) * 10 >= inner.lengths.size() * 7 &&
           inner.unfinished * 10 >= inner.lengths.size() * 4;
}

std::vector<Line> paragraphs_of(const std::vector<Line>& lines) {
    std::vector<Line> paragraphs;
    const bool wrapped = is_hard_wrapped(lines);
    const std::size_t usual = wrapped ? median(inner_lines(lines).lengths) : 0;
    bool continues = false;
    for (const Line& line : lines) {
        if (line.text.empty()) {
            continues = false;
            continue;
        }
        if (continues && !begins_list_item(line.text)) {
            std::string& paragraph = paragraphs.back().text;
            // The hyphen stays: whether it was put there by the break cannot be told.
            const bool broken_at_hyphen = paragraph.ends_with('-') && !paragraph.ends_with(" -") &&
                                          begins_in_lower_case(line.text);
            paragraph += (broken_at_hyphen ? "" : " ") + line.text;
        } else {
            paragraphs.push_back(line);
        }
        const bool is_short = count_code_points(line.text) * 10 < usual * 7;
        continues = wrapped && !is_short;
    }
    return paragraphs;
}

}  // namespace kiosque::reading
