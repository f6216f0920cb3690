import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

/// kill -9 after each step that changes the disk: dropping the object does nothing that a dead process would not do.
@Suite(.keepsThread)
struct InterruptionTests {
    private let old = pattern(5000, seed: 1)
    private let new = pattern(Manifest.blockSize + 5000, seed: 2)

    private enum Step: CaseIterable {
        case opened, firstBytes, firstBlock, allBytes, verified, settled, backedUp, placed
    }

    private func run(_ scratch: Scratch, until last: Step) throws {
        let file = try IncomingFile(.of(new), at: scratch.place("file"))
        if last == .opened { return }
        try file.write(new.prefix(1000))
        if last == .firstBytes { return }
        try file.write(new[1000..<Manifest.blockSize])
        if last == .firstBlock { return }
        try file.write(new[Manifest.blockSize...])
        if last == .allBytes { return }
        let part = try file.verifiedPart()
        if last == .verified { return }
        try file.settle(part)
        if last == .settled { return }
        if let status = try scratch.directory.status(of: "file"), last == .backedUp {
            _ = try Backup(file.place, file.partName, status).keep(at: noon)
            return
        }
        _ = try file.putInPlace(at: noon)
    }

    @Test(arguments: [true, false]) func `the old file or the new one, and the same end after another attempt`(exists: Bool)
        throws
    {
        for step in Step.allCases {
            let scratch = try Scratch()
            if exists { try scratch.write(old, to: "file") }
            try run(scratch, until: step)
            let found = scratch.read("file")
            #expect(found == (exists ? old : nil) || (step == .placed || step == .backedUp) && found == new)

            let file = try IncomingFile(.of(new), at: scratch.place("file"))
            try file.writeMissing(of: new)
            let finished = try file.finish(at: noon)
            #expect(scratch.read("file") == new)
            let backup = exists ? "file.hamyar-backup-20261120T120000Z" : nil
            #expect(finished.backup == backup)
            #expect(try scratch.names == ["file"] + [backup].compactMap { $0 }, "\(step)")
            if let backup { #expect(scratch.read(backup) == old) }
        }
    }
}
