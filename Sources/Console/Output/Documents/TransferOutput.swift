import Cryptography
import FileTransfer
import Messages
import Primitives
import Sentences
import Sessions

/// One operation of `push`, `pull` or `sync`: what travelled, and what the machine signed about it.
package struct TransferOutput: Encodable, Sendable {
    package struct Files: Encodable, Sendable {
        let written: UInt64
        let unchanged: UInt64
        let skipped: UInt64
        let deleted: UInt64
    }

    /// Bytes that did not travel.
    package struct Saved: Encodable, Sendable {
        let compression: UInt64
        let olderVersions: UInt64
        let repetition: UInt64
        let held: UInt64
    }

    package struct LeftOut: Encodable, Sendable {
        let path: String
        let reason: String
    }

    /// `push` or `pull`.
    let direction: String
    let session: String
    let number: String
    let operation: String
    let machine: String
    /// On the technician's computer.
    package let file: String
    /// On the machine.
    let path: String
    let tree: Bool
    /// Files, directories and links.
    let entries: Int
    let size: UInt64
    /// Of a single file.
    let sha256: String?
    let backup: String?
    /// Of a push.
    let files: Files?
    /// Bytes of content that travelled in this run, over all attempts, before compression; fewer than the size where the receiver
    /// held some.
    let bytesSent: UInt64
    /// Bytes of the frames of all attempts, records included.
    let wireBytes: UInt64
    let saved: Saved
    /// Blocks of 1 MiB that need not travel: held from an earlier attempt, equal in an older version, zeros, repetitions.
    let blocksReused: Int
    let leftOut: [LeftOut]
    let leftOutCount: Int
    let preview: PreviewOutput?
    let milliseconds: Int64
    let bytesPerSecond: UInt64
    let outcome: OutcomeOutput

    init(
        direction: String, number: String, file: String, path: String, machine: MachineID, outcome: Outcome, manifest: Manifest,
        isTree: Bool, traffic: CarriedTraffic.Totals, reused: Int = 0, leftOut: [TreeNote] = [], leftOutCount: Int = 0,
        preview: WireTransferPreview? = nil, elapsed: Duration
    ) {
        self.direction = direction
        self.number = number
        self.file = file
        self.path = path
        self.machine = machine.description
        tree = isTree
        entries = manifest.entries.count
        sha256 = isTree ? nil : manifest.entries.first?.digest.description
        size = UInt64(clamping: manifest.totalSize)
        bytesSent = traffic.content
        wireBytes = traffic.wire
        saved = Saved(
            compression: traffic.compressed, olderVersions: traffic.copied, repetition: traffic.repeated, held: traffic.held)
        blocksReused = reused
        self.leftOut = leftOut.map { LeftOut(path: DisplayText.stripped($0.path, limit: .max), reason: $0.reason.rawValue) }
        self.leftOutCount = leftOutCount
        self.preview = preview.map(PreviewOutput.init)
        session = outcome.session.description
        operation = outcome.operation.description
        backup = isTree ? nil : outcome.files.first.flatMap { $0.backup.isEmpty ? nil : DisplayText.stripped($0.backup) }
        files = outcome.counts.map {
            Files(written: $0.written, unchanged: $0.unchanged, skipped: $0.skipped, deleted: $0.deleted)
        }
        milliseconds = elapsed.wholeMilliseconds
        bytesPerSecond = Rate.perSecond(traffic.content, in: elapsed)
        self.outcome = OutcomeOutput(outcome)
    }

    func write(to page: inout Page) {
        let language = page.language
        if let preview { return preview.write(to: &page) }
        page.line(language.word(direction == "push" ? .pushed : .pulled), .good)
        if size > 0, bytesSent == 0 { page.line(language.word(.unchanged)) }
        page.field(direction == "push" ? .destination : .source, path)
        page.composed(.size, language.bytes(size))
        page.field(.digest, sha256 ?? "")
        page.field(.backup, backup ?? "")
        if let files, tree || files.skipped > 0 {
            let counts: [(Word, UInt64)] = [
                (.filesWritten, files.written), (.filesUnchanged, files.unchanged), (.filesSkipped, files.skipped),
                (.filesDeleted, files.deleted),
            ]
            for (word, count) in counts where count > 0 { page.composed(word, language.digits(String(count))) }
        }
        if leftOutCount > 0 { page.composed(.leftOut, leftOutNames(language), .warning) }
        if size > 0 { page.composed(.travelled, travelled(language)) }
        if bytesSent > 0 { page.composed(.speed, language.bytes(bytesPerSecond) + "/s") }
    }

    /// How many, and the first names.
    private func leftOutNames(_ language: Language) -> String {
        let names = leftOut.prefix(Self.shownLeftOut).map(\.path).joined(separator: language.word(.comma))
        let count = language.digits(String(leftOutCount))
        return names.isEmpty ? count : "\(count) (\(names)\(leftOutCount > Self.shownLeftOut ? "…" : ""))"
    }

    /// Names in a text; --json has them all.
    private static let shownLeftOut = 3

    /// What went over the wire, and why it was not more.
    private func travelled(_ language: Language) -> String {
        let reasons: [(Word, UInt64)] = [
            (.savedByCompression, saved.compression), (.savedByOlderVersions, saved.olderVersions),
            (.savedByRepetition, saved.repetition), (.savedByHeld, saved.held),
        ]
        let facts = reasons.filter { $0.1 > 0 }.map { language.word($0.0) + " " + language.bytes($0.1) }
        let whole = language.bytes(wireBytes)
        guard !facts.isEmpty else { return whole }
        return whole + " (" + language.word(.saved) + ": " + facts.joined(separator: language.word(.comma)) + ")"
    }
}

/// `push`, `pull`, `sync`: one operation as it is, several with their sums.
package struct TransfersOutput: Report {
    let direction: String
    let transfers: [TransferOutput]

    package init(_ direction: String, _ transfers: [TransferOutput]) {
        self.direction = direction
        self.transfers = transfers
    }

    private enum CodingKeys: String, CodingKey {
        case direction, transfers, size, bytesSent, wireBytes
    }

    package func encode(to encoder: any Encoder) throws {
        if transfers.count == 1 { return try transfers[0].encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(direction, forKey: .direction)
        try container.encode(transfers, forKey: .transfers)
        try container.encode(Self.sum(transfers.map(\.size)), forKey: .size)
        try container.encode(Self.sum(transfers.map(\.bytesSent)), forKey: .bytesSent)
        try container.encode(Self.sum(transfers.map(\.wireBytes)), forKey: .wireBytes)
    }

    package func write(to page: inout Page) {
        for (index, transfer) in transfers.enumerated() {
            if index > 0 { page.line("") }
            transfer.write(to: &page)
        }
    }

    private static func sum(_ numbers: [UInt64]) -> UInt64 {
        numbers.reduce(0, Rate.sum)
    }
}

/// Bytes over time.
package enum Rate {
    /// As much as a number holds at most.
    static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (total, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : total
    }

    /// Whole bytes per second; 0 for no time.
    package static func perSecond(_ bytes: UInt64, in elapsed: Duration) -> UInt64 {
        let milliseconds = UInt64(clamping: elapsed.wholeMilliseconds)
        guard milliseconds > 0 else { return 0 }
        // At full width, because bytes times a thousand may not fit.
        let (high, low) = bytes.multipliedFullWidth(by: 1000)
        return high >= milliseconds ? .max : milliseconds.dividingFullWidth((high, low)).quotient
    }
}
