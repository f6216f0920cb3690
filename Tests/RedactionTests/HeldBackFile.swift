/// A file of the held-back set: lines of real programs, where what is to be redacted stands as `⟦kind/generator⟧` or `⟦generator⟧`, so that
/// no secret is in the tree. `⟦=generator⟧` is harmless and must stay; a line with `⟦~⟧` is judged for its secrets alone.
struct HeldBackFile {
    /// A value that must not leave.
    struct Secret {
        let kind: String
        let value: String
    }

    struct Line {
        var text = ""
        var secrets: [Secret] = []
        /// Whether it must stay byte for byte.
        var isClean = true
    }

    private(set) var lines: [Line] = []

    init(_ template: String, _ planter: inout Planter) {
        for line in template.split(separator: "\n", omittingEmptySubsequences: false) { append(line, &planter) }
    }

    var text: String { lines.map(\.text).joined(separator: "\n") }

    private mutating func append(_ template: Substring, _ planter: inout Planter) {
        var line = Line()
        var rest = template
        while let start = rest.firstIndex(of: "⟦"), let end = rest[start...].firstIndex(of: "⟧") {
            line.text += rest[..<start]
            let marker = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if marker == "~" {
                line.isClean = false
            } else if marker.hasPrefix("=") {
                line.text += planter.harmless(String(marker.dropFirst()))
            } else {
                let parts = marker.split(separator: "/")
                let generator = String(parts.last ?? marker)
                let kind = parts.count > 1 ? String(parts[0]) : Planter.kind(of: generator)
                append(planter.secret(generator), kind, &line)
            }
        }
        line.text += rest
        lines.append(line)
    }

    /// A key of several lines is indented as its first one is.
    private mutating func append(_ value: String, _ kind: String, _ line: inout Line) {
        line.isClean = false
        let parts = value.split(separator: "\n").map(String.init)
        guard parts.count > 1 else {
            line.secrets += value.components(of: "\\n").map { Secret(kind: kind, value: $0) }
            line.text += value
            return
        }
        let indent = String(line.text.prefix { $0 == " " })
        for (number, part) in parts.enumerated() {
            line.text += (number > 0 ? indent : "") + part
            if !part.hasPrefix("-----") { line.secrets.append(Secret(kind: kind, value: part)) }
            guard number < parts.count - 1 else { return }
            lines.append(line)
            line = Line(isClean: false)
        }
    }
}

extension String {
    /// What stands between these separators; lines that name a key are no secrets.
    fileprivate func components(of separator: String) -> [String] {
        replacing(separator, with: "\n").split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-----") }
    }
}
