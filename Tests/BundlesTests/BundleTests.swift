import Cryptography
import Foundation
import Primitives
import Redaction
import Testing

@testable import Bundles
@testable import Diagnostics

/// What leaves a machine: made, looked at, packed, read.
struct BundleTests {
    @Test("D7 a draft has no secret, and says where it took one out")
    func draft() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        let count = try scene.make()
        #expect(count >= 2)
        let log = try String(decoding: DraftFile.read(scene.draft.directory, "logs/app.txt"), as: UTF8.self)
        #expect(!log.contains(BundleScene.secret))
        #expect(log.contains("app started on port 8080"))
        let facts = try String(decoding: DraftFile.read(scene.draft.directory, "facts.json"), as: UTF8.self)
        #expect(!facts.contains(BundleScene.secret))
        let files = try scene.draft.files()
        #expect(
            files.map(\.name) == [
                "report.en.html", "report.fa.html", "facts.json", "redactions.json", "index.json", "logs/app.txt",
            ])
        for name in DraftReports.names {
            let page = try String(decoding: DraftFile.read(scene.draft.directory, name), as: UTF8.self)
            #expect(page.contains("8080") && !page.contains(BundleScene.secret))
        }
        #expect(files.last?.redactions == 1)
        let summary = try scene.draft.summary()
        #expect(summary.count == count)
        #expect(!String(describing: summary).contains(BundleScene.secret))
    }

    @Test("C5 a packed bundle is read as it was packed, twice the same bytes")
    func packed() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        try scene.make()
        let first = try scene.pack()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scene.packed))
        #expect(first.bytes == Int64(bytes.count))
        #expect(first.digest == Digest.of(Array(bytes)))
        #expect(try scene.pack().digest == first.digest)
        let contents = try BundleContents(reading: scene.packed)
        #expect(
            Set(contents.files.keys) == [
                "index.json", "facts.json", "redactions.json", "logs/app.txt", "report.en.html", "report.fa.html",
            ])
        #expect(contents.document.machine.name == "front-desk")
        #expect(contents.document.findings.first?.rule == "disk.full")
        #expect(contents.index.leftOut.isEmpty)
    }

    @Test("C5 any tar opens a bundle")
    func tar() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        try scene.make()
        _ = try scene.pack()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        process.arguments = ["-tzf", scene.packed]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        let names = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(separator: "\n")
        #expect(process.terminationStatus == 0)
        #expect(names.contains("logs/app.txt"))
    }

    @Test("D7 what leaves is what was seen, byte for byte, but for the words that a person named")
    func seen() throws {
        var redactor = Redactor(try RedactionPolicy(taking: ["Sepehr"], as: "customer"))
        #expect(redactor.redact("password=x1y2z3 of Sepehr", file: "a") == "password=x1y2z3 of [redacted:customer#1]")
        let scene = try BundleScene()
        defer { scene.remove() }
        try scene.make()
        _ = try scene.pack()
        let contents = try BundleContents(reading: scene.packed)
        for name in try scene.draft.files().map(\.name) {
            let isSame = try contents.files[name] == DraftFile.read(scene.draft.directory, name)
            #expect(isSame, "\(name)")
        }
    }

    @Test("D7 what the customer leaves out, or has taken out, does not leave")
    func customer() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        try scene.make()
        let packed = try scene.pack(redacting: ["Sepehr Company"])
        #expect(packed.redactions == (try scene.draft.summary().count) + 1)
        let log = try #require(try BundleContents(reading: scene.packed).files["logs/app.txt"])
        #expect(!String(decoding: log, as: UTF8.self).contains("Sepehr"))
        let without = try scene.pack(without: ["logs/app.txt"])
        #expect(without.leftOut == ["logs/app.txt"])
        let contents = try BundleContents(reading: scene.packed)
        #expect(contents.files["logs/app.txt"] == nil)
        #expect(contents.index.leftOut == ["logs/app.txt"])
        #expect(contents.document.attachmentNames.isEmpty)
        for name in BundleDraft.own {
            let failure = try #require(throws: Failure.self) { try scene.pack(without: [name]) }
            #expect(failure.code == .diagnosisAlwaysSent && failure.parameters["name"] == name)
        }
        for name in ["../secret", "logs/other.txt"] {
            let failure = try #require(throws: Failure.self) { try scene.pack(without: [name]) }
            #expect(failure.code == .diagnosisNoFile)
        }
        let short = #expect(throws: Failure.self) { try scene.pack(redacting: ["e"]) }
        #expect(short?.code == .redactionWordShort && short?.parameters["word"] == "e")
        #expect(throws: Failure.self) {
            try scene.pack(redacting: (0...BundleLimits.words).map { "word\($0)" })
        }
    }

    @Test("a log beyond its limit is cut, and the rest of the bundle stays")
    func limits() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        let line = String(repeating: "x", count: 1023) + "\n"
        try scene.make(String(repeating: line, count: Int(BundleLimits.fileBytes) / 1024 + 100))
        #expect(DraftFile.size(scene.draft.directory, "logs/app.txt") == BundleLimits.fileBytes)
        _ = try scene.pack()
        #expect(try BundleContents(reading: scene.packed).files["logs/app.txt"]?.count == Int(BundleLimits.fileBytes))
    }

    @Test("H52 a collector's file that is a link is not followed")
    func link() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        try FileManager.default.createSymbolicLink(atPath: scene.raw + "/logs/app.txt", withDestinationPath: "/etc/passwd")
        let document = BundleScene.document(attachments: [Attachment(name: "logs/app.txt", bytes: 1, lines: 1, isCut: false)])
        #expect(throws: Failure.self) { try scene.draft.make(document, raw: scene.raw, policy: .init()) }
    }
}
