import Foundation
import Primitives

extension RunnerSocket {
    func send(_ frame: RunnerFrame, _ content: UnsafeRawBufferPointer, until deadline: ContinuousClock.Instant?) throws {
        var head = [frame.rawValue]
        let length = UInt32(clamping: content.count)
        for shift in [24, 16, 8, 0] { head.append(UInt8(truncatingIfNeeded: length >> UInt32(shift))) }
        try head.withUnsafeBytes { try write($0, until: deadline) }
        try write(content, until: deadline)
    }

    func send(_ frame: RunnerFrame, _ value: some Encodable, until deadline: ContinuousClock.Instant?) throws {
        let content = try JSONEncoder().encode(value)
        try content.withUnsafeBytes { try send(frame, $0, until: deadline) }
    }

    /// nil at the end. The length is judged before room is made.
    ///
    /// Throws command.lost, command.refused.
    func receive(limit: Int, until deadline: ContinuousClock.Instant?) throws(Failure) -> (frame: RunnerFrame, content: [UInt8])?
    {
        guard let head = try read(5, until: deadline) else { return nil }
        let length = head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
        guard let frame = RunnerFrame(rawValue: head[0]), length <= limit else {
            throw Failure(.commandRefused, ["reason": "frame \(head[0]) of \(length) bytes"])
        }
        guard length > 0 else { return (frame, []) }
        guard let content = try read(length, until: deadline) else { throw Self.lost }
        return (frame, content)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ content: [UInt8]) throws(Failure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(content))
        } catch {
            throw Failure(.commandRefused, ["reason": "no \(type)"], cause: error)
        }
    }
}
