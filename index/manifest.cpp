#include "index/manifest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <utility>

#include <zlib.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace kiosque::index {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 8;

std::uint32_t checksum_of(const Json& json) {
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return static_cast<std::uint32_t>(::crc32(0,
                                              reinterpret_cast<const unsigned char*>(text.data()),
                                              static_cast<unsigned>(text.size())));
}

/// A whole number that its place can hold: of 1e24, or -1, another one would be made in silence.
template <typename Number>
Number whole(const Json& json, const char* key) {
    const Json& value = json.at(key);
    const auto most = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most) {
        throw Error(
            ErrorCode::index_damaged,
            std::string("its '") + key + "' must be a whole number up to " + std::to_string(most));
    }
    return value.get<Number>();
}

/// A path is joined to the index directory: it must not lead out of it.
std::string safe_path(std::string path) {
    if (path.empty() || path.front() == '/' || path.find("..") != std::string::npos) {
        throw Error(ErrorCode::index_damaged,
                    "its path '" + path + "' leads out of the index directory");
    }
    return path;
}

Json to_json(const FileEntry& file) {
    return {{"path", file.path}, {"bytes", file.bytes}, {"checksum", file.checksum}};
}

FileEntry file_from(const Json& json) {
    return {safe_path(json.at("path")), whole<std::uint64_t>(json, "bytes"),
            whole<std::uint32_t>(json, "checksum")};
}

Json to_json(const std::vector<FileEntry>& files) {
    Json json = Json::array();
    for (const auto& file : files) json.push_back(to_json(file));
    return json;
}

std::vector<FileEntry> files_from(const Json& json) {
    std::vector<FileEntry> files;
    for (const auto& file : json) files.push_back(file_from(file));
    return files;
}

Json to_json(const SegmentEntry& segment) {
    Json json = {{"path", segment.path},
                 {"documents", segment.documents},
                 {"deleted", segment.deleted},
                 {"files", to_json(segment.files)}};
    if (segment.tombstones) json["tombstones"] = to_json(*segment.tombstones);
    return json;
}

SegmentEntry segment_from(const Json& json) {
    SegmentEntry segment;
    segment.path = safe_path(json.at("path"));
    segment.documents = whole<std::uint64_t>(json, "documents");
    segment.deleted = whole<std::uint64_t>(json, "deleted");
    segment.files = files_from(json.at("files"));
    if (json.contains("tombstones")) segment.tombstones = file_from(json.at("tombstones"));
    if (segment.deleted > segment.documents ||
        (segment.deleted > 0) != segment.tombstones.has_value()) {
        throw Error(ErrorCode::index_damaged,
                    "the tombstones of its segment " + segment.path + " do not fit its documents");
    }
    return segment;
}

Json to_json(const FacetDefinition& facet) {
    return {{"name", facet.name},
            {"type", name_of(facet.kind)},
            {"origin", name_of(facet.origin)},
            {"label", facet.label}};
}

FacetDefinition facet_from(const Json& json) {
    const std::string kind = json.at("type");
    const std::string origin = json.at("origin");
    if (!facet_kind(kind) || !facet_origin(origin)) {
        throw Error(ErrorCode::index_damaged, "its facets are of a type that is not known");
    }
    return {json.at("name"), *facet_kind(kind), *facet_origin(origin), json.at("label")};
}

Json to_json(const Manifest& manifest) {
    const AverageLengths& lengths = manifest.average_lengths;
    Json ranking = Json::object();
    for (const auto& [name, value] : kRankingRows) ranking[name] = manifest.ranking.*value;
    Json json = {{"generation", manifest.generation},
                 {"revision", manifest.revision},
                 {"previous", manifest.previous},
                 {"build", manifest.build},
                 {"created", manifest.created},
                 {"schema_version", manifest.schema_version},
                 {"analyzer_version", manifest.analyzer.version},
                 {"dictionary_checksum", manifest.analyzer.dictionary},
                 {"average_lengths",
                  {{"title", lengths.title},
                   {"lead", lengths.lead},
                   {"body", lengths.body},
                   {"few", lengths.few}}},
                 {"ranking", std::move(ranking)},
                 {"facets", Json::array()},
                 {"recipe", manifest.recipe},
                 {"sources", manifest.sources},
                 {"file_tables", to_json(manifest.file_tables)},
                 {"segments", Json::array()}};
    for (const auto& facet : manifest.facets) json["facets"].push_back(to_json(facet));
    for (const auto& segment : manifest.segments) json["segments"].push_back(to_json(segment));
    return json;
}

Manifest manifest_from(const Json& json) {
    Manifest manifest;
    manifest.generation = whole<int>(json, "generation");
    manifest.revision = whole<int>(json, "revision");
    manifest.previous = json.at("previous");
    manifest.build = json.at("build");
    manifest.created = json.at("created");
    manifest.schema_version = whole<int>(json, "schema_version");
    manifest.analyzer = {whole<int>(json, "analyzer_version"),
                         whole<std::uint32_t>(json, "dictionary_checksum")};
    const Json& lengths = json.at("average_lengths");
    manifest.average_lengths = {lengths.at("title"), lengths.at("lead"), lengths.at("body"),
                                whole<std::uint64_t>(lengths, "few")};
    for (const auto& [name, value] : kRankingRows) {
        manifest.ranking.*value = json.at("ranking").at(name);
    }
    for (const auto& facet : json.at("facets")) manifest.facets.push_back(facet_from(facet));
    manifest.recipe = json.at("recipe");
    manifest.sources = json.at("sources");
    manifest.file_tables = files_from(json.at("file_tables"));
    for (const auto& segment : json.at("segments")) {
        manifest.segments.push_back(segment_from(segment));
    }
    return manifest;
}

}  // namespace

RankingParameters RankingParameters::fit(const AverageLengths& lengths) {
    constexpr double kParagraph = 150;  ///< words
    constexpr double kLongPage = 1500;
    constexpr double kLongK1 = 2.5;
    constexpr double kLongB = 0.85;
    RankingParameters fitted;
    const double words = std::clamp(lengths.lead + lengths.body, kParagraph, kLongPage);
    const double share = std::log(words / kParagraph) / std::log(kLongPage / kParagraph);
    fitted.k1 *= std::pow(kLongK1 / fitted.k1, share);
    fitted.body_b += share * (kLongB - fitted.body_b);
    return fitted;
}

std::string Manifest::name() const {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d.%d", generation, revision);
    return text.data();
}

std::uint64_t Manifest::documents() const {
    return std::accumulate(segments.begin(), segments.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& s) { return sum + s.live(); });
}

std::uint64_t Manifest::bytes() const {
    return std::accumulate(segments.begin(), segments.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& s) { return sum + s.bytes(); });
}

std::uint64_t SegmentEntry::bytes() const {
    return std::accumulate(files.begin(), files.end(), tombstones ? tombstones->bytes : 0,
                           [](std::uint64_t sum, const auto& file) { return sum + file.bytes; });
}

const FileEntry& SegmentEntry::file(std::string_view name) const {
    const std::string wanted = path + "/" + std::string(name);
    for (const auto& file : files) {
        if (file.path == wanted) return file;
    }
    throw Error(ErrorCode::index_damaged, "the manifest does not name the file " + wanted +
                                              "; build the index again with kiosque-index "
                                              "--rebuild");
}

std::string write_manifest(const Manifest& manifest) {
    Json json = to_json(manifest);
    json["checksum"] = checksum_of(json);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Manifest read_manifest(std::string_view json, const std::string& where) {
    const std::string advice = "; build the index again with kiosque-index --rebuild";
    try {
        const auto shallow = [](int depth, Json::parse_event_t, Json&) {
            if (depth > kMaxDepth) {
                throw Error(ErrorCode::index_damaged, "it is nested too deeply");
            }
            return true;
        };
        Json parsed = Json::parse(json, shallow);
        const auto expected = whole<std::uint32_t>(parsed, "checksum");
        parsed.erase("checksum");
        if (checksum_of(parsed) != expected) {
            throw Error(ErrorCode::index_damaged, "its checksum does not fit its content");
        }
        return manifest_from(parsed);
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::index_damaged, where + " is damaged: " + error.what() + advice);
    } catch (const Error& error) {
        throw Error(ErrorCode::index_damaged, where + " is damaged: " + error.what() + advice);
    }
}

}  // namespace kiosque::index
