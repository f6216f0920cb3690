import Foundation
import Redaction
import Testing
import Turns

/// Lines without secrets stay byte for byte.
@Suite(.keepsThread) struct UnchangedLinesTests {
    private static let samples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/redaction")

    private func changed(_ text: String) -> [(String, String)] {
        var redactor = Redactor(RedactionPolicy())
        let output = redactor.redact(text, file: "a")
        let pairs = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            output.split(separator: "\n", omittingEmptySubsequences: false))
        return pairs.filter { $0.0 != $0.1 }.map { (String($0.0), String($0.1)) }
    }

    @Test func `D7 99 of 100 lines without secrets stay, in samples of many programs`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.samples.path).filter { $0.hasSuffix(".log") }
            .sorted()
        try #require(files.count >= 8)
        var (lines, different) = (0, 0)
        for file in files {
            let text = try String(contentsOf: Self.samples.appending(path: file), encoding: .utf8)
            let changes = changed(text)
            lines += text.count { $0 == "\n" }
            different += changes.count
            #expect(changes.count * 50 <= text.count { $0 == "\n" }, "\(file): \(changes.prefix(5))")
        }
        #expect(different * 100 <= lines, "\(different) of \(lines)")
    }

    @Test func `D7 99 of 100 lines of this machine's own logs stay`() throws {
        var (lines, different) = (0, 0)
        for file in [
            "/var/log/dpkg.log", "/var/log/apt/history.log", "/var/log/apt/term.log", "/var/log/alternatives.log",
            "/var/log/bootstrap.log",
        ] {
            guard let bytes = FileManager.default.contents(atPath: file) else { continue }
            let text = String(decoding: bytes.prefix(400_000), as: UTF8.self)
            lines += text.utf8.count { $0 == 10 }
            different += changed(text).count
        }
        #expect(different * 100 <= lines, "\(different) of \(lines)")
    }
}
