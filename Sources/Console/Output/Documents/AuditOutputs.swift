package import AuditLog
import Cryptography
import Documents
package import Messages
package import Primitives
import Sentences
import Sessions

/// A root of the relay's log that it signed.
package struct CheckpointOutput: Encodable, Sendable {
    let log: String
    let epoch: UInt32
    let size: UInt64
    let root: String
    let time: OutputTime

    package init(_ checkpoint: Checkpoint) {
        log = checkpoint.log.description
        epoch = checkpoint.epoch
        size = checkpoint.size
        root = checkpoint.root.description
        time = OutputTime(checkpoint.time)
    }
}

/// `audit list`.
package struct AuditListOutput: Report {
    package struct Entry: Encodable, Sendable {
        let epoch: UInt32
        let index: UInt64
        let time: OutputTime?
        let kind: String
        let ids: [OutputPair]
        let payloadDigest: String
        /// Whether the payload was erased; its leaf stands all the same.
        let erased: Bool
        let leaf: String
    }

    let entries: [Entry]
    /// Entries in the log.
    let size: UInt64
    let checkpoint: CheckpointOutput

    package init(_ entries: [WireAuditEntry], size: UInt64, checkpoint: Checkpoint) {
        self.size = size
        self.checkpoint = CheckpointOutput(checkpoint)
        self.entries = entries.map { entry in
            Entry(
                epoch: entry.epoch, index: entry.index, time: OutputTime(wire: entry.time),
                kind: DisplayText.stripped(entry.kind),
                ids: OutputPair.list(entry.ids.mapValues { DisplayText.stripped($0) }),
                payloadDigest: Hexadecimal.encode(entry.payloadDigest), erased: entry.salt.isEmpty,
                leaf: Hexadecimal.encode(entry.leaf))
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [Table.Column(language.word(.index), isNumber: true)]
                + [.time, .what, .detail].map { Table.Column(language.word($0)) })
        for entry in entries {
            let ids = entry.ids.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            table.add([language.digits(String(entry.index)), page.time(entry.time), entry.kind, ids])
        }
        page.table(table, ifEmpty: .noEntries)
        page.composed(.checkpoint, "\(checkpoint.root) (\(language.number(checkpoint.size)), \(language.word(.verified)))")
    }
}

/// `audit verify`.
package struct AuditVerifyOutput: Report {
    /// Both checks succeeded.
    let sound: Bool
    /// What the relay says of its own log and database.
    let relaySound: Bool
    /// Whether the entries, as they were fetched and hashed here, give the signed root.
    let ownSound: Bool
    let entries: UInt64
    let firstBad: UInt64?
    let problem: String?
    let checkpoint: CheckpointOutput

    package init(_ reply: WireAuditVerifyReply, own: Failure?, checkpoint: Checkpoint) {
        relaySound = reply.sound
        ownSound = own == nil
        sound = reply.sound && own == nil
        entries = checkpoint.size
        firstBad = own.flatMap { UInt64($0.parameters["first_bad"] ?? "") } ?? (reply.sound ? nil : reply.firstBad)
        problem = own?.parameters["problem"] ?? (reply.sound ? nil : DisplayText.stripped(reply.problem))
        self.checkpoint = CheckpointOutput(checkpoint)
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(sound ? .logSound : .logUnsound), sound ? .good : .bad)
        page.composed(.entries, language.number(entries))
        page.composed(.ownCheck, language.word(ownSound ? .yes : .no), ownSound ? .good : .bad)
        page.composed(.relayCheck, language.word(relaySound ? .yes : .no), relaySound ? .good : .bad)
        page.field(.root, checkpoint.root)
    }
}
