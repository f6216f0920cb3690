import Documents
import FileTransfer
import Primitives
import Sentences
import Sessions

/// `ls`: names of a machine's directory.
package struct ListOutput: Report {
    package struct Entry: Encodable, Sendable {
        /// `file`, `directory`, `link`.
        let kind: String
        let path: String
        let size: Int64
        /// Four octal digits.
        let mode: String
        let modified: OutputTime
        let target: String?
    }

    let machine: String
    let number: String
    let path: String
    let entries: [Entry]

    init(_ entries: [ListedEntry], machine: MachineID, number: String, path: String) {
        self.machine = machine.description
        self.number = number
        self.path = path
        self.entries = entries.map { entry in
            Entry(
                kind: Self.word(entry.kind), path: DisplayText.stripped(entry.path, limit: .max), size: entry.size,
                mode: Self.octal(entry.mode), modified: OutputTime(Timestamp(milliseconds: entry.modified / 1_000_000)),
                target: entry.kind == .link ? DisplayText.stripped(entry.target, limit: .max) : nil)
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([
            Table.Column(language.word(.mode)), Table.Column(language.word(.size), isNumber: true),
            Table.Column(language.word(.changed)), Table.Column(language.word(.name)),
        ])
        for entry in entries {
            table.add([
                Self.letters(entry), entry.kind == "file" ? language.bytes(UInt64(clamping: entry.size)) : "",
                page.time(entry.modified),
                entry.path + (entry.target.map { " → " + $0 } ?? (entry.kind == "directory" ? "/" : "")),
            ])
        }
        page.table(table, ifEmpty: .noFiles)
    }

    private static func word(_ kind: ManifestEntry.Kind) -> String {
        switch kind {
        case .file: "file"
        case .directory: "directory"
        case .link: "link"
        }
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// As ls(1) writes it: `drwxr-xr-x`.
    private static func letters(_ entry: Entry) -> String {
        let kind = ["directory": "d", "link": "l"][entry.kind] ?? "-"
        let bits = UInt32(entry.mode, radix: 8) ?? 0
        let letters = (0..<9).map { index in
            bits & (0o400 >> UInt32(index)) == 0 ? "-" : ["r", "w", "x"][index % 3]
        }
        return kind + letters.joined()
    }
}
