#include "text/collation.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include "base/error.hpp"

namespace kiosque::text {
namespace {

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

struct FrenchCollator::State {
    std::unique_ptr<icu::Collator> collator;
};

FrenchCollator::FrenchCollator() : state_(std::make_unique<State>()) {
    UErrorCode status = U_ZERO_ERROR;
    state_->collator.reset(icu::Collator::createInstance(icu::Locale::getFrench(), status));
    if (U_SUCCESS(status)) {
        state_->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    }
    if (U_FAILURE(status)) {
        throw Error(ErrorCode::internal,
                    std::string("ICU has no order for French: ") + u_errorName(status));
    }
}

FrenchCollator::~FrenchCollator() = default;

bool FrenchCollator::is_before(std::string_view a, std::string_view b) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto order = state_->collator->compareUTF8(piece(a), piece(b), status);
    return order == UCOL_EQUAL || U_FAILURE(status) ? a < b : order == UCOL_LESS;
}

std::string FrenchCollator::sort_key(std::string_view text) const {
    const auto unicode = icu::UnicodeString::fromUTF8(piece(text));
    std::string key(4 * text.size() + 16, '\0');
    const auto write = [&] {
        return static_cast<std::size_t>(
            state_->collator->getSortKey(unicode, reinterpret_cast<std::uint8_t*>(key.data()),
                                         static_cast<std::int32_t>(key.size())));
    };
    std::size_t size = write();
    if (size > key.size()) {
        key.resize(size);
        size = write();
    }
    key.resize(size);
    return key.append(text);
}

}  // namespace kiosque::text
