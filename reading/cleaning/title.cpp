// The idea: what a title announces, the text then says. A line near the top is scored by how many
// of its words return further down; the slogan and the sections of a site do not.

#include "reading/cleaning/title.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kLongestTitle = 220;  ///< characters
constexpr std::size_t kShortestProse = 60;  ///< characters of a sentence that is no heading
constexpr std::size_t kMostCandidates = 12;
constexpr std::size_t kSentenceTitle = 120;  ///< characters
constexpr std::size_t kShortestClause = 60;  ///< characters

constexpr std::string_view kFunctionWords[] = {
    "a",    "au",    "aux",   "avec",   "ce",    "ces",  "cet",   "cette",  "comme", "d",    "dans",
    "de",   "des",   "dont",  "du",     "elle",  "en",   "entre", "est",    "et",    "il",   "l",
    "la",   "le",    "les",   "leur",   "leurs", "mais", "ne",    "notre",  "nous",  "on",   "ou",
    "par",  "pas",   "plus",  "pour",   "qu",    "que",  "qui",   "s",      "sa",    "sans", "se",
    "ses",  "son",   "sont",  "sous",   "sur",   "tout", "toute", "toutes", "tous",  "un",   "une",
    "vers", "votre", "vous",  "depuis", "the",   "of",   "and",   "n",      "j",     "c",    "y",
    "si",   "ainsi", "apres", "avant",  "lors",  "chez",
};

bool is_function_word(std::string_view folded) {
    return std::ranges::find(kFunctionWords, folded) != std::end(kFunctionWords);
}

/// Words are compared by their beginning, so that "coopérations" meets "coopérer".
std::string stem(const std::string& word) {
    constexpr std::size_t kStemBytes = 6;
    return std::string(cut_utf8(word, kStemBytes));
}

std::vector<std::string> telling_stems(std::string_view text) {
    std::vector<std::string> stems;
    for (const std::string& word : folded_words(text)) {
        if (word.size() >= 2 && !is_function_word(word)) stems.push_back(stem(word));
    }
    return stems;
}

bool is_prose(const Line& paragraph) {
    return ends_like_a_sentence(paragraph.text) &&
           count_code_points(paragraph.text) >= kShortestProse;
}

/// Exclamation and question marks end many titles, a full stop hardly any.
bool ends_with_full_stop(std::string_view text) {
    for (const std::string_view mark : {".", "…", ";", ",", ":"}) {
        if (text.ends_with(mark)) return true;
    }
    return false;
}

bool is_like_a_heading(const Line& paragraph) {
    const std::size_t length = count_code_points(paragraph.text);
    return length <= kLongestTitle && has_words(paragraph.text) &&
           !ends_with_full_stop(paragraph.text) && !paragraph.text.starts_with("- ") &&
           !paragraph.text.starts_with("• ");
}

struct Candidate {
    std::size_t paragraph;
    std::size_t stems = 0;
    std::size_t found = 0;  ///< of its stems, those that return in the text
    double score = 0;
};

class Candidates {
public:
    explicit Candidates(const std::vector<Line>& paragraphs) : paragraphs_(paragraphs) {
        while (lead_ < paragraphs.size() && lead_ < kMostCandidates &&
               !is_prose(paragraphs[lead_])) {
            if (is_like_a_heading(paragraphs[lead_])) above_.push_back({lead_});
            ++lead_;
        }
        const std::unordered_set<std::string> text = stems_of_text(paragraphs.size());
        for (Candidate& candidate : above_) score(candidate, text);
    }

    const std::vector<Candidate>& above() const { return above_; }

    /// Of the headings above the text, the first that is nearly as good as the best.
    const Candidate* best() const {
        const auto strongest = std::ranges::max_element(above_, {}, &Candidate::score);
        if (strongest == above_.end()) return nullptr;
        for (const Candidate& candidate : above_) {
            if (candidate.score >= strongest->score * 0.6) return &candidate;
        }
        return nullptr;
    }

    /// The heading right after a lead of one paragraph, when its words return in the text.
    std::optional<Candidate> after_lead() const {
        const std::size_t next = lead_ + 1;
        if (next + 1 >= paragraphs_.size() || !is_like_a_heading(paragraphs_[next]) ||
            !is_prose(paragraphs_[next + 1])) {
            return std::nullopt;
        }
        Candidate candidate{next};
        score(candidate, stems_of_text(next));
        if (candidate.found < 2 || candidate.found * 2 < candidate.stems) return std::nullopt;
        return candidate;
    }

private:
    /// From the first paragraph of prose on, without the one that is compared.
    std::unordered_set<std::string> stems_of_text(std::size_t without) const {
        std::unordered_set<std::string> text;
        for (std::size_t i = lead_; i < paragraphs_.size(); ++i) {
            if (i == without) continue;
            for (std::string& one : telling_stems(paragraphs_[i].text)) text.insert(std::move(one));
        }
        return text;
    }

    void score(Candidate& candidate, const std::unordered_set<std::string>& text) const {
        const auto stems = telling_stems(paragraphs_[candidate.paragraph].text);
        candidate.stems = stems.size();
        candidate.found = static_cast<std::size_t>(std::ranges::count_if(
            stems, [&](const std::string& one) { return text.contains(one); }));
        if (stems.empty()) return;
        // Three words found say enough: a longer subtitle is no better than its title. One or two
        // words are a section ("Asie centrale") more often than a title.
        const bool is_section = folded_words(paragraphs_[candidate.paragraph].text).size() <= 2;
        candidate.score = static_cast<double>(std::min<std::size_t>(candidate.found, 3)) *
                          static_cast<double>(candidate.found) / static_cast<double>(stems.size()) *
                          (is_section ? 0.5 : 1.0);
    }

    const std::vector<Line>& paragraphs_;
    std::size_t lead_ = 0;  ///< the first paragraph of prose
    std::vector<Candidate> above_;
};

bool is_upper_at(std::string_view text, std::size_t at) {
    return at < text.size() && u_isupper(static_cast<UChar32>(decode_utf8(text, at).value)) != 0;
}

bool is_lower_before(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return u_islower(static_cast<UChar32>(decode_utf8(text, at).value)) != 0;
}

bool is_lower_at(std::string_view text, std::size_t at) {
    return u_islower(static_cast<UChar32>(decode_utf8(text, at).value)) != 0;
}

/// "M. Dupont", "J. Martin", "etc. Et": the point ends no sentence.
bool is_abbreviation(std::string_view before_point) {
    // Longer than any of them: a text without spaces is not read back to its start at each point.
    constexpr std::size_t kLongest = 8;
    if (before_point.size() > kLongest) before_point.remove_prefix(before_point.size() - kLongest);
    const std::size_t space = before_point.find_last_of(" \n'(-");
    const std::string_view word =
        before_point.substr(space == std::string_view::npos ? 0 : space + 1);
    constexpr std::array kShortened = {"MM",  "Mme", "Mlle", "Dr",  "Pr", "St",
                                       "Ste", "etc", "cf",   "art", "vol"};
    const bool is_cut = space == std::string_view::npos && before_point.size() == kLongest;
    if (is_cut) return false;
    return count_code_points(word) <= 1 || std::ranges::find(kShortened, word) != kShortened.end();
}

/// Where the first sentence ends. Scraped texts often miss the space: "technique.Cela".
std::size_t sentence_end(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const char c = text[at];
        if (c != '.' && c != '!' && c != '?') continue;
        if (c == '.' && is_abbreviation(text.substr(0, at))) continue;
        std::size_t next = at + 1;
        while (next < text.size() && (text[next] == '.' || text[next] == '!' || text[next] == '?'))
            ++next;
        if (next == text.size()) return next;
        const bool after_space = text[next] == ' ';
        const bool misses_space = c == '.' && is_upper_at(text, next) && is_lower_before(text, at);
        if (misses_space) return next;
        if (after_space && !is_lower_at(text, next + 1)) return next;
    }
    return text.size();
}

/// The byte at which `characters` characters end.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    while (at < text.size() && characters-- > 0) at += decode_utf8(text, at).bytes;
    return at;
}

std::string_view without_last_word(std::string_view text) {
    const std::size_t space = text.rfind(' ');
    return space == std::string_view::npos ? std::string_view() : text.substr(0, space);
}

/// The last word of `text`, without an elision in front ("qu’à" counts as "à").
bool ends_with_function_word(std::string_view text) {
    const auto words = folded_words(text.substr(text.rfind(' ') + 1));
    return words.empty() || is_function_word(words.back());
}

std::string shortened(std::string_view sentence) {
    const std::string_view longest = sentence.substr(0, bytes_of(sentence, kSentenceTitle));
    const std::string_view clause = longest.substr(0, longest.find_last_of(",;:"));
    if (clause.size() < longest.size() && count_code_points(clause) >= kShortestClause) {
        return std::string(trim(clause)) + "…";
    }
    std::string_view words = longest;
    if (sentence[longest.size()] != ' ') words = without_last_word(words);
    while (!words.empty() && ends_with_function_word(words)) words = without_last_word(words);
    return std::string(words.empty() ? longest : trim(words)) + "…";
}

}  // namespace

std::string first_sentence(std::string_view paragraph) {
    const std::string_view sentence = trim(paragraph.substr(0, sentence_end(paragraph)));
    return count_code_points(sentence) <= kSentenceTitle ? std::string(sentence)
                                                         : shortened(sentence);
}

bool is_same_title(std::string_view one, std::string_view other) {
    return folded_words(one) == folded_words(other);
}

FoundTitle find_title(const std::vector<Line>& paragraphs) {
    const Candidates candidates(paragraphs);
    if (const Candidate* best = candidates.best()) {
        FoundTitle found{paragraphs[best->paragraph].text,
                         best->paragraph == 0 ? "first line" : "heading",
                         best->paragraph,
                         {}};
        for (const Candidate& other : candidates.above()) {
            const bool is_above = other.paragraph < best->paragraph;
            if (is_above && other.found == 0 && best->found > 0) {
                found.site_header.push_back(other.paragraph);
            }
        }
        return found;
    }
    if (const auto heading = candidates.after_lead()) {
        return {paragraphs[heading->paragraph].text, "heading after the lead", std::nullopt, {}};
    }
    auto first = std::ranges::find_if(paragraphs, is_prose);
    if (first == paragraphs.end()) {
        first = std::ranges::find_if(
            paragraphs, [](const Line& paragraph) { return has_words(paragraph.text); });
    }
    return {first_sentence(first->text), "first sentence", std::nullopt, {}};
}

}  // namespace kiosque::reading
