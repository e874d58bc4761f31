// From lexemes to a tree, by recursive descent. ET binds tighter than OU, and words side by side
// are joined as by ET:
//
//     any  := all { OU all }
//     all  := item { [ET | SAUF] item }
//     item := operand { PROCHE/n operand }
//     operand := word | "phrase" | prefix* | ( any ), each with sign and field

#include "search/query_language.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "search/date_words.hpp"
#include "search/day_range.hpp"
#include "search/query_fields.hpp"
#include "search/query_lexer.hpp"
#include "text/normalization.hpp"
#include "text/stop_words.hpp"

namespace kiosque::search {
namespace {

using Kind = QueryNode::Kind;
using Sign = Lexeme::Sign;

/// Words without the punctuation behind them: "2013," is 2013.
std::string_view bare(std::string_view word) {
    constexpr std::string_view kPunctuation = ",.;:?!";
    while (!word.empty() && !word.ends_with("..") &&
           kPunctuation.find(word.back()) != std::string_view::npos) {
        word.remove_suffix(1);
    }
    return word;
}

/// "-7j", "2024-06-03", "..2010": what no text would say in these words.
bool is_notation(std::string_view text) {
    return !text.empty() && (text.front() == '-' || text.front() == '.' ||
                             (text.front() >= '0' && text.front() <= '9'));
}

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Parser {
public:
    Parser(std::string_view text, Day today, const QueryFields& fields)
        : text_(text), today_(today), lexemes_(cut_query(text, fields)) {}

    QueryNode parse() {
        QueryNode root = parse_any();
        if (root.kind == Kind::all && !root.is_excluded && root.field.empty()) return root;
        QueryNode top;
        top.parts.push_back(std::move(root));
        return top;
    }

private:
    bool is_at(Lexeme::Kind kind) const {
        return at_ < lexemes_.size() && lexemes_[at_].kind == kind;
    }

    bool is_plain(std::size_t at) const {
        return at < lexemes_.size() && lexemes_[at].kind == Lexeme::Kind::word &&
               lexemes_[at].sign == Sign::none && lexemes_[at].field.empty();
    }

    bool is_near_behind(std::size_t at) const {
        return at + 1 < lexemes_.size() && lexemes_[at + 1].kind == Lexeme::Kind::near_to;
    }

    QueryNode parse_any() {
        std::vector<QueryNode> parts{parse_all()};
        while (is_at(Lexeme::Kind::any_of)) {
            ++at_;
            parts.push_back(parse_all());
        }
        std::erase_if(parts, [](const QueryNode& part) {
            return part.kind == Kind::all && part.parts.empty();
        });
        if (parts.empty()) return {};
        if (parts.size() == 1) return std::move(parts.front());
        QueryNode any;
        any.kind = Kind::any;
        any.is_required = true;
        for (auto& part : parts) {
            const bool is_single =
                part.kind == Kind::all && part.parts.size() == 1 && !part.parts.front().is_excluded;
            any.parts.push_back(is_single ? std::move(part.parts.front()) : std::move(part));
        }
        return any;
    }

    QueryNode parse_all() {
        QueryNode all;
        bool is_joined = false;  // by operators: nothing of it may be let go
        while (at_ < lexemes_.size() && !is_at(Lexeme::Kind::close) &&
               !is_at(Lexeme::Kind::any_of)) {
            if (is_at(Lexeme::Kind::all_of)) {
                is_joined = true;
                ++at_;
            } else if (is_at(Lexeme::Kind::except)) {
                ++at_;
                const std::size_t first = all.parts.size();
                parse_item(all.parts, /*is_operand=*/true);
                for (std::size_t i = first; i < all.parts.size(); ++i) {
                    all.parts[i].is_excluded = !all.parts[i].is_excluded;
                }
            } else if (is_at(Lexeme::Kind::near_to)) {
                ++at_;  // without a left side that has positions: as good as ET
            } else {
                parse_item(all.parts, /*is_operand=*/false);
            }
        }
        if (is_joined) {
            for (auto& part : all.parts) part.is_required = true;
        }
        return all;
    }

    /// Adds what stands here to `parts`: a run of plain words, or one operand and what is near it.
    void parse_item(std::vector<QueryNode>& parts, bool is_operand) {
        if (is_plain(at_) && !is_near_behind(at_)) {
            const std::size_t first = at_;
            const std::size_t end = is_operand ? end_of_operand() : end_of_run();
            at_ = end;
            add_run(parts, first, end);
            return;
        }
        const std::size_t before = parts.size();
        parse_operand(parts);
        // Beyond the longest chain PROCHE is as good as ET.
        for (std::size_t link = 0;
             link < kMaxNearLinks && is_at(Lexeme::Kind::near_to) && parts.size() == before + 1;
             ++link) {
            QueryNode near;
            near.kind = Kind::near_to;
            near.is_required = true;
            near.distance = lexemes_[at_++].distance;
            std::vector<QueryNode> right;
            parse_operand(right);
            if (right.size() != 1) {
                std::move(right.begin(), right.end(), std::back_inserter(parts));
                return;
            }
            near.is_excluded = std::exchange(parts.back().is_excluded, false);
            near.parts = {std::move(parts.back()), std::move(right.front())};
            parts.back() = std::move(near);
        }
    }

    void parse_operand(std::vector<QueryNode>& parts) {
        if (at_ == lexemes_.size() || is_at(Lexeme::Kind::close)) return;
        const Lexeme& lexeme = lexemes_[at_++];
        QueryNode node;
        switch (lexeme.kind) {
            case Lexeme::Kind::open:
                node = parse_any();
                if (is_at(Lexeme::Kind::close)) ++at_;
                if (node.kind == Kind::all && node.parts.empty()) return;
                while (node.kind == Kind::all && node.parts.size() == 1 &&
                       !node.parts.front().is_excluded) {
                    QueryNode inner = std::move(node.parts.front());
                    node = std::move(inner);
                }
                if (!lexeme.field.empty()) set_field(node, lexeme.field);
                if (is_only_words(node) && lexeme.sign == Sign::none) {
                    // Brackets without an operator, as in a headline: "Shanghai (OCS)".
                    std::move(node.parts.begin(), node.parts.end(), std::back_inserter(parts));
                    return;
                }
                break;
            case Lexeme::Kind::phrase:
                node.kind = Kind::phrase;
                node.distance = lexeme.distance;
                break;
            case Lexeme::Kind::prefix:
                node.kind = Kind::prefix;
                break;
            default:
                node.kind = Kind::words;
        }
        if (lexeme.kind != Lexeme::Kind::open) {
            node.text = lexeme.text;
            node.field = lexeme.field;
            const bool takes_more = lexeme.kind == Lexeme::Kind::word && !lexeme.field.empty() &&
                                    lexeme.field != kDateField;
            if (takes_more) {
                // "titre:la soie": whoever types an article means the word behind it.
                --at_;
                const std::size_t first = at_;
                at_ = end_of_operand();
                for (std::size_t i = first + 1; i < at_; ++i) node.text += " " + lexemes_[i].text;
            }
            if (lexeme.field == kDateField) {
                read_date_field(lexeme, node);
            } else if (lexeme.kind == Lexeme::Kind::word && lexeme.field.empty()) {
                const std::string_view word = lexeme.text;
                if (const auto date = read_date_words({&word, 1}, today_)) set_days(node, *date);
            }
        }
        node.is_required = node.is_required || lexeme.sign == Sign::plus ||
                           node.kind == Kind::phrase || node.kind == Kind::any ||
                           !node.field.empty();
        if (lexeme.sign == Sign::minus) node.is_excluded = !node.is_excluded;
        parts.push_back(std::move(node));
    }

    static bool is_only_words(const QueryNode& node) {
        return node.kind == Kind::all && !node.is_excluded &&
               std::all_of(node.parts.begin(), node.parts.end(), [](const QueryNode& part) {
                   return !part.is_required && !part.is_excluded;
               });
    }

    static void set_field(QueryNode& node, const std::string& field) {
        for (auto& part : node.parts) set_field(part, field);
        if (node.kind == Kind::days && node.field.empty()) {
            if (field == kDateField) {
                node.field = field;
                node.may_stand_in_text = false;
                node.is_required = true;
                return;
            }
            node.kind = Kind::words;  // `titre:(2013 OU 2014)`
        }
        const bool has_text =
            node.kind == Kind::words || node.kind == Kind::phrase || node.kind == Kind::prefix;
        if (has_text && node.field.empty()) {
            node.field = field;
            node.is_required = true;
        }
    }

    static void set_days(QueryNode& node, const DateWords& date) {
        node.kind = Kind::days;
        node.days = date.days;
        node.may_stand_in_text = date.may_stand_in_text;
        // "hier" may turn out to be a word of a title; "-7j" and "2024-06-03" are none.
        const bool is_no_word = !date.may_stand_in_text && is_notation(node.text);
        node.is_required = node.is_required || !node.field.empty() || is_no_word;
    }

    /// `date:2013`, `date:"mars 2024"`, and `date:mars 2024`, whose words go on behind it.
    void read_date_field(const Lexeme& lexeme, QueryNode& node) {
        std::vector<std::string_view> words;
        const bool is_phrase = lexeme.kind == Lexeme::Kind::phrase;
        if (is_phrase) {
            if (const auto days = parse_day_range(lexeme.text, today_)) {
                set_days(node, {1, *days, false});
                return;
            }
        } else {
            words.push_back(bare(lexeme.text));
            for (std::size_t i = at_; is_plain(i) && words.size() < kMostDateWords; ++i) {
                words.push_back(bare(lexemes_[i].text));
            }
            if (const auto date = read_date_words(words, today_)) {
                set_days(node, {date->words, date->days, false});
                at_ += date->words - 1;
                return;
            }
        }
        node.field.clear();  // no date: words like others
        node.text = std::string(text_.substr(lexeme.begin, lexeme.end - lexeme.begin));
        node.kind = Kind::words;
    }

    std::size_t end_of_run() const {
        std::size_t end = at_;
        while (is_plain(end) && !is_near_behind(end)) ++end;
        return end;
    }

    /// What SAUF takes of the words behind it: one, with the articles before it ("SAUF le gaz"), or
    /// a number with spaces.
    std::size_t end_of_operand() const {
        std::size_t end = at_ + 1;
        const auto is_stop = [&](std::size_t i) {
            return text::is_stop_word(text::exact_form(lexemes_[i].text));
        };
        while (is_plain(end) && is_stop(end - 1)) ++end;
        while (is_plain(end) && is_digits(lexemes_[end - 1].text) &&
               is_digits(lexemes_[end].text) && lexemes_[end].text.size() == 3) {
            ++end;
        }
        return end;
    }

    /// A run of plain words, its days apart.
    void add_run(std::vector<QueryNode>& parts, std::size_t first, std::size_t end) const {
        std::vector<std::string_view> words;
        for (std::size_t i = first; i < end; ++i) words.push_back(bare(lexemes_[i].text));
        std::size_t begin = first;
        const auto add = [&](std::size_t from, std::size_t to) {
            QueryNode node;
            node.kind = Kind::words;
            node.text =
                text_.substr(lexemes_[from].begin, lexemes_[to - 1].end - lexemes_[from].begin);
            return node;
        };
        for (std::size_t at = first; at < end;) {
            const auto rest = std::span(words).subspan(at - first);
            const auto date =
                read_date_words(rest.first(std::min(rest.size(), kMostDateWords)), today_);
            if (!date) {
                ++at;
                continue;
            }
            if (begin < at) parts.push_back(add(begin, at));
            QueryNode days = add(at, at + date->words);
            days.text = bare(days.text);
            set_days(days, *date);
            parts.push_back(std::move(days));
            at += date->words;
            begin = at;
        }
        if (begin < end) parts.push_back(add(begin, end));
    }

    std::string_view text_;
    Day today_;
    std::vector<Lexeme> lexemes_;
    std::size_t at_ = 0;
};

}  // namespace

QueryNode parse_query(std::string_view text, Day today, const QueryFields& fields) {
    return Parser(text, today, fields).parse();
}

}  // namespace kiosque::search
