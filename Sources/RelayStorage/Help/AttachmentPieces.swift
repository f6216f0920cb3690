import Cryptography
package import Primitives
import Storage

extension Attachments {
    /// Keeps the next piece. One that was kept already, because its answer was lost, changes nothing; the last one is
    /// checked with all before it.
    ///
    /// Throws `help.attachment-piece` where the piece is too long, beyond the end, or not where the file goes on.
    package func append(
        _ content: [UInt8], at offset: Int, to id: AttachmentID, time: Timestamp
    ) throws -> AttachmentProgress {
        let attachment = try require(id)
        if attachment.isComplete { return .complete }
        guard content.count <= HelpLimits.pieceBytes, offset >= 0, offset <= attachment.held,
            content.count <= attachment.size - offset
        else {
            throw Failure(.attachmentPiece, ["offset": String(offset), "held": String(attachment.held)])
        }
        // An empty piece asks how far it is; an earlier one comes again.
        guard offset == attachment.held, !content.isEmpty else { return .held(attachment.held) }
        try transaction.execute(
            "INSERT INTO attachment_pieces (attachment, offset, content) VALUES (?, ?, ?)", [id, offset, content])
        try transaction.execute("UPDATE attachments SET held = ? WHERE id = ?", [offset + content.count, id])
        guard offset + content.count == attachment.size else { return .held(offset + content.count) }
        return try finish(attachment, at: time)
    }

    /// The piece of a whole file that begins at the offset; empty at its end.
    ///
    /// Throws `help.attachment-absent` where the file is not whole or its content has gone, `help.attachment-piece` for an
    /// offset at which no piece begins.
    package func piece(of id: AttachmentID, at offset: Int) throws -> [UInt8] {
        let attachment = try require(id)
        guard attachment.isComplete, attachment.held == attachment.size else {
            throw Failure(.attachmentAbsent, ["id": id.description])
        }
        if offset == attachment.size { return [] }
        let content: [UInt8]? = try transaction.value(
            "SELECT content FROM attachment_pieces WHERE attachment = ? AND offset = ?", [id, offset])
        if let content { return content }
        let any: Int? = try transaction.value("SELECT 1 FROM attachment_pieces WHERE attachment = ? LIMIT 1", [id])
        guard any != nil else { throw Failure(.attachmentAbsent, ["id": id.description]) }
        throw Failure(.attachmentPiece, ["offset": String(offset), "held": String(attachment.held)])
    }

    /// Removes the content of what is over for long, and files that were never finished; returns how many pieces.
    @discardableResult
    package func sweep(at time: Timestamp) throws -> Int {
        let removed = try transaction.execute(
            """
            DELETE FROM attachment_pieces WHERE attachment IN (
                SELECT attachments.id FROM attachments LEFT JOIN help_requests ON help_requests.id = attachments.request
                WHERE help_requests.closed <= ?1 OR (is_complete = 0 AND announced <= ?2))
            """, [time - HelpLimits.contentRetention, time - HelpLimits.unfinishedRetention])
        // What is sent after all begins anew.
        try transaction.execute(
            """
            UPDATE attachments SET held = 0 WHERE is_complete = 0 AND held > 0
                AND NOT EXISTS (SELECT 1 FROM attachment_pieces WHERE attachment = attachments.id)
            """)
        return removed
    }

    private func finish(_ attachment: StoredAttachment, at time: Timestamp) throws -> AttachmentProgress {
        var stream = DigestStream()
        try transaction.forEach(
            "SELECT content FROM attachment_pieces WHERE attachment = ? ORDER BY offset", [attachment.id]
        ) { row in
            stream.update(try row.value("content", as: [UInt8].self))
        }
        guard stream.finish() == attachment.digest else {
            try transaction.execute("DELETE FROM attachment_pieces WHERE attachment = ?", [attachment.id])
            try transaction.execute("UPDATE attachments SET held = 0 WHERE id = ?", [attachment.id])
            return .mismatch
        }
        try transaction.execute("UPDATE attachments SET is_complete = 1 WHERE id = ?", [attachment.id])
        if let request = attachment.request {
            try transaction.helpRequests.append(.attached, to: request, actor: attachment.owner, text: attachment.name, at: time)
        }
        return .complete
    }
}
