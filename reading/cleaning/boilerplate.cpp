#include "reading/cleaning/boilerplate.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.hpp"
#include "reading/cleaning/boilerplate_patterns.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kOtherArticles = "other articles";  ///< as the table of patterns says it
constexpr std::size_t kLongestHeadingBytes = 32;
constexpr std::size_t kLongestBoilerplateBytes = 400;
constexpr std::size_t kMostWordsAfter = 25;  ///< what `...` may stand for at the end
constexpr std::size_t kMostWordsBefore = 8;  ///< and at the start

bool is_number(const std::string& word) {
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// A line as the patterns see it: folded words, `#` for numbers, ":" and ">" where they separate.
Words pattern_words(std::string_view line) {
    const std::string folded = text::fold(line);
    Words words;
    bool inside = false;
    const auto mark = [&](const char* sign) {
        if (!words.empty() && words.back() != sign) words.emplace_back(sign);
    };
    for (std::size_t at = 0; at < folded.size();) {
        const auto [value, bytes] = decode_utf8(folded, at);
        const bool joins = is_letter_or_digit(value);
        if (joins) {
            if (!inside) words.emplace_back();
            words.back().append(folded, at, bytes);
        } else if (value == U':' || value == U'|') {
            mark(":");
        } else if (value == U'>' || value == U'»' || value == U'›' || value == U'→' ||
                   (value == U'/' && at > 0 && folded[at - 1] == ' ')) {
            mark(">");
        }
        inside = joins;
        at += bytes;
    }
    Words merged;
    for (std::string& word : words) {
        if (is_number(word)) word = "#";
        if (word != "#" || merged.empty() || merged.back() != "#")
            merged.push_back(std::move(word));
    }
    return merged;
}

/// A row of the table, ready to be compared.
struct Pattern {
    std::string_view kind;
    Certainty certainty;
    Words words;
};

class PatternTable {
public:
    PatternTable() {
        for (const std::string_view name : social_networks()) networks_.emplace(name);
        for (const BoilerplateGroup& group : boilerplate_groups()) {
            for (std::size_t begin = 0; begin < group.lines.size();) {
                const std::size_t end =
                    std::min(group.lines.find_first_of("|\n", begin), group.lines.size());
                add(group, trim(group.lines.substr(begin, end - begin)));
                begin = end + 1;
            }
        }
    }

    /// The row that `line` matches, or null; the most certain of several.
    const Pattern* match(const Words& line) const {
        if (line.empty()) return nullptr;
        const Pattern* best = nullptr;
        for (const std::string& first : {line.front(), std::string("@"), std::string("...")}) {
            const auto found = by_first_word_.find(first);
            if (found == by_first_word_.end()) continue;
            for (const Pattern& pattern : found->second) {
                const bool is_better = best == nullptr || pattern.certainty < best->certainty;
                if (is_better && matches(pattern.words, 0, line, 0)) best = &pattern;
            }
        }
        return best;
    }

private:
    void add(const BoilerplateGroup& group, std::string_view line) {
        Words words;
        for (std::size_t begin = 0; begin < line.size();) {
            const std::size_t end = std::min(line.find(' ', begin), line.size());
            if (end > begin) words.emplace_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
        if (words.empty()) return;
        const std::string first = words.front();
        by_first_word_[first].push_back({group.kind, group.certainty, std::move(words)});
    }

    bool matches(const Words& pattern, std::size_t p, const Words& line, std::size_t at) const {
        if (p == pattern.size()) {
            return at == line.size() || (at + 1 == line.size() && is_separator(line[at]));
        }
        const std::string& wanted = pattern[p];
        if (wanted == "..." && p > 0) return line.size() - at <= kMostWordsAfter;
        if (wanted == "...") return matches_at_the_end(pattern, line);
        const bool may_miss = wanted.size() > 1 && wanted.ends_with('?');
        const auto word = std::string_view(wanted).substr(0, wanted.size() - (may_miss ? 1 : 0));
        if (may_miss && matches(pattern, p + 1, line, at)) return true;
        if (at == line.size()) return false;
        if (fits(word, line[at])) return matches(pattern, p + 1, line, at + 1);
        return line[at] == ":" && matches(pattern, p, line, at + 1);
    }

    bool matches_at_the_end(const Words& pattern, const Words& line) const {
        for (std::size_t before = 0; before <= std::min(kMostWordsBefore, line.size()); ++before) {
            if (matches(pattern, 1, line, before)) return true;
        }
        return false;
    }

    bool fits(std::string_view wanted, const std::string& word) const {
        if (wanted == "@") return networks_.contains(word);
        if (wanted == ":") return is_separator(word);
        return wanted == word;
    }

    static bool is_separator(const std::string& word) { return word == ":" || word == ">"; }

    std::unordered_set<std::string> networks_;
    std::unordered_map<std::string, std::vector<Pattern>> by_first_word_;
};

const Pattern* matching_pattern(std::string_view line) {
    static const PatternTable table;
    if (line.size() > kLongestBoilerplateBytes) return nullptr;
    return table.match(pattern_words(line));
}

/// A run is cut when its points reach this: one certain line, two of a pair, three of a trio.
constexpr int kEnough = 6;

int points(Certainty certainty) {
    switch (certainty) {
        case Certainty::alone:
            return kEnough;
        case Certainty::in_pair:
            return kEnough / 2;
        case Certainty::in_trio:
            return kEnough / 3;
    }
    return 0;
}

/// Lines that match, one after the other or with empty lines between.
struct Run {
    std::vector<std::pair<Line*, std::string_view>> lines;
    int points = 0;

    void finish(std::vector<Cut>& cuts) {
        if (points >= kEnough) {
            for (const auto& [line, kind] : lines) cut(*line, std::string(kind), cuts);
        }
        *this = {};
    }
};

bool has_letter_or_digit(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (is_letter_or_digit(character.value)) return true;
        at += character.bytes;
    }
    return false;
}

/// "Accueil | Monde | Culture": three names or more between bars, and no sentence.
bool is_menu(std::string_view line) {
    constexpr std::size_t kLongestNameBytes = 40;
    std::size_t names = 0;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find('|', begin), line.size());
        const std::string_view name = trim(line.substr(begin, end - begin));
        if (name.empty() || name.size() > kLongestNameBytes) return false;
        ++names;
        begin = end + 1;
    }
    return names >= 3 && !ends_like_a_sentence(line);
}

bool is_address(std::string_view line) {
    const bool has_scheme = line.starts_with("https://") || line.starts_with("http://");
    return has_scheme && line.find(' ') == std::string_view::npos;
}

/// The titles of other articles that follow a heading such as "À lire aussi".
class LinkList {
public:
    void begin() { is_open_ = true; }

    /// True when `line` may be one of them.
    bool take(Line& line) {
        constexpr std::size_t kLongestTitleBytes = 160;
        is_open_ =
            is_open_ && line.text.size() <= kLongestTitleBytes && !ends_like_a_sentence(line.text);
        if (is_open_) titles_.push_back(&line);
        return is_open_;
    }

    /// The list is over. Before prose its last line stays: it may be the heading of what follows.
    void finish(bool before_prose, std::vector<Cut>& cuts) {
        if (before_prose && !titles_.empty()) titles_.pop_back();
        for (Line* title : titles_) cut(*title, std::string(kOtherArticles), cuts);
        *this = {};
    }

private:
    bool is_open_ = false;
    std::vector<Line*> titles_;
};

}  // namespace

void cut_boilerplate(std::vector<Line>& lines, std::vector<Cut>& cuts) {
    Run run;
    LinkList links;
    for (Line& line : lines) {
        if (line.text.empty()) continue;
        if (!has_letter_or_digit(line.text)) {
            cut(line, "punctuation", cuts);
        } else if (const Pattern* pattern = matching_pattern(line.text)) {
            links.finish(false, cuts);
            run.lines.emplace_back(&line, pattern->kind);
            run.points += points(pattern->certainty);
            // A heading; "Lire aussi : ..." on one line is followed by the article itself.
            if (pattern->kind == kOtherArticles && line.text.size() <= kLongestHeadingBytes) {
                links.begin();
            }
        } else {
            run.finish(cuts);
            if (!links.take(line)) links.finish(true, cuts);
        }
    }
    run.finish(cuts);
    links.finish(false, cuts);
}

void cut_menus(std::vector<Line>& lines, std::vector<Cut>& cuts) {
    for (Line& line : lines) {
        if (is_menu(line.text)) cut(line, "navigation", cuts);
        if (is_address(line.text)) cut(line, "address", cuts);
    }
}

void cut_repeated_lines(std::vector<Line>& lines, std::vector<Cut>& cuts) {
    constexpr std::size_t kShortSentenceBytes = 60;
    std::unordered_set<std::string> seen;
    for (Line& line : lines) {
        if (line.text.empty()) continue;
        const bool is_short_sentence =
            line.text.size() < kShortSentenceBytes && ends_like_a_sentence(line.text);
        if (!seen.insert(line.text).second && !is_short_sentence) cut(line, "repeated line", cuts);
    }
}

}  // namespace kiosque::reading
