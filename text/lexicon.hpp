#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque::text {

/// What a dictionary form is, as far as its endings go.
enum class WordClass { verb, other };

/// The French dictionary: which words a written form can be a form of.
///
/// Thread-safe. Several of one folder share what was loaded first (about 22 MB, 0.2 s to load).
class Lexicon {
public:
    /// Loads `directory`/fr.aff and fr.dic. Throws Error(dictionary_missing) that names the Debian
    /// package when they are not there.
    explicit Lexicon(const std::filesystem::path& directory = default_directory());
    ~Lexicon();
    Lexicon(const Lexicon&) = delete;
    Lexicon& operator=(const Lexicon&) = delete;

    /// The dictionary forms of `word`, which is in its exact form (lower case, ligatures opened):
    /// "élus" -> "élu", "élire". Accents kept, lower case, each once, in the dictionary's order;
    /// empty for a word that it does not know.
    std::vector<std::string> lemmas(std::string_view word) const;

    /// A dictionary form, in its exact form, that folds to `folded`: "election" -> "élection".
    /// Nothing (nullptr) when there is none of that class; names are left out.
    const std::string* form_without_accents(std::string_view folded, WordClass word_class) const;

    /// CRC-32 of the dictionary's files: other files, other lemmas.
    std::uint32_t checksum() const;

    /// $KIOSQUE_DICTIONARY, else /usr/share/hunspell.
    static std::filesystem::path default_directory();

private:
    struct Dictionary;
    std::shared_ptr<Dictionary> dictionary_;
};

}  // namespace kiosque::text
