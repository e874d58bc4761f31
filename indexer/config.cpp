#include "indexer/config.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <toml.hpp>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/normalization.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 40;  ///< bytes
/// What a query reads as something else.
constexpr std::array<std::string_view, 4> kReserved = {index::kDateFacet, "titre", "title", "jour"};

/// The file that is read, for its messages.
class Reader {
public:
    explicit Reader(fs::path file) : file_(std::move(file)) {}

    toml::value parse() const {
        try {
            return toml::parse(file_.string());
        } catch (const toml::syntax_error& error) {
            throw Error(ErrorCode::invalid_parameter, "config",
                        file_.string() + ":" + std::to_string(error.location().line()) +
                            " is no TOML: " + error.what());
        } catch (const std::exception& error) {
            throw Error(ErrorCode::io_failed,
                        "cannot read " + file_.string() + ": " + error.what());
        }
    }

    [[noreturn]] void refuse(const toml::value& value, const std::string& key,
                             const std::string& why) const {
        throw Error(ErrorCode::invalid_parameter, key,
                    file_.string() + ":" + std::to_string(value.location().line()) + ": '" + key +
                        "' " + why);
    }

    const toml::table& table(const toml::value& value, const std::string& key) const {
        if (!value.is_table()) refuse(value, key, "must be a table, written [" + key + "]");
        return value.as_table();
    }

    std::string text(const toml::value& value, const std::string& key) const {
        if (!value.is_string()) refuse(value, key, "must be a text between quotes");
        return value.as_string().str;
    }

    std::vector<std::string> texts(const toml::value& value, const std::string& key) const {
        std::vector<std::string> texts;
        if (!value.is_array())
            refuse(value, key, "must be a list of texts, such as [\"a\", \"b\"]");
        for (const auto& item : value.as_array()) texts.push_back(text(item, key));
        if (texts.empty()) refuse(value, key, "must not be empty");
        return texts;
    }

    fs::path folder() const { return file_.parent_path(); }

private:
    fs::path file_;
};

bool is_facet_name(std::string_view name) {
    if (name.empty() || name.size() > kLongestName || name != text::to_lower(name)) return false;
    for (std::size_t at = 0; at < name.size();) {
        const auto [letter, bytes] = decode_utf8(name, at);
        const auto kind = text::character_kind(letter);
        const bool is_dash = letter == '-' || letter == '_';
        const bool fits = kind == text::CharacterKind::letter ||
                          (at > 0 && (is_dash || kind == text::CharacterKind::digit));
        if (!fits) return false;
        at += bytes;
    }
    return true;
}

void check_name(const Reader& reader, const toml::value& value, const std::string& name) {
    if (!is_facet_name(name)) {
        reader.refuse(value, name,
                      "cannot name a facet: expected lower-case letters, digits, '-' and '_', at "
                      "most 40 bytes");
    }
    const auto& declared = index::declared_facets();
    const bool is_declared = std::any_of(declared.begin(), declared.end(),
                                         [&](const auto& facet) { return facet.name == name; });
    const bool is_reserved = std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
    if (is_declared || is_reserved) {
        reader.refuse(value, name, "is a name that every index has already; choose another one");
    }
}

ConfiguredFacet read_facet(const Reader& reader, const std::string& name,
                           const toml::value& value) {
    check_name(reader, value, name);
    ConfiguredFacet facet;
    facet.facet = {name, index::FacetKind::values, index::FacetOrigin::configured, ""};
    facet.keys = {name};
    for (const auto& [key, setting] : reader.table(value, "facets." + name)) {
        const std::string path = "facets." + name + "." + key;
        if (key == "type") {
            const auto kind = index::facet_kind(reader.text(setting, path));
            if (!kind) {
                reader.refuse(setting, path,
                              "must be one of value, values, hierarchy, number, date");
            }
            facet.facet.kind = *kind;
        } else if (key == "keys") {
            facet.keys.clear();
            for (const auto& each : reader.texts(setting, path)) {
                facet.keys.push_back(text::to_lower(each));
            }
        } else if (key == "label") {
            facet.facet.label = reader.text(setting, path);
        } else {
            reader.refuse(setting, path, "is no key of a facet, which has type, keys and label");
        }
    }
    return facet;
}

void read_gazetteers(const Reader& reader, const toml::value& value, DerivationOptions& options) {
    for (const auto& [facet, files] : reader.table(value, "gazetteers")) {
        check_name(reader, files, facet);
        for (const auto& file : reader.texts(files, "gazetteers." + facet)) {
            options.gazetteers[facet].push_back(reader.folder() / file);
        }
    }
}

void read_switches(const Reader& reader, const toml::value& value, DerivationOptions& options) {
    const auto& known = derived_facet_names();
    for (const auto& [facet, is_on] : reader.table(value, "derived")) {
        const std::string path = "derived." + facet;
        if (std::find(known.begin(), known.end(), facet) == known.end()) {
            std::string names;
            for (const auto& each : known) names += (names.empty() ? "" : ", ") + each;
            reader.refuse(is_on, path, "is no facet that is derived; there are " + names);
        }
        if (!is_on.is_boolean()) reader.refuse(is_on, path, "must be true or false");
        if (!is_on.as_boolean()) options.off.insert(facet);
    }
}

/// What is derived is text, and years are numbers: another type would lose it all.
void check_types(const Reader& reader, const toml::value& parsed, const IndexerConfig& config) {
    const auto& derived = derived_facet_names();
    const auto is_number = [](const index::FacetDefinition& facet) {
        return facet.kind == index::FacetKind::number || facet.kind == index::FacetKind::date;
    };
    for (const auto& [facet, keys] : config.facets) {
        const bool is_year = facet.name == kYearFacet;
        const bool is_derived =
            std::find(derived.begin(), derived.end(), facet.name) != derived.end() ||
            config.derivation.gazetteers.contains(facet.name);
        const bool fits = is_year ? facet.kind == index::FacetKind::number : !is_number(facet);
        if (is_derived && !fits) {
            reader.refuse(parsed.at("facets").at(facet.name), "facets." + facet.name,
                          std::string("holds what is derived from texts, and must be of type ") +
                              (is_year ? "number" : "value, values or hierarchy"));
        }
    }
    for (const auto& [facet, tables] : config.derivation.gazetteers) {
        if (facet != kYearFacet) continue;
        reader.refuse(parsed.at("gazetteers").at(facet), "gazetteers." + facet,
                      "has no names to find: years are numbers");
    }
}

}  // namespace

IndexerConfig read_config_file(const fs::path& file) {
    const Reader reader(file);
    const toml::value parsed = reader.parse();
    IndexerConfig config;
    for (const auto& [key, value] : parsed.as_table()) {
        if (key == "facets") {
            for (const auto& [name, facet] : reader.table(value, key)) {
                config.facets.push_back(read_facet(reader, name, facet));
            }
        } else if (key == "gazetteers") {
            read_gazetteers(reader, value, config.derivation);
        } else if (key == "derived") {
            read_switches(reader, value, config.derivation);
        } else {
            reader.refuse(value, key,
                          "is no part of the indexer's configuration, which has facets, derived "
                          "and gazetteers");
        }
    }
    check_types(reader, parsed, config);
    // A table has no order of its own.
    std::sort(config.facets.begin(), config.facets.end(),
              [](const auto& a, const auto& b) { return a.facet.name < b.facet.name; });
    return config;
}

std::string config_state(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string state{std::istreambuf_iterator<char>(in), {}};
    for (const auto& row : read_config_file(file).derivation.gazetteers) {
        for (const auto& table : row.second) state.append(1, '\0').append(read_user_table(table));
    }
    return state;
}

}  // namespace kiosque::indexer
