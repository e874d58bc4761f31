#include "index/columns.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.hpp"
#include "index/columns_format.hpp"

namespace kiosque::index {

/// The bytes of the file, and checked views into them.
class Columns::Mapping {
public:
    explicit Mapping(const std::filesystem::path& file) : file_(file) {
        const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) damaged(std::string("it cannot be opened: ") + std::strerror(errno));
        struct stat about {};
        if (::fstat(fd, &about) == 0) size_ = static_cast<std::size_t>(about.st_size);
        if (size_ >= sizeof(ColumnsHeader)) {
            void* bytes = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
            if (bytes != MAP_FAILED) bytes_ = static_cast<const char*>(bytes);
        }
        ::close(fd);
        if (bytes_ == nullptr) damaged("it is cut short or cannot be mapped");
    }
    ~Mapping() { ::munmap(const_cast<char*>(bytes_), size_); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::string_view bytes() const { return {bytes_, size_}; }

    /// `count` numbers at `offset`; refuses what does not lie in the file.
    template <typename Number>
    std::span<const Number> numbers(std::uint64_t offset, std::uint64_t count) const {
        if (offset % alignof(Number) != 0 || offset > size_ ||
            count > (size_ - offset) / sizeof(Number)) {
            damaged("a section lies outside of the file");
        }
        return {reinterpret_cast<const Number*>(bytes_ + offset), count};
    }

    std::string_view text(std::uint64_t offset, std::uint64_t size) const {
        const auto section = numbers<char>(offset, size);
        return {section.data(), section.size()};
    }

    [[noreturn]] void damaged(const std::string& why) const {
        throw Error(ErrorCode::index_damaged,
                    file_.string() + " is damaged: " + why +
                        "; build the index again with kiosque-index --rebuild");
    }

private:
    std::filesystem::path file_;
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

namespace {

/// The first of `count` ordinals for which `is_before` no longer holds.
template <typename IsBefore>
std::uint32_t first_not(std::size_t count, IsBefore is_before) {
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(count);
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (is_before(middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

}  // namespace

std::uint32_t FacetColumn::lower_bound(std::string_view wanted) const {
    return first_not(value_count(), [&](std::uint32_t i) { return value(i) < wanted; });
}

std::uint32_t FacetColumn::lower_bound(double wanted) const {
    return first_not(value_count(), [&](std::uint32_t i) { return number(i) < wanted; });
}

std::optional<std::uint32_t> FacetColumn::find(std::string_view wanted) const {
    const auto numeric = kind_ == FacetKind::number ? read_number(wanted) : std::nullopt;
    if (kind_ == FacetKind::number && !numeric) return {};
    const std::uint32_t ordinal = numeric ? lower_bound(*numeric) : lower_bound(wanted);
    if (ordinal == value_count()) return {};
    const bool is_it = numeric ? number(ordinal) == *numeric : value(ordinal) == wanted;
    if (!is_it) return {};
    return ordinal;
}

Columns::Columns(const std::filesystem::path& file) : mapping_(std::make_unique<Mapping>(file)) {
    const ColumnsHeader header = mapping_->numbers<ColumnsHeader>(0, 1)[0];
    const ColumnsHeader expected;
    if (header.magic != expected.magic || header.version != expected.version) {
        mapping_->damaged("it is no columns file of version " + std::to_string(expected.version));
    }
    const std::uint64_t documents = header.documents;
    days_ = mapping_->numbers<std::int32_t>(header.days_offset, documents + 1);
    for (const auto& row : mapping_->numbers<FacetHeader>(sizeof header, header.facets)) {
        FacetColumn facet;
        facet.name_ = mapping_->text(row.name_offset, row.name_bytes);
        const auto refuse = [&](const std::string& why) {
            mapping_->damaged("the facet '" + std::string(facet.name_) + "' " + why);
        };
        if (row.kind >= kFacetKinds.size()) refuse("is of no known kind");
        facet.kind_ = static_cast<FacetKind>(row.kind);
        const auto texts = [&](std::uint32_t ends_offset, std::uint32_t bytes_offset) {
            const auto ends = mapping_->numbers<std::uint32_t>(ends_offset, row.values);
            if (!std::is_sorted(ends.begin(), ends.end())) refuse("points outside of it");
            return TextSection(ends, mapping_->text(bytes_offset, ends.empty() ? 0 : ends.back()));
        };
        facet.values_ = texts(row.value_ends_offset, row.value_bytes_offset);
        facet.folded_ = texts(row.folded_ends_offset, row.folded_bytes_offset);
        facet.ranks_ = mapping_->numbers<std::uint32_t>(row.ranks_offset, row.values);
        facet.totals_ = mapping_->numbers<std::uint32_t>(row.totals_offset, row.values);
        facet.starts_ = mapping_->numbers<std::uint32_t>(row.starts_offset, documents + 2);
        facet.ordinals_ = mapping_->numbers<std::uint32_t>(row.ordinals_offset, row.ordinals);
        const auto is_below = [&](std::uint32_t ordinal) { return ordinal < row.values; };
        if (!std::is_sorted(facet.starts_.begin(), facet.starts_.end()) ||
            facet.starts_.back() > row.ordinals ||
            !std::all_of(facet.ordinals_.begin(), facet.ordinals_.end(), is_below) ||
            !std::all_of(facet.ranks_.begin(), facet.ranks_.end(), is_below) ||
            !std::all_of(facet.totals_.begin(), facet.totals_.end(),
                         [&](std::uint32_t total) { return total <= documents; })) {
            refuse("points outside of it");
        }
        facets_.push_back(facet);
    }
}

Columns::~Columns() = default;

const FacetColumn* Columns::facet(std::string_view name) const {
    const auto found = std::find_if(facets_.begin(), facets_.end(),
                                    [&](const auto& facet) { return facet.name() == name; });
    return found == facets_.end() ? nullptr : &*found;
}

std::uint32_t Columns::checksum() const {
    const std::string_view bytes = mapping_->bytes();
    return static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

}  // namespace kiosque::index
