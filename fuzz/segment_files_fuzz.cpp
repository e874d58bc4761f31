#include <vector>

#include <fuzzer/FuzzedDataProvider.h>

#include "base/error.hpp"
#include "fuzz/memory_file.hpp"
#include "fuzz/require.hpp"
#include "index/durable_file.hpp"
#include "index/file_check.hpp"
#include "index/forward_index.hpp"
#include "index/stored_article.hpp"
#include "indexer/file_table.hpp"
#include "indexer/forward_index_writer.hpp"
#include "indexer/origins.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    const std::string bytes = index::read_whole(path, 1'000'000);
    std::filesystem::remove(path);
    return bytes;
}

/// The bytes of files as the indexer writes them, which the inputs of the fuzzer damage.
std::vector<std::string> sound_files() {
    const auto path = std::filesystem::temp_directory_path() /
                      ("kiosque-fuzz-segment-" + std::to_string(::getpid()));
    indexer::ForwardIndexWriter forward;
    forward.add(2, {"le", "gaz", "le", "vent", "tourne"});
    forward.add(0, {"vent"});
    forward.write(path);
    std::vector<std::string> files = {bytes_of(path)};
    indexer::OriginsWriter origins;
    origins.add({"0000/a.md", 1, {1, 2}, {3, 4}});
    origins.add({"0000/b.jsonl", 1, {5, 6}, {7, 8}});
    origins.add({"0000/b.jsonl", 2, {9, 10}, {11, 12}});
    origins.write(path);
    files.push_back(bytes_of(path));
    return files;
}

std::size_t read_forward(const std::filesystem::path& file) {
    const index::ForwardIndex forward(file);
    std::size_t sum = forward.checksum();
    for (const auto* word : {"", "gaz", "le", "zzz"}) sum += forward.find(word).value_or(0);
    for (std::size_t document = 1; document <= forward.documents(); ++document) {
        sum += forward.for_each_word(
            document, [&](std::uint32_t position, std::uint32_t word) { sum += position + word; });
    }
    return sum;
}

std::size_t read_origins(const std::filesystem::path& file) {
    const indexer::Origins origins(file);
    std::size_t sum = origins.documents_of("0000/b.jsonl").size();
    for (std::size_t document = 1; document <= origins.documents(); ++document) {
        for (const char c : origins.file(document)) sum += static_cast<unsigned char>(c);
        sum += origins.place(document) + origins.id(document).low + origins.article(document).low;
    }
    return sum;
}

std::size_t read_table(const std::filesystem::path& file) {
    const indexer::FileTable table("/", {index::describe_file("/", file.string().substr(1))});
    for (const auto& [key, record] : table.files()) {
        require(table.find(key) == &record, "a file is found by its key");
        for (const auto& id : record.shadowed) {
            require(table.shadowed_in(id).contains(key), "what a file shadows leads to it");
        }
    }
    return table.files().size();
}

std::size_t read_article(const std::string& bytes) {
    const std::string written = index::write_stored_article(index::read_stored_article(bytes));
    require(index::write_stored_article(index::read_stored_article(written)) == written,
            "what was written is read again");
    return written.size();
}

}  // namespace

/// Any bytes are a file of a segment, a table of files or a stored article, of which no question
/// leaves the file, or an Error that it is damaged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::string> sound = sound_files();
    FuzzedDataProvider input(data, size);
    const auto kind = input.ConsumeIntegralInRange<std::size_t>(0, 3);
    std::string bytes;
    if (kind < sound.size() && input.ConsumeBool()) {
        bytes = sound[kind];
        while (input.remaining_bytes() > 0) {
            const auto at = input.ConsumeIntegralInRange<std::size_t>(0, bytes.size() - 1);
            bytes[at] = input.ConsumeIntegral<char>();
        }
    } else {
        bytes = input.ConsumeRemainingBytesAsString();
    }
    try {
        if (kind == 3) {
            read_article(bytes);
            return 0;
        }
        const fuzz::MemoryFile file(bytes);
        [[maybe_unused]] volatile const std::size_t kept = kind == 0   ? read_forward(file.path())
                                                           : kind == 1 ? read_origins(file.path())
                                                                       : read_table(file.path());
    } catch (const Error& error) {
        require(error.code() == ErrorCode::index_damaged, "a bad file is a damaged index");
    }
    return 0;
}
