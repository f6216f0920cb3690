import Foundation

/// Texts that name their values.
enum KeyedText {
    /// `KEY=VALUE` lines as os-release(5), with or without quotation marks; comments are let go by.
    static func assignments(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.hasPrefix("#"), let sign = line.firstIndex(of: "=") else { continue }
            values[String(line[..<sign]).trimmingCharacters(in: .whitespaces)] = unquoted(
                line[line.index(after: sign)...].trimmingCharacters(in: .whitespaces))
        }
        return values
    }

    /// `Key: value` and `Key value` lines, as of /proc.
    static func pairs(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let end = line.firstIndex(where: { $0 == ":" || $0 == " " || $0 == "\t" }) else { continue }
            let value = line[end...].drop { $0 == ":" || $0 == " " || $0 == "\t" }
            let key = String(line[..<end])
            if values[key] == nil { values[key] = value.trimmingCharacters(in: .whitespaces) }
        }
        return values
    }

    /// Bytes of a value in kB, as /proc/meminfo has it.
    static func bytes(_ value: String?) -> Int64? {
        guard let words = value?.split(separator: " "), let first = words.first, let number = Figures.number(first) else {
            return nil
        }
        return words.count > 1 && words[1].lowercased() == "kb" ? Figures.product(number, 1024) : number
    }

    private static func unquoted(_ text: String) -> String {
        guard let mark = text.first, mark == "\"" || mark == "'", text.count >= 2, text.last == mark else { return text }
        let inside = String(text.dropFirst().dropLast())
        return inside.replacing("\\\"", with: "\"").replacing("\\$", with: "$").replacing("\\\\", with: "\\")
    }
}
