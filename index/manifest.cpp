#include "index/manifest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
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
    const std::string text = json.dump();
    return static_cast<std::uint32_t>(::crc32(0,
                                              reinterpret_cast<const unsigned char*>(text.data()),
                                              static_cast<unsigned>(text.size())));
}

Json to_json(const SegmentEntry& segment) {
    return {{"path", segment.path},
            {"documents", segment.documents},
            {"bytes", segment.bytes},
            {"columns_checksum", segment.columns_checksum},
            {"forward_checksum", segment.forward_checksum}};
}

SegmentEntry segment_from(const Json& json) {
    SegmentEntry segment;
    segment.path = json.at("path");
    segment.documents = json.at("documents");
    segment.bytes = json.at("bytes");
    segment.columns_checksum = json.at("columns_checksum");
    segment.forward_checksum = json.at("forward_checksum");
    // The path is joined to the index directory: it must not lead out of it.
    if (segment.path.empty() || segment.path.front() == '/' ||
        segment.path.find("..") != std::string::npos) {
        throw Error(ErrorCode::index_damaged,
                    "its segment path '" + segment.path + "' leads out of the index directory");
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
                 {"build", manifest.build},
                 {"created", manifest.created},
                 {"schema_version", manifest.schema_version},
                 {"analyzer_version", manifest.analyzer.version},
                 {"dictionary_checksum", manifest.analyzer.dictionary},
                 {"average_lengths",
                  {{"title", lengths.title}, {"lead", lengths.lead}, {"body", lengths.body}}},
                 {"ranking", std::move(ranking)},
                 {"facets", Json::array()},
                 {"source_fingerprint", manifest.source_fingerprint},
                 {"segments", Json::array()}};
    for (const auto& facet : manifest.facets) json["facets"].push_back(to_json(facet));
    for (const auto& segment : manifest.segments) json["segments"].push_back(to_json(segment));
    return json;
}

Manifest manifest_from(const Json& json) {
    Manifest manifest;
    manifest.generation = json.at("generation");
    manifest.revision = json.at("revision");
    manifest.build = json.at("build");
    manifest.created = json.at("created");
    manifest.schema_version = json.at("schema_version");
    manifest.analyzer = {json.at("analyzer_version"), json.at("dictionary_checksum")};
    const Json& lengths = json.at("average_lengths");
    manifest.average_lengths = {lengths.at("title"), lengths.at("lead"), lengths.at("body")};
    for (const auto& [name, value] : kRankingRows) {
        manifest.ranking.*value = json.at("ranking").at(name);
    }
    for (const auto& facet : json.at("facets")) manifest.facets.push_back(facet_from(facet));
    manifest.source_fingerprint = json.at("source_fingerprint");
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
                           [](std::uint64_t sum, const auto& s) { return sum + s.documents; });
}

std::string write_manifest(const Manifest& manifest) {
    Json json = to_json(manifest);
    json["checksum"] = checksum_of(json);
    return json.dump(2) + "\n";
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
        const std::uint32_t expected = parsed.at("checksum");
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
