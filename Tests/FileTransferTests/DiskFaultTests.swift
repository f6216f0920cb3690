import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import FileTransfer

/// Disks that fail: in each case the old file is as it was, and the part is gone.
@Suite(.keepsThread)
struct DiskFaultTests {
    private let bytes = pattern(Manifest.blockSize + 100)

    private func receive(_ scratch: Scratch, _ calls: FileCalls) -> Failure.Code? {
        code {
            let file = try IncomingFile(.of(bytes), at: scratch.place("file"), calls: calls)
            for start in stride(from: 0, to: bytes.count, by: 10_000) {
                try file.write(bytes[start..<min(start + 10_000, bytes.count)])
            }
            _ = try file.finish(at: noon)
        }
    }

    @Test(arguments: [0, 1, 9999, 10_000, 1_048_575, 1_048_576, 1_048_675]) func `H56 the disk is full at any byte`(room: Int)
        throws
    {
        let scratch = try Scratch()
        try scratch.write([1], to: "file")
        let calls = FileCalls(
            write: { descriptor, bytes, count, offset in
                let fits = min(count, room - Int(offset))
                guard fits > 0 else {
                    errno = ENOSPC
                    return -1
                }
                return pwrite(descriptor, bytes, fits, off_t(offset))
            })
        #expect(receive(scratch, calls) == .fileNoSpace)
        #expect(scratch.read("file") == [1])
        #expect(try scratch.names == ["file"])
    }

    @Test func `H56 no room beside what is kept for logs: refused before the first byte`() throws {
        let scratch = try Scratch()
        var entry = ManifestEntry.of(bytes)
        #expect(
            code { _ = try IncomingFile(entry, at: scratch.place("file"), reserve: .max) } == .fileNoSpace)
        #expect(
            code { _ = try IncomingFile(entry, at: scratch.place("file"), reserve: 1 << 60) }
                == .fileNoSpace)
        #expect(try scratch.names.isEmpty)
        entry = .of([1])
        #expect(code { _ = try IncomingFile(entry, at: scratch.place("file"), reserve: 0) } == nil)
    }

    @Test func `H57 a failed fsync is not repeated, and what was written is not used`() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "file")
        let count = Counter()
        let calls = FileCalls(
            synchronise: { _ in
                count.value.add(1, ordering: .relaxed)
                errno = EIO
                return -1
            })
        #expect(receive(scratch, calls) == .fileBroken)
        #expect(count.value.load(ordering: .relaxed) == 1)
        #expect(scratch.read("file") == [1])
        #expect(try scratch.names == ["file"])
    }

    @Test func `H58 short writes and interruptions`() throws {
        let scratch = try Scratch()
        let count = Counter()
        let calls = FileCalls(
            write: { descriptor, bytes, length, offset in
                if count.value.add(1, ordering: .relaxed).newValue.isMultiple(of: 2) {
                    errno = EINTR
                    return -1
                }
                return pwrite(descriptor, bytes, min(length, 777), off_t(offset))
            })
        #expect(receive(scratch, calls) == nil)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `H58 a disk that takes nothing, and one that only reads`() throws {
        let scratch = try Scratch()
        let nothing = FileCalls(write: { _, _, _, _ in 0 })
        #expect(receive(scratch, nothing) == .fileBroken)
        let readOnly = FileCalls(
            write: { _, _, _, _ in
                errno = EROFS
                return -1
            })
        #expect(receive(scratch, readOnly) == .fileDenied)
        #expect(try scratch.names.isEmpty)
    }
}

private final class Counter: Sendable {
    let value = Atomic(0)
}
