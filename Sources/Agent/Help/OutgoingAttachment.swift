package import Cryptography
import FileTransfer
import Primitives
import Sessions

/// A file that a person sends with a question: read with that person's rights, by their own program.
package struct OutgoingAttachment: Sendable {
    /// Its own name, without the path.
    package let name: String
    package let size: Int64
    /// SHA-256 of the whole.
    package let digest: Digest

    private let file: OutgoingFile

    /// Opens and reads the file once.
    ///
    /// Throws `file.absent`, `file.denied`, `file.wrong-kind` for what is no regular file (H52), `file.changed` where somebody still
    /// writes to it (H54), `help.attachment` where it is empty or too large.
    package init(path: String) throws {
        let place = try ConfinedPlace(trusting: path)
        file = try OutgoingFile(at: place, allowingHardLinks: true)
        size = file.size
        name = Self.name(place.name)
        guard (1...AttachmentLimits.fileBytes).contains(size) else {
            throw Failure(.helpAttachment, ["name": name, "limit": String(AttachmentLimits.fileBytes)])
        }
        var stream = DigestStream()
        var offset: Int64 = 0
        while offset < size {
            let piece = try Self.piece(of: file, at: offset)
            piece.withUnsafeBytes { stream.update($0) }
            offset += Int64(piece.count)
        }
        try file.checkUnchanged()
        digest = stream.finish()
    }

    /// The bytes from here, at most a piece. Throws `file.changed`, `file.broken`.
    func piece(at offset: Int64) throws -> [UInt8] {
        try Self.piece(of: file, at: offset)
    }

    private static func piece(of file: OutgoingFile, at offset: Int64) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: AttachmentLimits.pieceBytes) { buffer, count in
            count = try file.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// As the relay takes it: short, no path, nothing that steers a screen.
    private static func name(_ name: String) -> String {
        var result = ""
        for character in DisplayText.stripped(name) {
            let piece = character == "\\" || character == "/" ? "_" : String(character)
            guard result.utf8.count + piece.utf8.count <= AttachmentLimits.nameBytes else { break }
            result += piece
        }
        return result.isEmpty ? "_" : result
    }
}
