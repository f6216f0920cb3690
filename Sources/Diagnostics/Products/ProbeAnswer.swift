import Foundation
import Primitives
import Updates

/// What a probe gave, before it is told.
struct ProbeAnswer {
    var status: Int64?
    var bytes: [UInt8] = []
    /// Rows, where it was a table.
    var rows: JSONValue?
    var isCut = false
}

/// JSON that a product wrote, as facts.
enum ProductJSON {
    private static let depth = 16
    private static let values = 5000

    /// nil for what is none, or is too deep or too much.
    static func value(_ bytes: [UInt8]) -> JSONValue? {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else { return nil }
        var left = values
        return convert(object, 0, &left)
    }

    private static func convert(_ value: Any, _ level: Int, _ left: inout Int) -> JSONValue? {
        left -= 1
        guard left >= 0, level < depth else { return nil }
        switch value {
        case let text as String: return .string(FactText.capped(text))
        case let list as [Any]:
            var elements: [JSONValue] = []
            for element in list {
                guard let element = convert(element, level + 1, &left) else { return nil }
                elements.append(element)
            }
            return .array(elements)
        case let members as [String: Any]:
            var converted: [String: JSONValue] = [:]
            for (key, member) in members {
                guard let member = convert(member, level + 1, &left) else { return nil }
                converted[FactText.capped(key, 128)] = member
            }
            return .object(converted)
        case let number as NSNumber:
            if CFBooleanText.isBoolean(number) { return .boolean(number.boolValue) }
            if let whole = Int64(exactly: number) { return .number(whole) }
            return .string("\(number)")
        default: return .null
        }
    }
}

/// Foundation keeps `true` and 1 in the same type.
private enum CFBooleanText {
    static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }
}
