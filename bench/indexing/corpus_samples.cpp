#include "bench/indexing/corpus_samples.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string_view>

#include "base/utf8.hpp"
#include "reading/markdown_reader.hpp"
#include "text/characters.hpp"

namespace kiosque::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestWords = 1000;

std::vector<fs::path> article_files(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const bool is_article =
            entry.path().extension() == ".md" && entry.path().stem() != "README";
        if (is_article) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

bool joins_words(char32_t character) {
    return character == '\'' || character == U'’' || character == '-';
}

bool ends_sentence(char32_t character) {
    return std::u32string_view(U".!?…\n").find(character) != std::u32string_view::npos;
}

/// Appends the words of a text to `words`.
void cut_words(std::string_view text, std::vector<std::string>& words) {
    std::string word;
    std::size_t trimmed = 0;  // bytes of `word` up to its last letter or digit
    bool begins_sentence = true;
    for (std::size_t at = 0; at <= text.size();) {
        const auto character = at < text.size() ? decode_utf8(text, at) : Utf8CodePoint{'\n', 1};
        const auto kind = text::character_kind(character.value);
        const bool is_part =
            kind == text::CharacterKind::letter || kind == text::CharacterKind::digit;
        if (is_part || (joins_words(character.value) && !word.empty())) {
            word += text.substr(at, character.bytes);
            if (is_part) trimmed = word.size();
        } else {
            if (trimmed > 0 && !begins_sentence) words.push_back(word.substr(0, trimmed));
            if (trimmed > 0) begins_sentence = false;
            if (ends_sentence(character.value)) begins_sentence = true;
            word.clear();
            trimmed = 0;
        }
        at += character.bytes;
    }
}

/// "l’eau" -> "eau".
std::string_view without_elision(std::string_view word) {
    for (const std::string_view apostrophe : {"'", "’"}) {
        const std::size_t at = word.rfind(apostrophe);
        if (at != std::string_view::npos) word.remove_prefix(at + apostrophe.size());
    }
    return word;
}

void append(const std::vector<std::string>& values, std::vector<std::string>& all) {
    for (const auto& value : values) {
        if (!value.empty()) all.push_back(value);
    }
}

}  // namespace

CorpusSamples read_corpus_samples(const fs::path& folder) {
    CorpusSamples samples;
    for (const auto& path : article_files(folder)) {
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        const Article article = reading::read_markdown(bytes).article;
        cut_words(article.body, samples.words);
        append({article.source}, samples.sources);
        append({article.section}, samples.sections);
        append(article.authors, samples.authors);
        append(article.tags, samples.tags);
    }
    std::map<std::string_view, std::size_t> counts;
    for (const auto& word : samples.words) ++counts[without_elision(word)];
    samples.distinct_words = counts.size();
    for (const auto& [word, count] : counts) samples.words_met_once += count == 1 ? 1 : 0;
    if (samples.words.size() < kFewestWords || samples.sources.empty() ||
        samples.sections.empty() || samples.authors.empty() || samples.tags.empty()) {
        throw std::runtime_error("the folder " + folder.string() +
                                 " has too few Markdown articles to draw words and metadata from");
    }
    return samples;
}

}  // namespace kiosque::bench
