import Foundation
import Primitives

/// How requests and answers travel: four bytes that say how long it is, big-endian, then JSON.
enum LocalMessage {
    static func write(_ value: some Encodable, to socket: borrowing UnixSocket, until deadline: Timestamp) throws {
        let content = Array(try JSONEncoder().encode(value))
        guard let length = UInt32(exactly: content.count) else { throw Failure(.installerRequest, ["reason": "too long"]) }
        try socket.write(withUnsafeBytes(of: length.bigEndian) { Array($0) } + content, until: deadline)
    }

    /// nil where the other side ended instead of beginning one. The length is judged before anything is read.
    ///
    /// Throws installer.request, installer.unreachable.
    static func read<Value: Decodable>(
        _ type: Value.Type, from socket: borrowing UnixSocket, limit: Int, until deadline: Timestamp
    ) throws -> Value? {
        guard let head = try bytes(4, from: socket, until: deadline) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard (1...limit).contains(length) else { throw Failure(.installerRequest, ["reason": "\(length) bytes"]) }
        guard let content = try bytes(length, from: socket, until: deadline) else {
            throw Failure(.installerRequest, ["reason": "it ended early"])
        }
        do {
            return try JSONDecoder().decode(type, from: Data(content))
        } catch {
            throw Failure(.installerRequest, ["reason": "\(error)"])
        }
    }

    private static func bytes(_ count: Int, from socket: borrowing UnixSocket, until deadline: Timestamp) throws -> [UInt8]? {
        var all: [UInt8] = []
        while all.count < count {
            guard let more = try socket.readSome(min(count - all.count, 64 << 10), until: deadline) else {
                guard all.isEmpty else { throw Failure(.installerRequest, ["reason": "it ended early"]) }
                return nil
            }
            all += more
        }
        return all
    }
}
