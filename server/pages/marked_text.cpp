#include "server/pages/marked_text.hpp"

#include <algorithm>

namespace kiosque::server {
namespace {

bool starts_character(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// The marks that can be drawn, in order.
std::vector<MarkedRange> in_order(std::string_view body, std::vector<MarkedRange> marks) {
    std::sort(marks.begin(), marks.end(),
              [](const auto& a, const auto& b) { return a.begin < b.begin; });
    std::vector<MarkedRange> good;
    for (const auto& mark : marks) {
        const std::size_t free_from = good.empty() ? 0 : good.back().end;
        const bool is_inside =
            mark.begin >= free_from && mark.begin < mark.end && mark.end <= body.size();
        if (is_inside && starts_character(body, mark.begin) && starts_character(body, mark.end)) {
            good.push_back(mark);
        }
    }
    return good;
}

Html paragraph(std::string_view body, std::size_t begin, std::size_t end,
               const std::vector<MarkedRange>& marks) {
    Html html;
    std::size_t at = begin;
    for (const auto& mark : marks) {
        if (mark.begin < at || mark.end > end) continue;
        html += Html::text(body.substr(at, mark.begin - at));
        html += element("mark", {}, Html::text(body.substr(mark.begin, mark.end - mark.begin)));
        at = mark.end;
    }
    html += Html::text(body.substr(at, end - at));
    return element("p", {}, html);
}

}  // namespace

Html marked_paragraphs(std::string_view body, std::vector<MarkedRange> marks) {
    const auto good = in_order(body, std::move(marks));
    Html html;
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find("\n\n", begin), body.size());
        if (end > begin) html += paragraph(body, begin, end, good);
        begin = end + 2;
    }
    return html;
}

}  // namespace kiosque::server
