#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "index/facet.hpp"
#include "indexer/derived/derived_facets.hpp"

namespace kiosque::indexer {

/// A facet that is made of what articles declare under some keys.
struct ConfiguredFacet {
    index::FacetDefinition facet;
    std::vector<std::string> keys;  ///< in lower case; of several, all count
};

/// What a user may say about an index; docs/facets.md tells the same.
struct IndexerConfig {
    std::vector<ConfiguredFacet> facets;
    DerivationOptions derivation;
};

/// Reads a TOML file. Paths in it are below its folder. Throws Error(invalid_parameter) that names
/// the file, the line, the key and what was expected; Error(io_failed) for one that cannot be read.
IndexerConfig read_config_file(const std::filesystem::path& file);

/// The bytes of the file and of all gazetteers that it names, to tell whether something changed.
/// Throws like `read_config_file`, and for a table that cannot be read.
std::string config_state(const std::filesystem::path& file);

}  // namespace kiosque::indexer
