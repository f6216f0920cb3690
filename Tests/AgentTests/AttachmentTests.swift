import Cryptography
import Foundation
import Glibc
import Messages
import Primitives
import SwiftProtobuf
import Synchronization
import Testing
import Transport

@testable import Agent

/// Files that go with a question: read by the person's program, forwarded piece by piece.
@Suite struct AttachmentTests {
    private func file(_ machine: TestMachine, _ name: String, size: Int) throws -> String {
        let path = machine.directory + "/" + name
        var content = Data(count: size)
        for index in stride(from: 0, to: size, by: 1009) { content[index] = UInt8(truncatingIfNeeded: index / 1009 + 1) }
        try content.write(to: URL(fileURLWithPath: path))
        return path
    }

    private func asking(_ machine: TestMachine, patience: Duration = .seconds(5)) -> Asking {
        Asking(machine.home, logger: TestMachine.quiet, patience: patience)
    }

    @Test func `a question travels with its files, and the same command again sends nothing twice`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        let paths = [try file(machine, "log.txt", size: 200_000), try file(machine, "one.png", size: 1)]
        var seen: [Int64] = []
        let result = try await asking(machine).ask("Help", product: "ledger", paths: paths) { seen.append($1) }
        #expect(result.isSent && result.question.number == "H-1")
        #expect(seen.first == 0 && seen.contains(200_000) && seen.last == 1)
        let files = relay.desk.state.withLock { $0.files }
        #expect(files.map(\.isComplete) == [true, true] && files.map(\.call.name) == ["log.txt", "one.png"])
        #expect(files.allSatisfy { $0.call.helpRequest == "H-1" })
        let again = try await asking(machine).ask("Help", product: "ledger", paths: paths)
        #expect(again.question.number == "H-1" && relay.desk.state.withLock { $0.files.count } == 2)
        let anew = try await asking(machine).ask("Help", product: "ledger", paths: [], again: true)
        #expect(anew.question.number == "H-2")
        await door.close()
        await relay.close()
    }

    @Test func `a file goes on where it stopped when answers were lost on the way`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        let path = try file(machine, "big.log", size: 500_000)
        relay.desk.state.withLock { $0.piecesUntilLost = 4 }
        #expect(await code { _ = try await asking(machine, patience: .zero).ask("Help", product: "", paths: [path]) } != nil)
        let held = relay.desk.state.withLock { $0.files[0].content.count }
        #expect(held > 0 && held < 500_000)
        var first: Int64?
        _ = try await asking(machine).ask("Help", product: "", paths: [path]) { first = first ?? $1 }
        #expect(first == Int64(held))
        #expect(relay.desk.state.withLock { $0.files.map(\.isComplete) } == [true])
        #expect(relay.desk.questions.count == 1)
        await door.close()
        await relay.close()
    }

    @Test func `files of a question that waits for the relay are not taken, and go when the command is run again`() async throws {
        let machine = try await TestMachine()
        let door = try await ServedDoor(machine)
        let path = try file(machine, "a.log", size: 100)
        let kept = try await asking(machine).ask("Help", product: "", paths: [path])
        #expect(!kept.isSent && kept.question.state == "unsent" && kept.attachments.count == 1)
        let relay = try await PlayedRelay(machine)
        let sent = try await asking(machine).ask("Help", product: "", paths: [path])
        #expect(sent.isSent && relay.desk.state.withLock { $0.files.map(\.isComplete) } == [true])
        #expect(relay.desk.questions.count == 1)
        await door.close()
        await relay.close()
    }

    @Test func `H52 a directory, FIFO, device, link or kernel file is no attachment, and no question is asked`() async throws {
        let machine = try await TestMachine()
        let fifo = machine.directory + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        let link = machine.directory + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
        for (path, expected) in [
            (machine.root, "file.wrong-kind"), (fifo, "file.wrong-kind"), ("/dev/zero", "file.wrong-kind"),
            (link, "file.wrong-kind"), ("/proc/self/status", "file.wrong-kind"), (machine.directory + "/none", "file.absent"),
            (machine.directory + "/none/file", "file.absent"), ("", "path.malformed"), ("a\u{0}b", "path.malformed"),
            ("a\u{1b}[2J", "path.malformed"),
        ] {
            #expect(await code { _ = try await asking(machine).ask("Help", product: "", paths: [path]) } == expected, "\(path)")
        }
        #expect(try await machine.core.questions.waiting().isEmpty)
    }

    @Test func `a file at the limit, and one byte above`() async throws {
        let machine = try await TestMachine()
        let limit = Int(AttachmentLimits.fileBytes)
        #expect(try OutgoingAttachment(path: file(machine, "limit", size: limit)).size == AttachmentLimits.fileBytes)
        #expect(await code { _ = try OutgoingAttachment(path: file(machine, "more", size: limit + 1)) } == "help.attachment")
        #expect(await code { _ = try OutgoingAttachment(path: file(machine, "empty", size: 0)) } == "help.attachment")
    }

    @Test func `so many files go with a question and not one more`() async throws {
        let machine = try await TestMachine()
        let path = try file(machine, "a", size: 1)
        let many = Array(repeating: path, count: AttachmentLimits.files)
        let refused = await code { _ = try await asking(machine).ask("Help", product: "", paths: many + [path]) }
        #expect(refused == "help.attachments-full")
        _ = try many.map { try OutgoingAttachment(path: $0) }
    }

    @Test func `H54 a file that grows or changes while it is read is not sent as something that it never was`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        let path = try file(machine, "growing.log", size: 200_000)
        let changed = await code {
            _ = try await asking(machine).ask("Help", product: "", paths: [path]) { _, held in
                guard held > 0 else { return }
                let handle = FileHandle(forWritingAtPath: path)
                _ = try? handle?.seekToEnd()
                try? handle?.write(contentsOf: Data("more".utf8))
                try? handle?.close()
            }
        }
        #expect(changed == "file.changed")
        #expect(relay.desk.state.withLock { $0.files.map(\.isComplete) } == [false])
        await door.close()
        await relay.close()
    }

    @Test func `a piece at the limit, and one byte above`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        func put(_ count: Int, request: String = "H-1") async throws -> WireAttachmentState {
            try await door.service.attach(
                .with {
                    $0.name = "a"
                    $0.size = 1 << 20
                    $0.digest = Data(count: 32)
                    $0.content = Data(count: count)
                    $0.helpRequest = request
                })
        }
        #expect(try await put(AttachmentLimits.pieceBytes).held == UInt64(AttachmentLimits.pieceBytes))
        #expect(await code { _ = try await put(AttachmentLimits.pieceBytes + 1) } == "call.invalid")
        // A proof is the technicians' matter.
        #expect(await code { _ = try await put(1, request: "") } == "call.invalid")
        await door.close()
        await relay.close()
    }

    @Test func `names are plain whatever the file is called`() async throws {
        let machine = try await TestMachine()
        let name = "a\\b\u{202e}c" + String(repeating: "é", count: 100)
        let attachment = try OutgoingAttachment(path: file(machine, name, size: 3))
        #expect(attachment.name.hasPrefix("a_bc") && attachment.name.utf8.count <= 255)
        #expect(attachment.digest == Digest.of(try Data(contentsOf: URL(fileURLWithPath: machine.directory + "/" + name))))
    }
}
