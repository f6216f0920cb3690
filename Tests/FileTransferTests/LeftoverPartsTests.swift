import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct LeftoverPartsTests {
    @Test func `parts that nobody works on go when their time is over`() throws {
        let scratch = try Scratch()
        let bytes = pattern(2 * Manifest.blockSize)
        let contents = ["d/large": bytes, "d/small": [1, 2] as [UInt8]]
        var tree: IncomingTree? = try IncomingTree(.of(contents), at: .directory(scratch.directory))
        try tree?.writeMissing(of: contents)
        let root = scratch.directory
        let always = Timestamp(milliseconds: .max)
        #expect(try LeftoverParts.remove(beneath: root, untouchedSince: always) == 0)
        tree = nil
        #expect(try LeftoverParts.remove(beneath: root, untouchedSince: .init(milliseconds: 0)) == 0)
        #expect(try LeftoverParts.remove(beneath: root, untouchedSince: always) == 2)
        #expect(try scratch.tree == ["d/"])
        let file = try IncomingFile(.of(bytes), at: scratch.place("f"))
        #expect(!LeftoverParts.remove(file.partName, in: root))
        withExtendedLifetime(file) {}
    }
}
