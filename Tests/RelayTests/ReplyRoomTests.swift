import Messages
import SwiftProtobuf
import Testing

@testable import Relay

struct ReplyRoomTests {
    private func machines(_ count: Int, nameLength: Int) -> [WireMachine] {
        (0..<count).map { number in
            WireMachine.with {
                $0.number = "M-\(number)"
                $0.name = String(repeating: "n", count: nameLength)
            }
        }
    }

    @Test func `nothing is one empty page`() throws {
        #expect(try ReplyRoom.pages(of: [WireMachine]()) == [[]])
    }

    @Test func `a long list is cut into pages that each fit a frame, in order, and nothing is left out`() throws {
        let all = machines(1000, nameLength: 300)
        let pages = try ReplyRoom.pages(of: all)
        #expect(pages.count > 5)
        #expect(pages.flatMap { $0 } == all)
        for page in pages {
            let reply = WireMachineListReply.with { $0.machines = page }
            #expect(try (reply.serializedBytes() as [UInt8]).count <= ReplyRoom.bytes)
        }
    }

    @Test func `one element at the limit has a page of its own; one beyond it is left out`() throws {
        func sized(_ size: Int) throws -> WireMachine {
            var machine = WireMachine.with { $0.name = String(repeating: "n", count: size) }
            let over = try (machine.serializedBytes() as [UInt8]).count + 4 - size
            machine.name = String(repeating: "n", count: size - over)
            return machine
        }
        let fits = try sized(ReplyRoom.bytes)
        let tooLong = try sized(ReplyRoom.bytes + 1)
        #expect(try ReplyRoom.pages(of: [fits, fits]).map(\.count) == [1, 1])
        #expect(try ReplyRoom.pages(of: [tooLong]) == [[]])
    }
}
