#include "text/elision.hpp"

#include <algorithm>
#include <array>

namespace kiosque::text {
namespace {

constexpr std::array<std::string_view, 16> kElided = {
    "l",  "d",     "j",      "t",      "m",      "s",      "n",      "c",
    "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
};

/// Words that an elision has grown into. Other apostrophes (aujourd'hui, prud'homme, O'Brien) stand
/// behind letters that are never elided, and need no row here.
struct GrownTogether {
    std::string_view word;
    std::string_view next;
};
constexpr std::array<GrownTogether, 7> kGrownTogether = {{
    {"presqu", "ile"},
    {"presqu", "iles"},
    {"entr", "acte"},
    {"entr", "actes"},
    {"entr", "ouverture"},
    {"s", "mores"},
    {"d", "artagnan"},
}};

}  // namespace

bool is_apostrophe(char32_t code_point) {
    return code_point == U'\'' || code_point == U'’' || code_point == U'ʼ';
}

bool is_elided(std::string_view word, std::string_view next) {
    if (std::find(kElided.begin(), kElided.end(), word) == kElided.end()) return false;
    return std::none_of(kGrownTogether.begin(), kGrownTogether.end(),
                        [&](const auto& row) { return row.word == word && row.next == next; });
}

}  // namespace kiosque::text
