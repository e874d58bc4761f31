#include "index/facet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kiosque::index {
namespace {

constexpr double kLargestNumber = 1e15;
constexpr double kSmallestNumber = 1e-15;

template <typename Table, typename Meaning>
std::string_view name_in(const Table& table, Meaning meaning) {
    return std::find_if(table.begin(), table.end(),
                        [&](const auto& row) { return row.second == meaning; })
        ->first;
}

template <typename Table>
auto meaning_in(const Table& table, std::string_view name)
    -> std::optional<typename Table::value_type::second_type> {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const auto& row) { return row.first == name; });
    if (found == table.end()) return {};
    return found->second;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string_view name_of(FacetKind kind) {
    return name_in(kFacetKinds, kind);
}

std::string_view name_of(FacetOrigin origin) {
    return name_in(kFacetOrigins, origin);
}

std::optional<FacetKind> facet_kind(std::string_view name) {
    return meaning_in(kFacetKinds, name);
}

std::optional<FacetOrigin> facet_origin(std::string_view name) {
    return meaning_in(kFacetOrigins, name);
}

const std::vector<FacetDefinition>& declared_facets() {
    static const std::vector<FacetDefinition> facets = {
        {"source", FacetKind::value, FacetOrigin::declared, ""},
        {"auteur", FacetKind::values, FacetOrigin::declared, ""},
        {"section", FacetKind::hierarchy, FacetOrigin::declared, ""},
        {"tags", FacetKind::values, FacetOrigin::declared, ""},
    };
    return facets;
}

std::string hierarchy_path(std::string_view written) {
    std::string path;
    while (!written.empty()) {
        const std::size_t end = std::min(written.find('>'), written.size());
        const std::string_view step = trimmed(written.substr(0, end));
        if (!step.empty()) path.append(path.empty() ? "" : kHierarchyStep).append(step);
        written.remove_prefix(std::min(end + 1, written.size()));
    }
    return path;
}

std::vector<std::string> hierarchy_ancestry(std::string_view path) {
    std::vector<std::string> ancestry;
    for (std::size_t at = path.find(kHierarchyStep); at != std::string_view::npos;
         at = path.find(kHierarchyStep, at + 1)) {
        ancestry.emplace_back(path.substr(0, at));
    }
    if (!path.empty()) ancestry.emplace_back(path);
    return ancestry;
}

std::optional<double> read_number(std::string_view text) {
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    if (!std::isfinite(number) || std::abs(number) > kLargestNumber) return {};
    return std::abs(number) < kSmallestNumber ? 0 : number;
}

std::string write_number(double number) {
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number + 0.0,
                                            std::chars_format::fixed);
    return {text.data(), error == std::errc{} ? end : text.data()};
}

}  // namespace kiosque::index
