import AuditLog
import Cryptography
import Foundation
import Primitives
import Storage

@testable import AuditStorage

/// A database with a log and one table of state, and a key that signs its roots.
final class LogUnderTest {
    static let schema = Schema(
        name: "log", application: 99,
        migrations: AuditMigrations.all(version: 1) + [
            Migration(version: 2, name: "state", sql: "CREATE TABLE state (value INTEGER NOT NULL) STRICT;")
        ])

    let path: String
    let database: Database
    let key: PrivateKey

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString).sqlite").path
        key = try PrivateKey.generate()
        database = try Database.create(path: path, schema: Self.schema)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// The checkpoint's own fields, signed: what the services do with envelopes.
    func sign(_ checkpoint: Checkpoint) throws -> [UInt8] {
        try key.sign(Self.bytes(of: checkpoint))
    }

    func isSigned(_ stored: StoredCheckpoint) -> Bool {
        key.publicKey.isValid(stored.signed, for: Self.bytes(of: stored.checkpoint))
    }

    static func bytes(of checkpoint: Checkpoint) -> [UInt8] {
        checkpoint.log.bytes + Array("\(checkpoint.epoch) \(checkpoint.size) ".utf8) + checkpoint.root.bytes
    }

    /// Appends entries 0, 1, … with state, and signs the root after every `sealing`-th and the last.
    func fill(_ count: Int, sealing: Int = 1) throws {
        for number in 0..<count {
            try database.write { transaction in
                try transaction.execute("INSERT INTO state VALUES (?)", [number])
                try transaction.audit.append(
                    .sessionRequested, ids: ["session": "ses_\(number % 3)"], payload: Array("entry \(number)".utf8),
                    at: Timestamp(milliseconds: Int64(number)))
                if (number + 1) % sealing == 0 || number == count - 1 {
                    try transaction.audit.seal(
                        log: key.publicKey.id, at: Timestamp(milliseconds: Int64(number)), sign: sign)
                }
            }
        }
    }

    func verify() throws -> AuditVerification {
        try database.read { try $0.audit.verify(isSigned: isSigned) }
    }

    /// What somebody does who has the file and the sqlite3 program.
    func tamper(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [
            path,
            ".timeout 60000",
            "DROP TRIGGER audit_entries_stay; DROP TRIGGER audit_entries_are_final; \(script)",
        ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(.storageFailed, ["detail": script]) }
    }
}
