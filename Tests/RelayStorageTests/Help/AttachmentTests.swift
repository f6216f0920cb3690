import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct AttachmentTests {
    private func announce(
        _ help: HelpUnderTest, _ request: HelpRequestID, _ content: [UInt8], name: String = "log.txt", size: Int? = nil,
        machine: MachineID? = nil, at seconds: Int = 0
    ) throws -> StoredAttachment {
        let new = NewAttachment(
            purpose: .help(request, machine: machine ?? help.machine), name: name, size: size ?? content.count,
            digest: Digest.of(content))
        return try help.write { try $0.attachments.announce(new, at: help.time(seconds)) }
    }

    private func append(_ help: HelpUnderTest, _ id: AttachmentID, _ content: [UInt8], at offset: Int) throws
        -> AttachmentProgress
    {
        try help.write { try $0.attachments.append(content, at: offset, to: id, time: help.time(offset)) }
    }

    /// Sends all of it from where it stopped.
    private func send(_ help: HelpUnderTest, _ attachment: StoredAttachment, _ content: [UInt8]) throws -> AttachmentProgress {
        var offset = attachment.held
        while true {
            let piece = Array(content.dropFirst(offset).prefix(HelpLimits.pieceBytes))
            switch try append(help, attachment.id, piece, at: offset) {
            case .held(let held): offset = held
            case let end: return end
            }
        }
    }

    @Test func `a file comes in pieces, goes on where it stopped, and is complete when its digest is right`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let content = RandomBytes.make(2 * HelpLimits.pieceBytes + 1)
        let file = try announce(help, id, content)
        let first = Array(content.prefix(HelpLimits.pieceBytes))
        #expect(try append(help, file.id, first, at: 0) == .held(HelpLimits.pieceBytes))
        // The answer was lost: the same piece again; then the machine starts anew and asks how far it is.
        #expect(try append(help, file.id, first, at: 0) == .held(HelpLimits.pieceBytes))
        let again = try announce(help, id, content, at: 10)
        #expect(again.id == file.id && again.held == HelpLimits.pieceBytes && !again.isComplete)
        #expect(refusal { try help.read { try $0.attachments.piece(of: file.id, at: 0) } } == .attachmentAbsent)
        #expect(try send(help, again, content) == .complete)
        #expect(try append(help, file.id, [1], at: 0) == .complete)
        var received: [UInt8] = []
        while true {
            let piece = try help.read { try $0.attachments.piece(of: file.id, at: received.count) }
            if piece.isEmpty { break }
            received += piece
        }
        #expect(received == content)
        #expect(refusal { try help.read { try $0.attachments.piece(of: file.id, at: 1) } } == .attachmentPiece)
        #expect(try help.read { try $0.attachments.all(of: id) }.map(\.isComplete) == [true])
        #expect(try help.timeline(id) == "1 open, 2 attached log.txt")
    }

    @Test func `H55 a file whose digest is wrong begins anew`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let content = RandomBytes.make(1000)
        let file = try announce(help, id, content)
        var other = content
        other[500] ^= 1
        #expect(try send(help, file, other) == .mismatch)
        #expect(try help.read { try $0.attachments.require(file.id) }.held == 0)
        #expect(try send(help, file, content) == .complete)
    }

    @Test func `pieces that do not fit are refused`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let content = RandomBytes.make(100_000)
        let file = try announce(help, id, content)
        _ = try append(help, file.id, Array(content.prefix(1000)), at: 0)
        let cases: [(Int, Int)] = [
            (HelpLimits.pieceBytes + 1, 1000), (10, 1001), (10, -1), (1, 100_000), (10, Int.max), (10, Int.min),
        ]
        for (count, offset) in cases {
            #expect(refusal { try append(help, file.id, RandomBytes.make(count), at: offset) } == .attachmentPiece, "\(offset)")
        }
        #expect(try append(help, file.id, [], at: 1000) == .held(1000))
        #expect(
            try append(help, file.id, RandomBytes.make(HelpLimits.pieceBytes), at: 1000) == .held(1000 + HelpLimits.pieceBytes))
        let small = try announce(help, id, [1, 2, 3])
        #expect(refusal { try append(help, small.id, [1, 2, 3, 4], at: 0) } == .attachmentPiece)
    }

    @Test func `a file's size at the limit and one above, and a name that is one`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        #expect(try announce(help, id, [1], size: HelpLimits.attachmentBytes).size == HelpLimits.attachmentBytes)
        for size in [0, -1, HelpLimits.attachmentBytes + 1, Int.max] {
            #expect(refusal { try announce(help, id, [2], size: size) } == .attachmentMalformed)
        }
        let longest = String(repeating: "n", count: HelpLimits.nameBytes)
        #expect(try announce(help, id, [3], name: longest).name == longest)
        for name in ["", ".", "..", "a/b", "a\\b", "a\nb", "a\u{202e}txt.exe", "a\0", longest + "n"] {
            #expect(refusal { try announce(help, id, [4], name: name) } == .attachmentMalformed, "\(name.prefix(10))")
        }
    }

    @Test func `files of a request at the limit and one above`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        for number in 0..<HelpLimits.attachments { _ = try announce(help, id, [UInt8(number)]) }
        #expect(refusal { try announce(help, id, [200]) } == .attachmentTooMany)
        // One that is there already is no further one.
        #expect(try announce(help, id, [0]).size == 1)
    }

    @Test func `bytes of a customer in a day at the limit and one above`() throws {
        let help = try HelpUnderTest()
        let (first, second) = (try help.ask().id, try help.ask("x", key: "k2").id)
        for number in 0..<3 { _ = try announce(help, first, [UInt8(number)], size: HelpLimits.attachmentBytes) }
        _ = try announce(help, second, [3], size: HelpLimits.attachmentBytes - 1)
        _ = try announce(help, second, [4], size: 1)
        #expect(refusal { try announce(help, second, [5], size: 1) } == .attachmentTooMany)
        #expect(refusal { try announce(help, second, [5], size: 1, at: 86_399) } == .attachmentTooMany)
        #expect(try announce(help, second, [5], size: 1, at: 86_400).size == 1)
        // Another customer has its own day, and so has a technician with a proof.
        let proof = NewAttachment(
            purpose: .proof(help.technician), name: "letter.pdf", size: HelpLimits.attachmentBytes, digest: Digest.of([9]))
        let attachment = try help.write { try $0.attachments.announce(proof, at: help.time(0)) }
        #expect(attachment.request == nil && attachment.owner == help.technician.description)
    }

    @Test func `H38 a machine attaches to its own requests, while they are open`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let other = try help.relay.addMachine()
        #expect(refusal { try announce(help, id, [1], machine: other) } == .storageNoSuchRow)
        _ = try help.write { try $0.helpRequests.close(id, answer: "done", by: help.technician, at: help.time(1)) }
        #expect(refusal { try announce(help, id, [1]) } == .helpState)
    }

    @Test func `content goes half a year after the answer, unfinished files after a week`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let content = RandomBytes.make(100)
        let (whole, part) = (try announce(help, id, content), try announce(help, id, RandomBytes.make(100)))
        let proof = try help.write {
            try $0.attachments.announce(
                NewAttachment(purpose: .proof(help.technician), name: "p", size: 100, digest: Digest.of(content)),
                at: help.time(0))
        }
        #expect(try send(help, whole, content) == .complete && send(help, proof, content) == .complete)
        _ = try append(help, part.id, [1, 2, 3], at: 0)
        _ = try help.write { try $0.helpRequests.close(id, answer: "done", by: help.technician, at: help.time(0)) }
        func sweep(_ days: Int, _ seconds: Int = 0) throws -> Int {
            try help.write { try $0.attachments.sweep(at: help.time(days * 86_400 + seconds)) }
        }
        #expect(try sweep(7, -1) == 0 && sweep(7) == 1)
        #expect(try help.read { try $0.attachments.require(part.id) }.held == 0)
        #expect(try sweep(180, -1) == 0 && sweep(180) == 1)
        #expect(refusal { try help.read { try $0.attachments.piece(of: whole.id, at: 0) } } == .attachmentAbsent)
        #expect(try help.read { try $0.attachments.piece(of: proof.id, at: 0) } == content)
        #expect(try help.read { try $0.attachments.require(whole.id) }.digest == Digest.of(content))
    }
}
