#include "search/spans.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace kiosque::search {
namespace {

using Positions = std::vector<std::uint32_t>;

/// Of one PROCHE in one text: a chain of them over frequent words would have millions.
constexpr std::size_t kMostSpans = 1'000;

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

std::vector<Span> one_word(const Positions& positions) {
    std::vector<Span> spans;
    spans.reserve(positions.size());
    for (const auto position : positions) spans.push_back({position, position});
    return spans;
}

/// The words of a phrase one right behind the other.
std::vector<Span> in_order(const std::vector<const Positions*>& words) {
    std::vector<Span> spans;
    for (const auto first : *words.front()) {
        std::uint32_t position = first;
        const bool is_whole =
            std::all_of(words.begin() + 1, words.end(), [&](const Positions* positions) {
                ++position;
                return std::binary_search(positions->begin(), positions->end(), position);
            });
        if (is_whole) spans.push_back({first, position});
    }
    return spans;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// The words that stand at one place somewhere: "or" typed twice, two words with a form in common.
Pairs sharing_places(const std::vector<const Positions*>& words) {
    Pairs pairs;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t j = i + 1; j < words.size(); ++j) {
            const bool is_shared =
                std::any_of(words[i]->begin(), words[i]->end(), [&](std::uint32_t position) {
                    return std::binary_search(words[j]->begin(), words[j]->end(), position);
                });
            if (is_shared) pairs.emplace_back(i, j);
        }
    }
    return pairs;
}

/// The narrowest stretches that hold all the words, with at most `others` words more.
std::vector<Span> close_together(const std::vector<const Positions*>& words, std::size_t others) {
    std::vector<Span> spans;
    std::vector<std::size_t> at(words.size(), 0);
    const std::size_t widest = words.size() - 1 + others;
    const auto is_nowhere = [](const Positions* positions) { return positions->empty(); };
    if (std::any_of(words.begin(), words.end(), is_nowhere)) return spans;
    const Pairs sharing = sharing_places(words);
    const auto place = [&](std::size_t word, std::size_t further) {
        const std::size_t i = at[word] + further;
        return i < words[word]->size() ? (*words[word])[i] : kNowhere;
    };
    while (true) {
        std::size_t lowest = 0;
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::uint32_t position = place(i, 0);
            if (position == kNowhere) return spans;
            if (position < place(lowest, 0)) lowest = i;
            last = std::max(last, position);
        }
        const auto shared = std::find_if(sharing.begin(), sharing.end(), [&](const auto& pair) {
            return place(pair.first, 0) == place(pair.second, 0);
        });
        if (shared != sharing.end()) {
            // One word of the text cannot be two: the one goes on that stands again sooner.
            const auto [a, b] = *shared;
            ++at[place(a, 1) < place(b, 1) ? a : b];
            continue;
        }
        const std::uint32_t first = place(lowest, 0);
        if (last - first <= widest) spans.push_back({first, last});
        ++at[lowest];
    }
}

/// Pairs of spans with at most `distance` - 1 words between them: "next to" is a distance of 1.
std::vector<Span> near_each_other(const std::vector<Span>& left, const std::vector<Span>& right,
                                  std::size_t distance) {
    std::vector<Span> spans;
    std::size_t begin = 0;
    for (const auto& a : left) {
        while (begin < right.size() && right[begin].last + distance < a.first) ++begin;
        for (std::size_t i = begin; i < right.size(); ++i) {
            const Span& b = right[i];
            if (b.first > a.last + distance) break;
            if (b.last + distance < a.first) continue;  // spans within others end before them
            const bool overlaps = b.first <= a.last && a.first <= b.last;
            if (!overlaps) spans.push_back({std::min(a.first, b.first), std::max(a.last, b.last)});
            if (spans.size() == kMostSpans) return spans;
        }
    }
    return spans;
}

void sort(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
        return std::pair(a.first, a.last) < std::pair(b.first, b.last);
    });
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

}  // namespace

std::vector<Span> find_spans(const Clause& clause, const PositionsOf& positions_of) {
    std::vector<Span> spans;
    switch (clause.kind) {
        case Clause::Kind::word:
            return one_word(positions_of(clause.words.front()));
        case Clause::Kind::phrase: {
            std::vector<const Positions*> words;
            for (const auto& word : clause.words) words.push_back(&positions_of(word));
            return clause.distance == 0 ? in_order(words) : close_together(words, clause.distance);
        }
        case Clause::Kind::near_to:
            spans = near_each_other(find_spans(clause.parts[0], positions_of),
                                    find_spans(clause.parts[1], positions_of), clause.distance);
            break;
        case Clause::Kind::any:
        case Clause::Kind::same:
            for (const auto& part : clause.parts) {
                const auto found = find_spans(part, positions_of);
                spans.insert(spans.end(), found.begin(), found.end());
            }
            break;
        case Clause::Kind::days:
        case Clause::Kind::all:
            break;
    }
    sort(spans);
    return spans;
}

}  // namespace kiosque::search
