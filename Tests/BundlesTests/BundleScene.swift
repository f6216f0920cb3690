import Foundation
import Glibc
import Payloads
import Primitives
import Redaction

@testable import Bundles
@testable import Diagnostics

/// A draft with one log, in a directory of its own.
struct BundleScene {
    let root: String
    var raw: String { root + "/raw" }
    var draft: BundleDraft { BundleDraft(root + "/draft") }
    var packed: String { root + "/bundle.tar.gz" }

    static let secret = "s3cr3t-Horse-Battery"
    static let log = """
        2026-11-21T10:00:00Z app started on port 8080
        2026-11-21T10:00:01Z connecting with password=\(secret)
        2026-11-21T10:00:02Z customer Sepehr Company asked for 3 invoices
        2026-11-21T10:00:03Z done

        """

    init() throws {
        root = NSTemporaryDirectory() + "hamyar-bundle-" + String(UInt64.random(in: 0 ..< .max), radix: 36)
        try FileManager.default.createDirectory(atPath: root + "/raw/logs", withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: root)
    }

    static func document(attachments: [Attachment]) -> FactDocument {
        let host = CollectorReport(
            .logs, Collected(.logs(LogFacts(logs: [])), attachments: attachments), millis: 12)
        return FactDocument(
            machine: .init(name: "front-desk", id: "mch_1"), taken: Timestamp(milliseconds: 1_790_000_000_000),
            collectors: [host],
            findings: [Finding("disk.full", .critical, .disks, subject: "/var", ["percent": "97", "note": "password=\(secret)"])])
    }

    /// Makes the draft. Returns how many places were taken out.
    @discardableResult
    func make(_ text: String = BundleScene.log, named name: String = "logs/app.txt") throws -> Int {
        try Data(text.utf8).write(to: URL(fileURLWithPath: raw + "/" + name))
        let attachment = Attachment(name: name, bytes: Int64(text.utf8.count), lines: 4, isCut: false)
        return try draft.make(Self.document(attachments: [attachment]), raw: raw, policy: RedactionPolicy())
    }

    func pack(without left: [String] = [], redacting words: [String] = []) throws -> PackedBundle {
        try PackedBundle.pack(
            draft, without: left, redacting: words, in: root + "/tree-" + String(Int.random(in: 0..<1 << 40)), to: packed)
    }
}
