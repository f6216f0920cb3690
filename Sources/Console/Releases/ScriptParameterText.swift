import Foundation
import Primitives
import Updates

/// A script's parameter as a vendor types it: `NAME:TYPE[:LIMITS]`, with `?` behind the name of one that may be left out.
///
/// `unit:text:64:[a-z@.-]+`, `days:integer:1..365`, `level:choice:low,high`, `dry?:boolean`, `log:path:/var/log`.
enum ScriptParameterText {
    private static let forms =
        "NAME:text[:MAX[:PATTERN]], NAME:integer:MIN..MAX, NAME:choice:A,B, NAME:boolean, NAME:path:/DIRECTORY; NAME?: may be left out"
    /// Characters of a text whose limit nobody named.
    private static let usualText: Int64 = 256

    /// Throws `console.argument`.
    static func parse(_ text: String) throws(Failure) -> ScriptParameter {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let isOptional = parts[0].hasSuffix("?")
        let name = isOptional ? String(parts[0].dropLast()) : parts[0]
        guard parts.count >= 2, let kind = kind(parts[1], parts.count == 3 ? parts[2] : nil),
            let parameter = ScriptParameter(name: name, kind: kind, isRequired: !isOptional)
        else { throw .typed(text, "--parameter", forms: forms) }
        return parameter
    }

    private static func kind(_ type: String, _ limits: String?) -> ScriptParameter.Kind? {
        switch (type, limits) {
        case ("text", nil): return .text(max: usualText, pattern: nil)
        case ("text", let limits?):
            let parts = limits.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let max = Int64(parts[0]) else { return nil }
            guard parts.count == 2 else { return .text(max: max, pattern: nil) }
            return TextPattern(parts[1]).map { .text(max: max, pattern: $0) }
        case ("integer", let limits?):
            guard let dots = limits.range(of: ".."), let min = Int64(limits[..<dots.lowerBound]),
                let max = Int64(limits[dots.upperBound...])
            else { return nil }
            return .integer(min: min, max: max)
        case ("choice", let limits?):
            return .choice(limits.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        case ("boolean", nil): return .boolean
        case ("path", let limits?): return .path(beneath: limits)
        default: return nil
        }
    }
}
