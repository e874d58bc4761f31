#include "text/word_table.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

namespace kiosque::text {

std::string_view next_part(std::string_view& rest, char separator) {
    const std::string_view part = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    return part;
}

std::string_view without_outer_blanks(std::string_view text, std::string_view blanks) {
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::string read_word_table(const std::filesystem::path& file, std::error_code& error) {
    const auto size = std::filesystem::file_size(file, error);
    if (error) return {};
    std::string bytes(size, '\0');
    errno = 0;
    if (!std::ifstream(file, std::ios::binary)
             .read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
        error = {errno != 0 ? errno : EIO, std::generic_category()};
        return {};
    }
    return bytes;
}

}  // namespace kiosque::text
