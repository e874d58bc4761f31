// A fragment is a run of sentences of one paragraph. Each match proposes the run around it; the
// best run is the one that answers the most clauses, and is taken again for what is still
// unanswered.

#include "search/snippets.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.hpp"

namespace kiosque::search {
namespace {

/// Places looked at in a long text; the best of so many is good enough.
constexpr std::size_t kMaxCandidates = 200;

/// How far around a match a paragraph is looked at, in bytes: a whole book may be one.
constexpr std::size_t kReach = 4096;

struct Piece {
    std::size_t begin;
    std::size_t end;
    std::size_t size() const { return end - begin; }
};

bool is_white(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

/// Between words, and not in "4 700", which is one.
bool is_between_words(std::string_view text, std::size_t at) {
    const auto is_digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    return is_white(text[at]) && !(at > 0 && is_digit(at - 1) && is_digit(at + 1));
}

bool ends_sentence(char32_t c) {
    return c == U'.' || c == U'!' || c == U'?' || c == U'…';
}

/// What may follow the end of a sentence before the next one: quotes and brackets that close.
bool closes(char32_t c) {
    return c == U'»' || c == U'”' || c == U'"' || c == U')' || c == U'\u00A0' || c == U'\u202F';
}

Piece without_white_ends(std::string_view text, Piece span) {
    while (span.begin < span.end && is_white(text[span.begin])) ++span.begin;
    while (span.end > span.begin && is_white(text[span.end - 1])) --span.end;
    return span;
}

/// The sentences of the paragraph that holds `at`. A point ends a sentence when white space follows
/// and then no small letter ("M. Dupont" may be cut, "28.6" and "etc. mais" may not).
std::vector<Piece> sentences_of_paragraph(std::string_view text, std::size_t at) {
    std::size_t low = at > kReach ? at - kReach : 0;
    while (low > 0 && low < at && !is_between_words(text, low)) ++low;
    std::size_t high = std::min(at + kReach, text.size());
    while (high < text.size() && !is_between_words(text, high)) ++high;
    const std::size_t before = text.substr(low, at - low).rfind("\n\n");
    const std::size_t begin = before == std::string_view::npos ? low : low + before + 2;
    const std::size_t end = std::min(text.substr(0, high).find("\n\n", at), high);
    std::vector<Piece> sentences;
    std::size_t start = begin;
    for (std::size_t i = begin; i < end;) {
        const auto [code_point, bytes] = decode_utf8(text, i);
        i += bytes;
        if (!ends_sentence(code_point)) continue;
        std::size_t stop = i;
        while (stop < end) {
            const auto next = decode_utf8(text, stop);
            if (!closes(next.value) && !ends_sentence(next.value)) break;
            stop += next.bytes;
        }
        std::size_t next = stop;
        while (next < end && is_white(text[next])) ++next;
        const bool goes_on = next == stop || (next < end && text[next] >= 'a' && text[next] <= 'z');
        if (goes_on && next < end) continue;
        sentences.push_back(without_white_ends(text, {start, stop}));
        start = i = next;
    }
    if (start < end) sentences.push_back(without_white_ends(text, {start, end}));
    std::erase_if(sentences, [](const Piece& span) { return span.size() == 0; });
    return sentences;
}

/// `span` shortened to `length` bytes around `keep`, at white space.
Piece cut_at_words(std::string_view text, Piece span, Piece keep, std::size_t length) {
    if (span.size() <= length) return span;
    const std::size_t spare = length > keep.size() ? length - keep.size() : 0;
    Piece cut = span;
    // A third of the room stands before the match: what follows usually says more.
    if (keep.begin - span.begin > spare / 3) {
        cut.begin = keep.begin - spare / 3;
        while (cut.begin < keep.begin && !is_between_words(text, cut.begin)) ++cut.begin;
    }
    if (span.end - cut.begin > length) {
        cut.end = std::max(keep.end, cut.begin + length);
        while (cut.end > keep.end && !is_between_words(text, cut.end)) --cut.end;
    }
    return without_white_ends(text, cut);
}

/// The run of whole sentences around `keep` that fits into `length` bytes.
Piece run_around(std::string_view text, Piece keep, std::size_t length) {
    const auto sentences = sentences_of_paragraph(text, keep.begin);
    const auto holds = [&](const Piece& s) { return s.begin <= keep.begin && keep.begin < s.end; };
    const auto found = std::find_if(sentences.begin(), sentences.end(), holds);
    if (found == sentences.end()) return keep;
    Piece run = *found;
    run.end = std::max(run.end, keep.end);
    if (run.size() > length) return cut_at_words(text, run, keep, length);
    for (auto next = found + 1; next != sentences.end() && next->end - run.begin <= length;
         ++next) {
        run.end = std::max(run.end, next->end);
    }
    for (auto before = found; before != sentences.begin();) {
        --before;
        if (run.end - before->begin > length) break;
        run.begin = before->begin;
    }
    return run;
}

/// Counts code points from place to place in a text; going on from the place before, it reads the
/// text once.
class CharacterCount {
public:
    explicit CharacterCount(std::string_view text) : text_(text) {}

    TextRange range(std::size_t begin, std::size_t end) {
        const std::size_t first = to(begin);
        return {begin, end, first, first + count_code_points(text_.substr(begin, end - begin))};
    }

private:
    std::size_t to(std::size_t byte) {
        if (byte < at_) at_ = characters_ = 0;
        characters_ += count_code_points(text_.substr(at_, byte - at_));
        at_ = byte;
        return characters_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t characters_ = 0;
};

Fragment make_fragment(std::string_view body, CharacterCount& characters, Piece span,
                       const std::vector<Match>& matches) {
    Fragment fragment{
        mark_html(body, span.begin, span.end, matches), characters.range(span.begin, span.end), {}};
    for (const auto& match : matches) {
        if (match.begin >= span.begin && match.end <= span.end) {
            fragment.highlights.push_back(characters.range(match.begin, match.end));
        }
    }
    return fragment;
}

/// The clauses that the matches within `span` answer.
std::set<std::size_t> clauses_in(Piece span, const std::vector<Match>& matches) {
    std::set<std::size_t> clauses;
    for (const auto& match : matches) {
        if (match.begin >= span.begin && match.end <= span.end) clauses.insert(match.clause);
    }
    return clauses;
}

}  // namespace

std::vector<TextRange> ranges_of(std::string_view text, const std::vector<Match>& matches) {
    CharacterCount characters(text);
    std::vector<TextRange> ranges;
    for (const auto& match : matches) ranges.push_back(characters.range(match.begin, match.end));
    return ranges;
}

std::vector<Fragment> make_fragments(std::string_view body, const std::vector<Match>& matches,
                                     const SnippetOptions& options,
                                     std::set<std::size_t> answered) {
    // Runs are measured in bytes; French has about 1.05 of them a character.
    const std::size_t length = options.length + options.length / 20;
    if (body.empty()) return {};
    CharacterCount characters(body);
    if (matches.empty()) {
        return {make_fragment(body, characters, run_around(body, {0, 0}, length), matches)};
    }
    std::vector<Piece> runs;
    for (const auto& match : matches) {
        if (!runs.empty() && match.end <= runs.back().end) continue;
        if (runs.size() == kMaxCandidates) break;
        runs.push_back(run_around(body, {match.begin, match.end}, length));
    }
    std::map<std::size_t, std::set<std::size_t>> clauses_of;  ///< by the beginning of a run
    for (const auto& run : runs) clauses_of.emplace(run.begin, clauses_in(run, matches));
    std::vector<Piece> chosen;
    while (chosen.size() < options.fragments && !runs.empty()) {
        const auto gain = [&](const Piece& run) {
            std::size_t fresh = 0;
            const auto& clauses = clauses_of.at(run.begin);
            for (const auto clause : clauses) fresh += answered.contains(clause) ? 0 : 1;
            return std::pair(fresh, clauses.size());
        };
        const auto best = std::max_element(runs.begin(), runs.end(),
                                           [&](auto& a, auto& b) { return gain(a) < gain(b); });
        const Piece run = *best;
        answered.merge(clauses_in(run, matches));
        chosen.push_back(run);
        std::erase_if(runs, [&](const Piece& other) {
            return other.begin < run.end && run.begin < other.end;
        });
    }
    std::sort(chosen.begin(), chosen.end(), [](auto& a, auto& b) { return a.begin < b.begin; });
    std::vector<Fragment> fragments;
    for (const auto& run : chosen) {
        fragments.push_back(make_fragment(body, characters, run, matches));
    }
    return fragments;
}

std::string join_fragments(std::string_view body, const std::vector<Fragment>& fragments) {
    std::string html;
    std::size_t shown = 0;
    for (const auto& fragment : fragments) {
        const bool is_gap = without_white_ends(body, {shown, fragment.piece.begin}).size() > 0;
        if (is_gap)
            html += html.empty() ? "… " : " … ";
        else if (!html.empty())
            html += " ";
        html += fragment.html;
        shown = fragment.piece.end;
    }
    if (!fragments.empty() && without_white_ends(body, {shown, body.size()}).size() > 0)
        html += " …";
    return html;
}

}  // namespace kiosque::search
