#include "search/query_lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "search/query_fields.hpp"
#include "text/characters.hpp"
#include "text/normalization.hpp"
#include "text/stop_words.hpp"

namespace kiosque::search {
namespace {

using Kind = Lexeme::Kind;
using Sign = Lexeme::Sign;

struct QuotePair {
    std::string_view open;
    std::string_view close;
};
constexpr std::array<QuotePair, 3> kQuotes = {{{"\"", "\""}, {"«", "»"}, {"“", "”"}}};

struct Operator {
    std::string_view word;
    Kind kind;
};
constexpr std::array<Operator, 9> kOperators = {{{"ET", Kind::all_of},
                                                 {"AND", Kind::all_of},
                                                 {"OU", Kind::any_of},
                                                 {"OR", Kind::any_of},
                                                 {"SAUF", Kind::except},
                                                 {"NON", Kind::except},
                                                 {"NOT", Kind::except},
                                                 {"PROCHE", Kind::near_to},
                                                 {"NEAR", Kind::near_to}}};

bool is_space(std::string_view text, std::size_t at) {
    const char32_t c = decode_utf8(text, at).value;
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u202F' ||
           c == U'\u2009' || c == U'\u3000';
}

const QuotePair* quote_at(std::string_view text, std::size_t at) {
    const auto found = std::find_if(kQuotes.begin(), kQuotes.end(), [&](const auto& quote) {
        return text.substr(at).starts_with(quote.open);
    });
    return found == kQuotes.end() ? nullptr : &*found;
}

/// The number at `text[at]`, at most kMaxDistance, and the byte behind it.
std::optional<std::pair<std::size_t, std::size_t>> small_number(std::string_view text,
                                                                std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == at) return {};
    std::size_t number = kMaxDistance;  // what a larger one than any would overflow to
    std::from_chars(text.data() + at, text.data() + end, number);
    return std::pair(std::min(number, kMaxDistance), end);
}

class Lexer {
public:
    Lexer(std::string_view text, const QueryFields& fields) : text_(text), fields_(fields) {}

    std::vector<Lexeme> cut() {
        while (at_ < text_.size()) {
            if (is_space(text_, at_)) {
                at_ += decode_utf8(text_, at_).bytes;
            } else if (text_[at_] == ')') {
                close();
            } else {
                cut_one();
            }
        }
        while (depth_ > 0) close();
        return std::move(lexemes_);
    }

private:
    bool is_end(std::size_t at) const { return at >= text_.size() || is_space(text_, at); }

    void close() {
        if (passed_over_ > 0) {
            --passed_over_;
        } else if (depth_ > 0) {
            --depth_;
            lexemes_.push_back({Kind::close, Sign::none, "", ")", at_, at_ + 1, 0});
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void cut_one() {
        Lexeme lexeme;
        lexeme.begin = at_;
        read_sign(lexeme);
        read_field(lexeme);
        if (!lexeme.field.empty() && lexeme.sign == Sign::none) read_sign(lexeme);  // "titre:-soie"
        if (const QuotePair* quote = quote_at(text_, at_)) {
            read_phrase(lexeme, *quote);
        } else if (text_[at_] == '(') {
            open(lexeme);
        } else {
            read_word(lexeme);
        }
    }

    /// A sign stands before something: "a - b" and "--" have none, nor has "-7j", a span of days.
    void read_sign(Lexeme& lexeme) {
        const char sign = text_[at_];
        const char32_t dash = decode_utf8(text_, at_).value;
        const std::size_t behind_dash = at_ + decode_utf8(text_, at_).bytes;
        if ((dash == U'–' || dash == U'−') && !is_end(behind_dash) &&
            text::character_kind(decode_utf8(text_, behind_dash).value) ==
                text::CharacterKind::letter) {
            lexeme.sign = Sign::minus;  // as word processors write it
            at_ = behind_dash;
            return;
        }
        if ((sign != '-' && sign != '+') || is_end(at_ + 1)) return;
        if (text_[at_ + 1] == '-' || text_[at_ + 1] == '+') return;
        if (sign == '-' && is_look_back()) return;
        lexeme.sign = sign == '-' ? Sign::minus : Sign::plus;
        ++at_;
    }

    bool is_look_back() const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
        constexpr std::string_view kUnits = "jsmaJSMA";
        return end > at_ + 1 && end < text_.size() &&
               kUnits.find(text_[end]) != std::string_view::npos && is_end(end + 1);
    }

    void read_field(Lexeme& lexeme) {
        const std::size_t colon = text_.substr(at_, kLongestFieldName + 1).find(':');
        if (colon == std::string_view::npos || colon == 0 || is_end(at_ + colon + 1)) return;
        const auto field = fields_.find(text_.substr(at_, colon));
        if (!field) return;
        lexeme.field = *field;
        at_ += colon + 1;
    }

    void read_phrase(Lexeme& lexeme, const QuotePair& quote) {
        const std::size_t inside = at_ + quote.open.size();
        const std::size_t end = text_.find(quote.close, inside);
        at_ = inside;
        if (end == std::string_view::npos) return;  // a stray quote is passed over
        lexeme.kind = Kind::phrase;
        lexeme.text = text_.substr(inside, end - inside);
        at_ = end + quote.close.size();
        if (at_ < text_.size() && text_[at_] == '~') {
            if (const auto slop = small_number(text_, at_ + 1)) {
                lexeme.distance = slop->first;
                at_ = slop->second;
            }
        }
        lexeme.end = at_;
        lexemes_.push_back(std::move(lexeme));
    }

    void open(Lexeme& lexeme) {
        ++at_;
        if (depth_ == kMaxBracketDepth) {
            ++passed_over_;
            return;
        }
        ++depth_;
        lexeme.kind = Kind::open;
        lexeme.end = at_;
        lexemes_.push_back(std::move(lexeme));
    }

    /// Up to white space, a quote, or the bracket that closes a group; brackets inside a word are
    /// its own: "député(e)s".
    void read_word(Lexeme& lexeme) {
        const std::size_t begin = at_;
        std::size_t inner = 0;
        while (!is_end(at_) && quote_at(text_, at_) == nullptr) {
            if (text_[at_] == '(') ++inner;
            if (text_[at_] == ')') {
                if (inner == 0 && depth_ + passed_over_ > 0) break;
                inner -= std::min<std::size_t>(inner, 1);
            }
            at_ += decode_utf8(text_, at_).bytes;
        }
        lexeme.text = text_.substr(begin, at_ - begin);
        lexeme.end = at_;
        if (lexeme.text.ends_with('*')) {
            lexeme.kind = Kind::prefix;
            while (lexeme.text.ends_with('*')) lexeme.text.pop_back();
        }
        if (!lexeme.text.empty()) lexemes_.push_back(std::move(lexeme));
    }

    std::string_view text_;
    const QueryFields& fields_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t passed_over_ = 0;  ///< brackets opened below kMaxBracketDepth
    std::vector<Lexeme> lexemes_;
};

/// The operator that a word would be, and the distance of "PROCHE/5".
std::optional<std::pair<Kind, std::size_t>> operator_of(const Lexeme& lexeme) {
    if (lexeme.kind != Kind::word || lexeme.sign != Sign::none || !lexeme.field.empty()) return {};
    const std::string_view text = lexeme.text;
    for (const auto& [word, kind] : kOperators) {
        if (text == word) return std::pair(kind, kDefaultNearness);
        if (kind != Kind::near_to || !text.starts_with(word) || text.size() <= word.size() ||
            text[word.size()] != '/') {
            continue;
        }
        const auto number = small_number(text, word.size() + 1);
        if (number && number->first > 0 && number->second == text.size()) {
            return std::pair(kind, number->first);
        }
    }
    return {};
}

/// A pasted headline: nothing but words in capitals, some of them side by side.
bool is_headline(const std::vector<Lexeme>& lexemes) {
    std::size_t run = 0;
    std::size_t longest_run = 0;
    for (const auto& lexeme : lexemes) {
        const bool is_plain = lexeme.kind == Kind::word && lexeme.sign == Sign::none &&
                              lexeme.field.empty() && text::to_upper(lexeme.text) == lexeme.text;
        if (!is_plain) return false;
        const bool has_letters = text::to_lower(lexeme.text) != lexeme.text;
        if (operator_of(lexeme)) {
            run = 0;
        } else if (has_letters) {
            ++run;
        }
        longest_run = std::max(longest_run, run);
    }
    return longest_run >= 2;
}

bool is_stop_word(const Lexeme& lexeme) {
    return lexeme.kind == Kind::word && text::is_stop_word(text::exact_form(lexeme.text));
}

bool is_operator(Kind kind) {
    return kind == Kind::all_of || kind == Kind::any_of || kind == Kind::except ||
           kind == Kind::near_to;
}

/// Turns words into operators where both sides have something to join.
void find_operators(std::vector<Lexeme>& lexemes) {
    for (std::size_t i = 0; i + 1 < lexemes.size(); ++i) {
        const auto found = operator_of(lexemes[i]);
        if (!found) continue;
        const Kind kind = found->first;
        const Lexeme& next = lexemes[i + 1];
        const auto next_operator = operator_of(next);
        const bool negates_next = next_operator && next_operator->first == Kind::except &&
                                  kind != Kind::except && i + 2 < lexemes.size();
        if (next.kind == Kind::close || (next_operator && !negates_next)) continue;
        const bool has_left =
            i > 0 && lexemes[i - 1].kind != Kind::open && !is_operator(lexemes[i - 1].kind);
        const bool follows_operator = i > 0 && is_operator(lexemes[i - 1].kind);
        if (kind != Kind::except) {
            if (!has_left) continue;
        } else if (!follows_operator) {
            // "Ils disent NON au traité": what is ruled out is no article or preposition.
            const bool joins = has_left && lexemes[i].text == "SAUF";
            if (!joins && is_stop_word(next)) continue;
        }
        lexemes[i].kind = kind;
        lexemes[i].distance = kind == Kind::near_to ? found->second : 0;
    }
}

}  // namespace

std::vector<Lexeme> cut_query(std::string_view text, const QueryFields& fields) {
    std::vector<Lexeme> lexemes = Lexer(text, fields).cut();
    if (!is_headline(lexemes)) find_operators(lexemes);
    return lexemes;
}

}  // namespace kiosque::search
