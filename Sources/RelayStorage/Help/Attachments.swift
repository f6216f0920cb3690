import AuditStorage
import Cryptography
package import Primitives
import Sessions
package import Storage

/// Files of help requests, and proofs (requirement B3).
package struct Attachments {
    let transaction: Transaction

    /// Announces a file; the same digest and size for the same purpose goes on where it stopped.
    ///
    /// Throws `help.attachment`, `help.attachments-full`, `help.state` for a closed help request, `storage.no-such-row`,
    /// for another machine's request too.
    package func announce(_ new: NewAttachment, at time: Timestamp) throws -> StoredAttachment {
        guard (1...HelpLimits.attachmentBytes).contains(new.size), Self.isName(new.name) else {
            let parameters = ["name": String(new.name.prefix(32)), "limit": String(HelpLimits.attachmentBytes)]
            throw Failure(.attachmentMalformed, parameters)
        }
        var (owner, account, request): (String, String, HelpRequestID?)
        switch new.purpose {
        case .proof(let technician): (owner, account, request) = (technician.description, technician.description, nil)
        case .help(let id, let machine):
            let help = try transaction.helpRequests.require(id)
            guard help.machine == machine else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
            (owner, account, request) = (machine.description, help.customer.description, id)
        }
        let known = try transaction.first(
            "SELECT * FROM attachments WHERE owner = ? AND digest = ? AND size = ? AND coalesce(request, '') = ?",
            [owner, new.digest, new.size, request?.description ?? ""])
        if let known { return try StoredAttachment(known) }
        if let request { _ = try transaction.helpRequests.requireOpen(request) }
        try checkRoom(for: new.size, account: account, request: request, at: time)
        let id = AttachmentID.random()
        try transaction.execute(
            """
            INSERT INTO attachments (id, owner, request, account, name, size, digest, announced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, [id, owner, request, account, new.name, new.size, new.digest, time])
        return try require(id)
    }

    package func find(_ id: AttachmentID) throws -> StoredAttachment? {
        try transaction.first("SELECT * FROM attachments WHERE id = ?", [id]).map { try StoredAttachment($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: AttachmentID) throws -> StoredAttachment {
        guard let attachment = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return attachment
    }

    /// In the order in which they were announced.
    package func all(of request: HelpRequestID) throws -> [StoredAttachment] {
        try transaction.query("SELECT * FROM attachments WHERE request = ? ORDER BY announced, rowid", [request])
            .map { try StoredAttachment($0) }
    }

    /// A plain file name: no path, nothing that steers a terminal.
    private static func isName(_ name: String) -> Bool {
        (1...HelpLimits.nameBytes).contains(name.utf8.count) && name != "." && name != ".." && !name.contains("/")
            && !name.contains("\\") && !DisplayText.isSteering(name)
    }

    private func checkRoom(for size: Int, account: String, request: HelpRequestID?, at time: Timestamp) throws {
        let files: Int =
            try transaction.value("SELECT count(*) FROM attachments WHERE request = ?", [request]) ?? 0
        let bytes: Int =
            try transaction.value(
                "SELECT coalesce(sum(size), 0) FROM attachments WHERE account = ? AND announced > ?",
                [account, time - .seconds(86_400)]) ?? 0
        guard files < HelpLimits.attachments, bytes <= HelpLimits.bytesPerDay - size else {
            let parameters = ["files": String(HelpLimits.attachments), "bytes": String(HelpLimits.bytesPerDay)]
            throw Failure(.attachmentTooMany, parameters)
        }
    }
}

extension Transaction {
    package var attachments: Attachments { Attachments(transaction: self) }
}
