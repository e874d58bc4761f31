#include <cmath>
#include <filesystem>

#include <fuzzer/FuzzedDataProvider.h>
#include <unistd.h>

#include "base/error.hpp"
#include "fuzz/memory_file.hpp"
#include "fuzz/require.hpp"
#include "index/columns.hpp"
#include "index/durable_file.hpp"
#include "indexer/columns_writer.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

/// The bytes of a file as the indexer writes it, which the inputs of the fuzzer damage.
std::string sound_file() {
    using index::FacetKind;
    using index::FacetOrigin;
    indexer::ColumnsWriter writer({{"source", FacetKind::value, FacetOrigin::declared, ""},
                                   {"tags", FacetKind::values, FacetOrigin::declared, ""},
                                   {"section", FacetKind::hierarchy, FacetOrigin::declared, ""},
                                   {"prix", FacetKind::number, FacetOrigin::configured, ""},
                                   {"sortie", FacetKind::date, FacetOrigin::configured, ""}});
    writer.add(Day(std::chrono::days(19'000)), {{"Kiosque Repères"},
                                                {"énergie", "Kazakhstan"},
                                                {"Économie", "Économie > Énergie"},
                                                {"12.5", "-3"},
                                                {"2024-07-03"}});
    writer.add(std::nullopt, {{}, {"eau", "énergie"}, {}, {"1200"}, {}});
    writer.add(Day(std::chrono::days(-5)), {{"Kiosque Terrain"}, {}, {"Économie"}, {}, {}});
    const auto path = std::filesystem::temp_directory_path() /
                      ("kiosque-fuzz-columns-" + std::to_string(::getpid()));
    writer.write(path);
    const std::string bytes = index::read_whole(path, 1'000'000);
    std::filesystem::remove(path);
    return bytes;
}

/// Reads all that can be asked of the columns.
std::size_t read_all(const index::Columns& columns) {
    std::size_t sum = columns.checksum();
    for (const auto& facet : columns.facets()) {
        sum += facet.name().size();
        for (std::uint32_t i = 0; i < facet.value_count(); ++i) {
            for (const char c : facet.value(i)) sum += static_cast<unsigned char>(c);
            for (const char c : facet.folded(i)) sum += static_cast<unsigned char>(c);
            facet.find(facet.value(i));
            require(facet.rank(i) < facet.value_count(), "a rank is a place among the values");
            sum += facet.total(i);
            if (facet.kind() == index::FacetKind::number) {
                require(std::isfinite(facet.number(i)), "a number is one");
                require(facet.lower_bound(facet.number(i)) <= facet.value_count(),
                        "a bound is an ordinal or the end");
            }
        }
        facet.find("énergie");
        require(facet.lower_bound("énergie") <= facet.value_count(),
                "a bound is an ordinal or the end");
        for (std::size_t document = 1; document <= columns.documents(); ++document) {
            for (const auto ordinal : facet.ordinals(document)) {
                require(ordinal < facet.value_count(), "an ordinal names a value");
                sum += ordinal;
            }
        }
    }
    for (std::size_t document = 1; document <= columns.documents(); ++document) {
        sum += static_cast<std::size_t>(columns.day(document));
    }
    columns.facet("tags");
    return sum;
}

std::string damaged_file(FuzzedDataProvider& input) {
    static const std::string sound = sound_file();
    std::string bytes = sound;
    while (input.remaining_bytes() > 0) {
        const auto at = input.ConsumeIntegralInRange<std::size_t>(0, bytes.size() / 4 - 1);
        const auto number = input.ConsumeIntegral<std::uint32_t>();
        bytes.replace(at * 4, 4, reinterpret_cast<const char*>(&number), 4);
        if (input.ConsumeBool()) bytes.resize(std::max<std::size_t>(4, bytes.size() - 1));
    }
    return bytes;
}

}  // namespace

/// Any bytes are columns of which no question leaves the file, or an Error that it is damaged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider input(data, size);
    const fuzz::MemoryFile file(input.ConsumeBool() ? damaged_file(input)
                                                    : input.ConsumeRemainingBytesAsString());
    try {
        const index::Columns columns(file.path());
        [[maybe_unused]] volatile const std::size_t kept = read_all(columns);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::index_damaged, "a bad file is a damaged index");
    }
    return 0;
}
