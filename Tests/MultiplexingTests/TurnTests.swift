import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

@Suite struct TurnTests {
    func sender() throws -> Multiplexer {
        try Multiplexer.settled(
            .dialling,
            peer: SettingsPayload(
                initialStreamWindow: 1 << 30, initialConnectionWindow: 1 << 30, maximumConcurrentStreams: 50))
    }

    func open(_ payload: String, group: UInt64? = nil, _ multiplexer: inout Multiplexer) throws -> UInt32 {
        try multiplexer.open(bulk: payload == "b", group: group, payload: ByteBuffer(string: payload), at: start)
    }

    func queue(_ count: Int, of size: Int = 65_536, on id: UInt32, _ multiplexer: inout Multiplexer) {
        for _ in 0..<count { _ = multiplexer.send(ByteBuffer(repeating: 1, count: size), on: id, at: start) }
    }

    @Test func `H24 Control goes first, then messages, then bulk`() throws {
        var multiplexer = try sender()
        let bulk = try open("b", &multiplexer)
        let message = try open("m", &multiplexer)
        _ = try multiplexer.output()
        queue(5, on: bulk, &multiplexer)
        #expect(try multiplexer.nextFrame(at: start)?.stream == bulk)
        queue(2, of: 10, on: message, &multiplexer)
        _ = try multiplexer.receive(.ping, at: start)
        #expect(try multiplexer.output().map(\.type) == [.pong, .data, .data] + Array(repeating: .data, count: 4))
    }

    @Test func `Sessions share the line by bytes, however many streams they have and however small their frames`() throws {
        var multiplexer = try sender()
        let alone = try open("b", group: 100, &multiplexer)
        let many = try (0..<4).map { _ in try open("b", group: 200, &multiplexer) }
        let small = try open("b", group: 300, &multiplexer)
        _ = try multiplexer.output()
        queue(200, on: alone, &multiplexer)
        for id in many { queue(50, on: id, &multiplexer) }
        queue(3000, of: 4096, on: small, &multiplexer)
        var bytes: [UInt32: Int] = [:]
        for _ in 0..<1500 {
            guard let frame = try multiplexer.nextFrame(at: start) else { break }
            bytes[frame.stream, default: 0] += frame.wireLength
        }
        let shares = [bytes[alone] ?? 0, many.reduce(0) { $0 + (bytes[$1] ?? 0) }, bytes[small] ?? 0]
        let fair = shares.reduce(0, +) / 3
        for share in shares { #expect(abs(share - fair) < 3 * 65_548) }
        let inside = many.map { bytes[$0] ?? 0 }
        #expect((inside.max() ?? 0) - (inside.min() ?? 0) <= 65_548)
    }

    @Test func `H37 Frames of one stream keep their order`() throws {
        var multiplexer = try sender()
        let ids = try (0..<3).map { _ in try open("b", &multiplexer) }
        _ = try multiplexer.output()
        for number in 0..<90 {
            _ = multiplexer.send(ByteBuffer(integer: number), on: ids[number % 3], at: start)
        }
        var seen: [UInt32: [Int]] = [:]
        for frame in try multiplexer.output() {
            seen[frame.stream, default: []].append(try #require(frame.payload.peekInteger(as: Int.self)))
        }
        for (offset, id) in ids.enumerated() { #expect(seen[id] == Array(stride(from: offset, to: 90, by: 3))) }
    }

    @Test func `A stream without credit does not hold up another`() throws {
        var multiplexer = try Multiplexer.settled(
            .dialling, peer: SettingsPayload(initialStreamWindow: 65_548, maximumConcurrentStreams: 50))
        let stalled = try open("b", &multiplexer)
        let lively = try open("b", &multiplexer)
        _ = try multiplexer.output()
        queue(4, on: stalled, &multiplexer)
        queue(4, on: lively, &multiplexer)
        #expect(try multiplexer.output().map(\.stream).sorted() == [stalled, lively])
        _ = try multiplexer.receive(.window(lively, 3 * 65_548), at: start)
        #expect(try multiplexer.output().map(\.stream) == [lively, lively, lively])
    }
}
