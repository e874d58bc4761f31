#include "indexer/watch/silent_file_systems.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <sys/vfs.h>

namespace kiosque::indexer {
namespace {

struct FileSystem {
    std::uint32_t type;  ///< as statfs(2) gives it
    std::string_view name;
};
constexpr FileSystem kSilent[] = {
    {0x6969, "NFS"},        {0xff534d42, "CIFS"},   {0xfe534d42, "SMB"},
    {0x517b, "SMB"},        {0x65735546, "FUSE"},   {0x01021997, "9p"},
    {0x00c36400, "Ceph"},   {0x5346414f, "AFS"},    {0x6b414653, "AFS"},
    {0x73757245, "Coda"},   {0x0bd00bd0, "Lustre"}, {0x47504653, "GPFS"},
    {0x01161970, "GFS2"},   {0x7461636f, "OCFS2"},  {0x786f4256, "VirtualBox"},
    {0xbacbacbc, "VMware"}, {0x19830326, "BeeGFS"},
};

}  // namespace

std::optional<std::string> silent_file_system(long type) {
    // The field is signed and of 32 bits on some machines.
    const auto* found =
        std::ranges::find(kSilent, static_cast<std::uint32_t>(type), &FileSystem::type);
    if (found == std::end(kSilent)) return std::nullopt;
    return std::string(found->name);
}

std::optional<std::string> silent_file_system_of(const std::string& path) {
    struct statfs status {};
    if (::statfs(path.c_str(), &status) != 0) return std::nullopt;
    return silent_file_system(static_cast<long>(status.f_type));
}

}  // namespace kiosque::indexer
