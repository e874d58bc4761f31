#include "api/openapi_document.hpp"

#include <algorithm>
#include <regex>

#include <yaml-cpp/yaml.h>

namespace kiosque::test {
namespace {

Json as_json(const YAML::Node& node) {
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const auto& item : node) list.push_back(as_json(item));
        return list;
    }
    if (node.IsMap()) {
        Json object = Json::object();
        for (const auto& row : node) object[row.first.as<std::string>()] = as_json(row.second);
        return object;
    }
    const auto text = node.IsNull() ? std::string("null") : node.as<std::string>();
    const bool is_plain = node.Tag() == "?" || node.IsNull();
    // What JSON reads as a number, a truth value or null, YAML does too; all else is text.
    const Json value = is_plain ? Json::parse(text, nullptr, false) : Json();
    return is_plain && !value.is_discarded() ? value : Json(text);
}

}  // namespace

const Json& document() {
    static const Json whole = as_json(YAML::LoadFile(KIOSQUE_SOURCE "/api/openapi.yaml"));
    return whole;
}

const Json& resolved(const Json& object) {
    if (!object.contains("$ref")) return object;
    const auto pointer = object["$ref"].get<std::string>().substr(1);
    return document().at(Json::json_pointer(pointer));
}

std::string misfit(const Json& value, const Json& given, const std::string& where) {
    const Json& schema = resolved(given);
    const auto has_type = [&](const Json& type) {
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        return type == "array" ? value.is_array() : value.is_object();
    };
    if (schema.contains("type")) {
        const Json types = schema["type"].is_array() ? schema["type"] : Json{schema["type"]};
        if (std::none_of(types.begin(), types.end(), has_type)) {
            return where + " is not " + types.dump() + " but " + value.dump();
        }
    }
    if (schema.contains("const") && value != schema["const"]) return where + " is another constant";
    if (schema.contains("enum")) {
        const Json& words = schema["enum"];
        if (std::find(words.begin(), words.end(), value) == words.end()) {
            return where + " is no word of " + words.dump();
        }
    }
    const auto has_pattern = [](const Json& pattern, const std::string& text) {
        return std::regex_search(text, std::regex(pattern.get<std::string>()));
    };
    if (value.is_string() && schema.contains("pattern") && !has_pattern(schema["pattern"], value)) {
        return where + " does not have the described pattern, but is " + value.dump();
    }
    if (value.is_array()) {
        if (value.size() < schema.value("minItems", 0U)) return where + " is too short";
        if (value.size() > schema.value("maxItems", value.size())) return where + " is too long";
        for (const auto& item : value) {
            if (!schema.contains("items")) break;
            if (auto found = misfit(item, schema["items"], where + "[]"); !found.empty())
                return found;
        }
    }
    if (value.is_object()) {
        for (const auto& name : schema.value("required", Json::array())) {
            if (!value.contains(name)) return where + " lacks " + name.get<std::string>();
        }
        const Json properties = schema.value("properties", Json::object());
        const Json others = schema.value("additionalProperties", Json(true));
        for (const auto& [name, member] : value.items()) {
            const std::string place = where + "." + name;
            const Json names = schema.value("propertyNames", Json::object());
            if (names.contains("pattern") && !has_pattern(names["pattern"], name)) {
                return place + " is no name of those described";
            }
            if (!properties.contains(name) && others == false) return place + " is not described";
            const Json rule = properties.contains(name) ? properties[name]
                              : others.is_object()      ? others
                                                        : Json::object();
            if (auto found = misfit(member, rule, place); !found.empty()) return found;
        }
    }
    if (schema.contains("oneOf")) {
        const auto fits = [&](const Json& each) { return misfit(value, each, where).empty(); };
        if (std::count_if(schema["oneOf"].begin(), schema["oneOf"].end(), fits) != 1) {
            return where + " is not exactly one of those described";
        }
    }
    return {};
}

}  // namespace kiosque::test
