#include "indexer/derived/gazetteer_table.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/normalization.hpp"
#include "text/word_table.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

FormKind kind_of(std::string_view written) {
    const bool has_capital = text::to_lower(written) != written;
    if (!has_capital) return FormKind::common_word;
    const bool has_small = text::to_upper(written) != written;
    return has_small || count_code_points(written) < 2 ? FormKind::name : FormKind::acronym;
}

WrittenForm written_form(std::string_view written) {
    if (written.size() > 1 && written.ends_with('-')) {
        return {std::string(written.substr(0, written.size() - 1)), FormKind::first_part};
    }
    return {std::string(written), kind_of(written)};
}

/// "OCS (Shanghai, Chine)": the form, and what must stand in the article with it.
TableForm parse_form(std::string_view written, const std::string& place) {
    const std::size_t bracket = written.find('(');
    TableForm form{written_form(text::without_outer_blanks(written.substr(0, bracket))), {}};
    if (form.form.text.empty()) {
        refuse_line(place,
                    "there must be a form before the bracket in '" + std::string(written) + "'");
    }
    if (bracket == std::string_view::npos) return form;
    std::string_view context = written.substr(bracket + 1);
    if (context.empty() || context.find(')') != context.size() - 1) {
        refuse_line(place,
                    "a context must stand in one pair of brackets at the end of its form, "
                    "as in 'Nice (niçois, Côte d'Azur)', but the form is '" +
                        std::string(written) + "'");
    }
    context.remove_suffix(1);
    do {
        const std::string_view other = text::without_outer_blanks(text::next_part(context, ','));
        if (other.empty()) {
            refuse_line(place,
                        "a context must be forms with commas between them, but a form is "
                        "empty in '" +
                            std::string(written) + "'");
        }
        form.context.push_back(written_form(other));
    } while (!context.empty());
    return form;
}

TableEntry parse_entry(std::string_view line, const std::string& place) {
    TableEntry entry{place, {}, {}};
    const std::string_view first = text::without_outer_blanks(text::next_part(line, '\t'));
    if (first.empty()) refuse_line(place, "the value must stand before the first tab");
    if (first != "-") {
        entry.value = text::without_outer_blanks(first.substr(0, first.find('(')));
        entry.forms.push_back(parse_form(first, place));
    }
    while (!line.empty()) {
        const std::string_view written = text::without_outer_blanks(text::next_part(line, '\t'));
        if (!written.empty()) entry.forms.push_back(parse_form(written, place));
    }
    if (entry.forms.empty()) {
        refuse_line(place, "phrases that are no names must stand behind '-' and a tab");
    }
    return entry;
}

}  // namespace

void refuse_line(const std::string& place, const std::string& reason) {
    throw Error(ErrorCode::invalid_parameter, place + ": " + reason);
}

std::vector<TableEntry> parse_gazetteer(std::string_view table, const std::string& name) {
    if (table.starts_with(kByteOrderMark)) table.remove_prefix(kByteOrderMark.size());
    std::vector<TableEntry> entries;
    for (std::size_t number = 1; !table.empty(); ++number) {
        const std::string place = name + ":" + std::to_string(number);
        if (number > kMaxTableLines) {
            refuse_line(
                place, "a table of names has at most " + std::to_string(kMaxTableLines) + " lines");
        }
        const std::string_view bytes = text::next_part(table, '\n');
        if (!is_valid_utf8(bytes)) {
            refuse_line(place, "the line must be UTF-8; save the file as UTF-8");
        }
        const std::string line = text::to_nfc(bytes);
        const bool is_blank = line.find_first_not_of(" \r\t") == std::string::npos;
        if (!is_blank && line.front() != '#') entries.push_back(parse_entry(line, place));
    }
    return entries;
}

}  // namespace kiosque::indexer
