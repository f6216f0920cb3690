import FileTransfer
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing
import TransferRecords
import Transport

@testable import Agent

/// Names of a machine's directory over real sockets.
@Suite(.timeLimit(.minutes(10))) struct ListTests {
    private func list(
        _ path: String, depth: Int = 1, _ machine: TestMachine, _ relay: PlayedRelay, in request: SignedObject<Request>
    )
        async throws -> [ListedEntry]
    {
        let operation = try machine.technician.operation(.list(FileList(path: ScopePath(path), depth: depth)), in: request)
        var reader = RecordReader(try await relay.open(BulkCalls.transferList, machine.opening(operation)))
        switch try await reader.transferRecord() {
        case .manifest(let bytes):
            let listing = try WireManifest(serializedBytes: bytes).listing
            #expect(try await reader.outcome().result == .succeeded)
            return listing
        case .error(let failure): throw failure
        default: throw Failure(.messageInvalid)
        }
    }

    @Test func `names, sizes, modes, times and links as they are, down to the depth`() async throws {
        let machine = try await TestMachine()
        let files = FileManager.default
        try files.createDirectory(atPath: machine.root + "/گزارش‌ها/inner", withIntermediateDirectories: true)
        try Data(repeating: 1, count: 1234).write(to: URL(fileURLWithPath: machine.root + "/گزارش‌ها/inner/یک.txt"))
        try files.setAttributes(
            [.posixPermissions: 0o640, .modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
            ofItemAtPath: machine.root + "/گزارش‌ها/inner/یک.txt")
        try files.createSymbolicLink(atPath: machine.root + "/link", withDestinationPath: "/etc/passwd")
        mkfifo(machine.root + "/fifo", 0o600)
        try Data().write(to: URL(fileURLWithPath: machine.root + "/.hamyar-0123456789abcdef0123456789abcdef.part"))
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["list:\(machine.root)"])
        let shallow = try await list(machine.root, machine, relay, in: request)
        #expect(shallow.map(\.path) == ["link", "گزارش‌ها"])
        #expect(shallow.map(\.kind) == [.link, .directory])
        #expect(shallow.first?.target == "/etc/passwd")
        let deep = try await list(machine.root, depth: 3, machine, relay, in: request)
        #expect(deep.map(\.path) == ["link", "گزارش‌ها", "گزارش‌ها/inner", "گزارش‌ها/inner/یک.txt"])
        #expect(deep.last?.size == 1234)
        #expect(deep.last?.mode == 0o640)
        #expect(deep.last?.modified == 1_700_000_000_000_000_000)
        let one = try await list(machine.root + "/گزارش‌ها/inner/یک.txt", machine, relay, in: request)
        #expect(one.map(\.path) == ["یک.txt"])
        await relay.close()
    }

    @Test func `H51 nothing outside the grant, through a link, or without list is listed`() async throws {
        let machine = try await TestMachine()
        try FileManager.default.createDirectory(atPath: machine.root + "/in", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: machine.root + "/in/out", withDestinationPath: "/etc")
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["list:\(machine.root)/in", "pull:\(machine.root)"])
        #expect(await code { _ = try await list(machine.root, machine, relay, in: request) } == "operation.outside-scope")
        #expect(await code { _ = try await list("/etc", machine, relay, in: request) } == "operation.outside-scope")
        // Shown as a link; what it leads to is not.
        #expect(try await list(machine.root + "/in", depth: 5, machine, relay, in: request).map(\.path) == ["out"])
        let through = try machine.technician.operation(
            .list(FileList(path: ScopePath(machine.root + "/in/out/ssl"), depth: 1)), in: request)
        var reader = RecordReader(try await relay.open(BulkCalls.transferList, machine.opening(through)))
        #expect(try await reader.outcome().result == .notPerformed)
        await relay.close()
    }

    @Test func `more names than a listing holds are refused, and the agent's own parts are not shown`() async throws {
        let machine = try await TestMachine()
        for number in 0...ListingLimits.entries {
            _ = FileManager.default.createFile(atPath: machine.root + "/\(number)", contents: nil)
        }
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["list:\(machine.root)"])
        let operation = try machine.technician.operation(.list(FileList(path: ScopePath(machine.root))), in: request)
        var reader = RecordReader(try await relay.open(BulkCalls.transferList, machine.opening(operation)))
        #expect(try await reader.outcome().code == "file.too-many")
        unlink(machine.root + "/0")
        #expect(try await list(machine.root, machine, relay, in: request).count == ListingLimits.entries)
        await relay.close()
    }

    @Test func `longer names than a listing's record holds are refused`() async throws {
        let machine = try await TestMachine()
        let length = 250
        let fitting = ListingLimits.textBytes / length
        for number in 0...fitting {
            let name = String(repeating: "n", count: length - 6) + String(100_000 + number)
            _ = FileManager.default.createFile(atPath: machine.root + "/" + name, contents: nil)
        }
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["list:\(machine.root)"])
        let operation = try machine.technician.operation(.list(FileList(path: ScopePath(machine.root))), in: request)
        var reader = RecordReader(try await relay.open(BulkCalls.transferList, machine.opening(operation)))
        #expect(try await reader.outcome().code == "file.too-many")
        unlink(machine.root + "/" + String(repeating: "n", count: length - 6) + "100000")
        #expect(try await list(machine.root, machine, relay, in: request).count == fitting)
        await relay.close()
    }
}
