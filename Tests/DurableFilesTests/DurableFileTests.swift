import DurableFiles
import Foundation
import Glibc
import Primitives
import Testing

struct DurableFileTests {
    private static let code = Failure.Code(rawValue: "test.file")

    private let directory: String
    private var file: DurableFile { DurableFile(directory + "/file", failing: Self.code) }

    init() throws {
        directory = NSTemporaryDirectory() + "/hamyar-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: directory) }

    private func mode() throws -> mode_t {
        var status = stat()
        try #require(stat(file.path, &status) == 0)
        return status.st_mode & 0o7777
    }

    @Test func `a file is replaced as a whole, for its owner alone, and nothing else is left`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(try file.read(limit: 10) == nil)
        try file.replace(with: [1, 2, 3])
        try file.replace(with: [4])
        #expect(try file.read(limit: 1) == [4])
        #expect(try mode() == 0o600)
        #expect(try names() == ["file"])
        try file.remove()
        try file.remove()
        #expect(try names().isEmpty)
    }

    @Test func `a new file never takes another one's name, nor follows a link`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(try file.create(with: [1], mode: 0o644))
        #expect(try !file.create(with: [2]))
        #expect(try file.read(limit: 1) == [1])
        #expect(try mode() == 0o644)
        let link = DurableFile(directory + "/link", failing: Self.code)
        try #require(symlink(directory + "/elsewhere", link.path) == 0)
        #expect(try !link.create(with: [3]))
        #expect(try names().sorted() == ["file", "link"])
    }

    @Test func `what is read is a regular file of at most the limit`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try file.replace(with: Array(repeating: 7, count: 100_000))
        #expect(try file.read(limit: 100_000)?.count == 100_000)
        #expect(throws: Failure.self) { try file.read(limit: 99_999) }
        for path in [directory, directory + "/fifo"] {
            if path != directory { try #require(mkfifo(path, 0o600) == 0) }
            let failure = #expect(throws: Failure.self) { try DurableFile(path, failing: Self.code).read(limit: 10) }
            #expect(failure?.code == Self.code && failure?.parameters["path"] == path)
        }
    }

    @Test func `a directory that is not there is a failure of the owner's code`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let lost = DurableFile(directory + "/none/file", failing: Self.code)
        let failure = #expect(throws: Failure.self) { try lost.replace(with: [1]) }
        #expect(failure?.code == Self.code && failure?.parameters["errno"] == String(ENOENT))
        #expect(try lost.read(limit: 1) == nil)
    }
}
