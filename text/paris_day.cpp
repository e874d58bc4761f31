#include "text/paris_day.hpp"

#include <memory>

#include <unicode/timezone.h>

#include "base/error.hpp"

namespace kiosque::text {

using std::chrono::days;
using std::chrono::seconds;

Day paris_day(std::chrono::sys_seconds instant) {
    static const std::unique_ptr<const icu::TimeZone> paris(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8("Europe/Paris")));
    int32_t standard_ms = 0;
    int32_t summer_ms = 0;
    UErrorCode status = U_ZERO_ERROR;
    const double ms_since_1970 = static_cast<double>(instant.time_since_epoch().count()) * 1000.0;
    paris->getOffset(ms_since_1970, /*local=*/false, standard_ms, summer_ms, status);
    if (U_FAILURE(status) != 0) {
        throw Error(ErrorCode::internal,
                    std::string("ICU cannot tell the time in Paris: ") + u_errorName(status));
    }
    return std::chrono::floor<days>(instant + seconds((standard_ms + summer_ms) / 1000));
}

Day today_in_paris() {
    return paris_day(std::chrono::floor<seconds>(std::chrono::system_clock::now()));
}

}  // namespace kiosque::text
