#include "text/lexicon.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>
#include <map>
#include <mutex>
#include <unordered_map>

#include <zlib.h>
#include <hunspell/hunspell.hxx>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/normalization.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kLongestWord = 64;  ///< bytes; no French word is longer

/// CRC-32 of a file, going on from that of another.
std::uint32_t file_checksum(const std::filesystem::path& path, std::uint32_t before) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 16U);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           file.gcount() > 0) {
        before = static_cast<std::uint32_t>(
            ::crc32_z(before, reinterpret_cast<const unsigned char*>(block.data()),
                      static_cast<std::size_t>(file.gcount())));
    }
    return before;
}

std::string with_ligatures(std::string_view word) {
    std::string joined;
    for (std::size_t at = 0; at < word.size();) {
        const std::string_view pair = word.substr(at, 2);
        if (pair == "oe" || pair == "ae") {
            joined += pair == "oe" ? "œ" : "æ";
            at += 2;
        } else {
            joined += word[at++];
        }
    }
    return joined;
}

struct FormsByFolded {
    std::unordered_map<std::string, std::string> verbs;
    std::unordered_map<std::string, std::string> others;
};

/// The words of a dictionary file by what is left of them without accents, names left out.
FormsByFolded read_forms(const std::string& path) {
    FormsByFolded forms;
    std::ifstream file(path, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
        const std::string word = line.substr(0, line.find_first_of("/ \t"));
        if (word.empty() || to_lower(word) != word) continue;
        const bool is_verb = line.find(" po:v") != std::string::npos;
        (is_verb ? forms.verbs : forms.others).emplace(fold(word), exact_form(word));
    }
    return forms;
}

// clang-format off
constexpr std::string_view kUnitPrefixes[] = {
    "kilo", "hecto", "déca", "déci", "centi", "milli", "micro", "nano", "méga", "giga", "téra",
};
// clang-format on

/// The dictionary derives "kilomètre" from "mètre" and "km" from "m"; they are words of their own.
std::string with_its_unit_prefix(std::string_view word, std::string lemma) {
    for (const auto prefix : kUnitPrefixes) {
        if (word.starts_with(prefix) && word.substr(prefix.size()).starts_with(lemma)) {
            return std::string(prefix) + lemma;
        }
    }
    const bool is_symbol = word.size() <= 3 && word.size() > lemma.size();
    return is_symbol && word.ends_with(lemma) ? std::string(word) : lemma;
}

std::string capitalised(std::string_view word) {
    const std::size_t first = decode_utf8(word, 0).bytes;
    std::string upper = to_upper(word.substr(0, first));
    return upper.append(word.substr(first));
}

}  // namespace

struct Lexicon::Dictionary {
    // Both readings take about as long, and a program starts no sooner than they end.
    Dictionary(const std::string& affixes, const std::string& words)
        : Dictionary(affixes, words, std::async(std::launch::async, read_forms, words)) {}
    Dictionary(const std::string& affixes, const std::string& words,
               std::future<FormsByFolded> forms_to_come)
        : checksum(file_checksum(words, file_checksum(affixes, 0))),
          hunspell(affixes.c_str(), words.c_str()),
          forms(forms_to_come.get()) {}

    /// The dictionary of a folder, which all who use it at the same time share.
    static std::shared_ptr<Dictionary> of(const std::filesystem::path& directory);

    std::vector<std::string> stem(const std::string& word) {
        const std::lock_guard lock(mutex);
        return hunspell.stem(word);
    }

    const std::uint32_t checksum;
    std::mutex mutex;  ///< Hunspell keeps scratch memory in the object
    Hunspell hunspell;
    const FormsByFolded forms;
};

std::shared_ptr<Lexicon::Dictionary> Lexicon::Dictionary::of(
    const std::filesystem::path& directory) {
    static std::mutex loading;
    static std::map<std::filesystem::path, std::weak_ptr<Dictionary>> loaded;
    const auto affixes = directory / "fr.aff";
    const auto words = directory / "fr.dic";
    if (!std::filesystem::exists(affixes) || !std::filesystem::exists(words)) {
        throw Error(ErrorCode::dictionary_missing,
                    "the French dictionary is not in " + directory.string() +
                        " (fr.aff, fr.dic): install the package hunspell-fr-classical, or set "
                        "KIOSQUE_DICTIONARY to the folder that holds it");
    }
    const std::lock_guard lock(loading);
    std::shared_ptr<Dictionary> dictionary = loaded[directory].lock();
    if (!dictionary) {
        dictionary = std::make_shared<Dictionary>(affixes.string(), words.string());
        loaded[directory] = dictionary;
    }
    return dictionary;
}

Lexicon::Lexicon(const std::filesystem::path& directory) : dictionary_(Dictionary::of(directory)) {}

Lexicon::~Lexicon() = default;

std::vector<std::string> Lexicon::lemmas(std::string_view word) const {
    if (word.empty() || word.size() > kLongestWord) return {};
    // The dictionary writes œ, and names with a capital: both are tried only where the plain form
    // is unknown, so that `marche` is never mistaken for a name.
    std::vector<std::string> found = dictionary_->stem(std::string(word));
    const std::string joined = with_ligatures(word);
    if (found.empty() && joined != word) found = dictionary_->stem(joined);
    if (found.empty()) found = dictionary_->stem(capitalised(word));
    if (found.empty()) found = dictionary_->stem(to_upper(word));
    std::vector<std::string> lemmas;
    for (const auto& form : found) {
        std::string lemma = with_its_unit_prefix(word, exact_form(form));
        if (std::find(lemmas.begin(), lemmas.end(), lemma) == lemmas.end()) {
            lemmas.push_back(std::move(lemma));
        }
    }
    return lemmas;
}

const std::string* Lexicon::form_without_accents(std::string_view folded,
                                                 WordClass word_class) const {
    const auto& forms =
        word_class == WordClass::verb ? dictionary_->forms.verbs : dictionary_->forms.others;
    const auto found = forms.find(std::string(folded));
    return found == forms.end() ? nullptr : &found->second;
}

std::uint32_t Lexicon::checksum() const {
    return dictionary_->checksum;
}

std::filesystem::path Lexicon::default_directory() {
    const char* chosen = std::getenv("KIOSQUE_DICTIONARY");
    return chosen != nullptr && *chosen != '\0' ? chosen : "/usr/share/hunspell";
}

}  // namespace kiosque::text
