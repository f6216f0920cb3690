import CZstd
import Cryptography
import Foundation
import Glibc
import Primitives
import Testing

@testable import Payloads

/// What is packed comes out the same, and nothing else comes out (H53).
struct PayloadTests {
    private func pack(_ directory: String) throws -> (bytes: [UInt8], listing: TreeListing) {
        let tree = try SourceTree(directory)
        let sink = Sink()
        let listing = try PayloadWriter.write(tree) { sink.bytes += $0 }
        return (sink.bytes, listing)
    }

    private final class Sink: @unchecked Sendable {
        var bytes: [UInt8] = []
    }

    private func compress(_ tar: [UInt8]) -> [UInt8] {
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(tar.count))
        let count = ZSTD_compress(&packed, packed.count, tar, tar.count, 3)
        return Array(packed.prefix(count))
    }

    private func extract(
        _ payload: [UInt8], allowing allowance: PayloadReader.Allowance = .init(), expecting: Digest? = nil,
        into name: String = "out",
        _ scratch: Scratch
    ) throws -> TreeListing {
        let file = scratch.path + "/payload-" + UUID().uuidString
        try Data(payload).write(to: URL(filePath: file))
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        let directory = open(try scratch.directory(name), O_RDONLY | O_DIRECTORY)
        defer { close(directory) }
        return try PayloadExtractor.extract(descriptor, into: directory, allowing: allowance, expecting: expecting)
    }

    private func header(_ path: String, _ kind: PayloadEntry.Kind) throws -> [UInt8] {
        try TarHeader.encode(PayloadEntry(path: PayloadPath(path), kind: kind))
    }

    /// A header whose fields are given as they are, with a right checksum.
    private func raw(_ path: String, type: Character = "0", link: String = "", size: String = "00000000000", prefix: String = "")
        throws -> [UInt8]
    {
        var bytes = try header("x", .file(size: 0, executable: false))
        func put(_ text: String, _ offset: Int, _ count: Int) {
            let field = Array(text.utf8.prefix(count))
            bytes.replaceSubrange(offset..<offset + count, with: field + [UInt8](repeating: 0, count: count - field.count))
        }
        put(path, 0, 100)
        put(String(type), 156, 1)
        put(link, 157, 100)
        put(size, 124, 12)
        put(prefix, 345, 155)
        if type == "5" { put("0000755", 100, 8) }
        if type == "2" { put("0000777", 100, 8) }
        put("        ", 148, 8)
        let sum = String(bytes.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum, 148, 7)
        bytes[155] = UInt8(ascii: " ")
        return bytes
    }

    private let end = [UInt8](repeating: 0, count: 1024)

    private func refusal(_ tar: [UInt8], allowing: PayloadReader.Allowance = .init()) throws -> Failure? {
        let scratch = try Scratch()
        do {
            _ = try extract(compress(tar), allowing: allowing, scratch)
            return nil
        } catch let failure as Failure {
            return failure
        }
    }

    @Test func `a tree comes back as it was, and the same tree is the same bytes`() throws {
        let scratch = try Scratch()
        let long = String(repeating: "directory-with-a-long-name/", count: 6) + "file"
        try scratch.write("tree/bin/run", Array("#!/bin/sh\n".utf8), mode: 0o755)
        try scratch.write("tree/bin-extra", [])
        try scratch.write("tree/data/نمونه.txt", [UInt8](repeating: 7, count: 300_000))
        try scratch.write("tree/" + long, [1])
        try scratch.write("tree/lib/x.1", [2])
        symlink("x.1", scratch.path + "/tree/lib/x")
        symlink("../lib/x", scratch.path + "/tree/bin/x")
        _ = try scratch.directory("tree/empty")
        let (bytes, listing) = try pack(scratch.path + "/tree")
        utimes(scratch.path + "/tree/bin/run", nil)
        #expect(try pack(scratch.path + "/tree").bytes == bytes)
        let found = try extract(
            bytes, allowing: .init(entries: listing.entries.count, bytes: listing.byteCount), expecting: listing.digest, scratch)
        #expect(found == listing)
        #expect(try SourceTree(scratch.path + "/out").listing() == listing)
        #expect(listing.fileCount == 5)
    }

    @Test func `a program that knows nothing of us unpacks it`() throws {
        let scratch = try Scratch()
        try scratch.write("tree/a/b", Array("content".utf8), mode: 0o755)
        symlink("b", scratch.path + "/tree/a/l")
        let (bytes, listing) = try pack(scratch.path + "/tree")
        let file = scratch.path + "/p.tar"
        var tar = [UInt8](repeating: 0, count: 1 << 16)
        let count = ZSTD_decompress(&tar, tar.count, bytes, bytes.count)
        try Data(tar.prefix(count)).write(to: URL(filePath: file))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/tar")
        process.arguments = ["-x", "-f", file, "-C", try scratch.directory("there")]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try SourceTree(scratch.path + "/there").listing() == listing)
    }

    @Test(arguments: ["../x", "/etc/x", "a/../../x", "a//x", "./x", "a/.", "..", "x\u{7}"])
    func `H53 a path that escapes`(_ path: String) throws {
        #expect(try refusal(try header("a", .directory) + raw(path) + end)?.code == .payloadMalformed)
    }

    @Test func `H53 a link, then a file through it`() throws {
        let link = try header("a", .link(target: "b"))
        #expect(try refusal(link + header("a/x", .file(size: 0, executable: false)) + end)?.code == .payloadMalformed)
    }

    @Test(arguments: ["/etc", "../x", "b/../../x", "..", "b//x", "", "b/.."])
    func `H53 a link that leads out`(_ target: String) throws {
        #expect(try refusal(try raw("a", type: "2", link: target) + end)?.code == .payloadMalformed)
    }

    @Test func `H53 entries twice, out of order, without their directory`() throws {
        let file = PayloadEntry.Kind.file(size: 0, executable: false)
        #expect(try refusal(header("a", file) + header("a", file) + end)?.parameters["reason"] == "order")
        #expect(try refusal(header("b", file) + header("a", file) + end)?.parameters["reason"] == "order")
        #expect(try refusal(header("a/b", file) + end)?.parameters["reason"] == "no directory")
        #expect(try refusal(header("a", file) + header("a/b", file) + end)?.parameters["reason"] == "no directory")
    }

    @Test(arguments: ["1", "3", "4", "6", "7", "x", "g", "L", "K", "S", "\0"])
    func `H53 entries of other types`(_ type: Character) throws {
        #expect(try refusal(try raw("a", type: type, link: "b") + end)?.code == .payloadMalformed)
    }

    @Test(arguments: ["77777777777", "-0000000001", "00000000008", "0000000000 ", "\u{0}"])
    func `H53 sizes that lie`(_ size: String) throws {
        #expect(try refusal(try raw("a", size: size) + end) != nil)
    }

    @Test func `H53 a million entries, more bytes than described`() throws {
        var tar: [UInt8] = []
        for number in 0..<101 { tar += try header("f" + String(1000 + number), .file(size: 0, executable: false)) }
        #expect(try refusal(tar + end, allowing: .init(entries: 100))?.code == .payloadTooLarge)
        #expect(try refusal(tar + end, allowing: .init(entries: 101)) == nil)
        let file = try header("a", .file(size: 600, executable: false)) + [UInt8](repeating: 0, count: 1024)
        #expect(try refusal(file + end, allowing: .init(bytes: 599))?.code == .payloadTooLarge)
        #expect(try refusal(file + end, allowing: .init(bytes: 600)) == nil)
        #expect(PayloadReader.Allowance(entries: .max).entries == PayloadLimits.maximumEntries)
    }

    @Test func `H53 padding, tails, cut ends`() throws {
        let file = try header("a", .file(size: 1, executable: false))
        let block = [1] + [UInt8](repeating: 0, count: 511)
        #expect(try refusal(file + block + end) == nil)
        #expect(try refusal(file + [1, 2] + [UInt8](repeating: 0, count: 510) + end) != nil)
        #expect(try refusal(file + block + end + end) != nil)
        #expect(try refusal(file + block) != nil)
        #expect(try refusal(file + block + end.prefix(512)) != nil)
        let scratch = try Scratch()
        let whole = compress(file + block + end)
        #expect(throws: Failure.self) { try extract(whole + [0], into: "1", scratch) }
        #expect(throws: Failure.self) { try extract(whole + whole, into: "2", scratch) }
        for count in [0, 1, whole.count / 2, whole.count - 1] {
            #expect(throws: Failure.self) { try extract(Array(whole.prefix(count)), into: "cut\(count)", scratch) }
        }
        #expect(throws: Failure.self) { try extract(Array("no zstd at all".utf8), into: "3", scratch) }
    }

    @Test func `H53 a place that is not empty, and a tree that is not the described one`() throws {
        let scratch = try Scratch()
        try scratch.write("tree/a", [1])
        let (bytes, _) = try pack(scratch.path + "/tree")
        try scratch.write("taken/other", [])
        #expect(throws: Failure.self) { try extract(bytes, into: "taken", scratch) }
        let other = Digest.of([1])
        do {
            _ = try extract(bytes, expecting: other, into: "out2", scratch)
            Issue.record("accepted")
        } catch let failure as Failure {
            #expect(failure.code == .payloadMismatch)
        }
    }

    @Test func `paths and links at their limits and one above`() throws {
        #expect(throws: Never.self) { try PayloadPath(String(repeating: "a", count: PayloadLimits.maximumPath)) }
        #expect(throws: Failure.self) { try PayloadPath(String(repeating: "a", count: PayloadLimits.maximumPath + 1)) }
        let deep = Array(repeating: "d", count: PayloadLimits.maximumDepth)
        #expect(throws: Never.self) { try PayloadPath(deep.joined(separator: "/")) }
        #expect(throws: Failure.self) { try PayloadPath((deep + ["d"]).joined(separator: "/")) }
        let link = String(repeating: "t", count: PayloadLimits.maximumLinkTarget)
        #expect(throws: Never.self) { try PayloadEntry(path: PayloadPath("a"), kind: .link(target: link)).check() }
        #expect(throws: Failure.self) { try PayloadEntry(path: PayloadPath("a"), kind: .link(target: link + "t")).check() }
        let size = PayloadLimits.maximumFileSize
        #expect(throws: Never.self) {
            try PayloadEntry(path: PayloadPath("a"), kind: .file(size: size, executable: false)).check()
        }
        #expect(throws: Failure.self) {
            try PayloadEntry(path: PayloadPath("a"), kind: .file(size: size + 1, executable: false)).check()
        }
    }

    @Test func `special files are refused when a payload is made`() throws {
        let scratch = try Scratch()
        _ = try scratch.directory("tree")
        mkfifo(scratch.path + "/tree/fifo", 0o600)
        #expect(throws: Failure.self) { try pack(scratch.path + "/tree") }
    }
}
