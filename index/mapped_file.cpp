#include "index/mapped_file.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.hpp"
#include "index/durable_file.hpp"

namespace kiosque::index {

MappedFile::MappedFile(std::filesystem::path file, std::size_t smallest) : file_(std::move(file)) {
    const int fd = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) damaged("it is not there");
    if (fd < 0) fail_at("read", file_);
    struct stat about {};
    if (::fstat(fd, &about) == 0) size_ = static_cast<std::size_t>(about.st_size);
    if (size_ >= smallest && size_ > 0) {
        void* bytes = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
        if (bytes != MAP_FAILED) bytes_ = static_cast<const char*>(bytes);
    }
    ::close(fd);
    if (bytes_ == nullptr) damaged("it is cut short or cannot be mapped");
}

MappedFile::~MappedFile() {
    ::munmap(const_cast<char*>(bytes_), size_);
}

std::uint32_t MappedFile::checksum() const {
    return static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const unsigned char*>(bytes_), size_));
}

void MappedFile::damaged(const std::string& why) const {
    throw Error(ErrorCode::index_damaged,
                file_.string() + " is damaged: " + why +
                    "; build the index again with kiosque-index --rebuild");
}

TextSection::TextSection(const MappedFile& file, std::uint64_t ends_offset, std::uint64_t count,
                         std::uint64_t bytes_offset)
    : ends_(file.numbers<std::uint32_t>(ends_offset, count)) {
    if (!std::is_sorted(ends_.begin(), ends_.end())) file.damaged("a text points outside of it");
    bytes_ = file.text(bytes_offset, ends_.empty() ? 0 : ends_.back());
}

}  // namespace kiosque::index
