#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

/// How tables of words are read: those of the product, and those that users write.
namespace kiosque::text {

/// Takes what stands before the first `separator` of `rest` off it, and the separator with it; all
/// of `rest` when there is none.
std::string_view next_part(std::string_view& rest, char separator);

/// `text` without blanks at both ends; tabs are none where they separate columns.
std::string_view without_outer_blanks(std::string_view text, std::string_view blanks = " \r");

/// The bytes of a table that a user names; none, and why in `error`, when it cannot be read.
std::string read_word_table(const std::filesystem::path& file, std::error_code& error);

}  // namespace kiosque::text
