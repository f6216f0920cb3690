import Primitives
import Synchronization
import Testing

@testable import Console

/// What changes something is done again with the same key where the way was lost, and given up where it makes no sense.
@Suite struct ErrandTests {
    private final class StillClock: WallClock {
        func now() -> Timestamp { Desk.now }
    }

    private static let lost = Failure(Failure.Code(rawValue: "connection.lost"))

    private func attempts(_ outcomes: [Failure?], reaching: Bool = true) async -> (count: Int, code: String?) {
        let count = Mutex(0)
        do {
            try await Errand.repeated(clock: StillClock(), pause: { _ in }) { reached in
                reached = reached || reaching
                let index = count.withLock { count in
                    defer { count += 1 }
                    return count
                }
                if index < outcomes.count, let failure = outcomes[index] { throw failure }
            }
            return (count.withLock { $0 }, nil)
        } catch {
            return (count.withLock { $0 }, (error as? Failure)?.code.rawValue)
        }
    }

    @Test func `a lost connection is tried again`() async {
        #expect(await attempts([Self.lost, Self.lost, nil]) == (3, nil))
    }

    @Test func `a refusal is final`() async {
        #expect(await attempts([Failure(.findNothing)]) == (1, "find.nothing"))
        #expect(await attempts([Self.lost, Failure(.findNothing)]) == (2, "find.nothing"))
    }

    @Test func `a relay that was never reached is not waited for`() async {
        #expect(await attempts([Self.lost], reaching: false) == (1, "connection.lost"))
    }

    @Test func `keys are of their own`() {
        let keys = Set((0..<1000).map { _ in CallKey.random() })
        #expect(keys.count == 1000)
        #expect(keys.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }
}

/// A customer's machine names what it attaches; the name becomes a file here.
@Suite struct AttachmentNameTests {
    @Test(arguments: [
        ("report.pdf", "report.pdf"), ("گزارش ماه.pdf", "گزارش ماه.pdf"), ("../../etc/passwd", "passwd"),
        ("/etc/shadow", "shadow"),
        (".bashrc", "bashrc"), ("..", "att_1"), (".", "att_1"), ("", "att_1"), ("a/", "att_1"), ("-rf", "rf"), ("~root", "root"),
        ("a\u{0}b\u{1b}[31m\nc", "ab[31m c"), ("x\u{202e}fdp.exe", "xfdp.exe"), ("c:\\windows\\x.dll", "c__windows_x.dll"),
        ("--", "att_1"),
    ])
    func `H50 it is a name and never a path`(name: String, safe: String) {
        #expect(AttachmentName.safe(name, id: "att_1") == safe)
    }

    @Test func `H50 a name that is too long keeps its ending`() {
        let long = String(repeating: "گ", count: 500) + ".pdf"
        let safe = AttachmentName.safe(long, id: "att_1")
        #expect(safe.utf8.count <= AttachmentName.byteLimit && safe.hasSuffix(".pdf"))
        let marks = "a" + String(repeating: "\u{301}", count: 5000)
        #expect(AttachmentName.safe(marks, id: "att_1") == "att_1")
    }
}
