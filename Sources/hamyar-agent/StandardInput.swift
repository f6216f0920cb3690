import Agent
import Foundation

/// A text that comes through a pipe.
enum StandardInput {
    /// Bytes that are read: more than any text that is taken.
    private static let limit = 64 * 1024

    /// Until its end, or beyond the limit, where it is refused as any text that is too long. Throws `help.text`.
    static func text() throws -> String {
        var bytes: [UInt8] = []
        while bytes.count <= limit, let piece = try FileHandle.standardInput.read(upToCount: limit), !piece.isEmpty {
            bytes += piece
        }
        return try QuestionText.decode(bytes)
    }
}
