#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kiosque::text {

/// The order of a French dictionary: accents and capitals count only between words that are the
/// same without them, and numbers go by their size ("Tome 9" before "Tome 10"). Thread-safe.
class FrenchCollator {
public:
    FrenchCollator();
    ~FrenchCollator();
    FrenchCollator(const FrenchCollator&) = delete;
    FrenchCollator& operator=(const FrenchCollator&) = delete;

    /// Both are UTF-8. What the dictionary holds for the same is ordered by its bytes.
    bool is_before(std::string_view a, std::string_view b) const;

    /// Bytes that sort as `is_before` does; for long lists that are sorted once.
    std::string sort_key(std::string_view text) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kiosque::text
