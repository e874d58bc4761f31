#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace kiosque::test {

using Json = nlohmann::json;

/// api/openapi.yaml.
const Json& document();

/// The object itself, or what its $ref names.
const Json& resolved(const Json& object);

/// What of `value` does not fit the schema `given`; empty when all does. `where` is what messages
/// call the value. Knows the words of schemas that the document uses.
std::string misfit(const Json& value, const Json& given, const std::string& where);

}  // namespace kiosque::test
