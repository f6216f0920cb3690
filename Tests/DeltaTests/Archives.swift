import Testing

@testable import Delta

/// Files that hold packed members, as archives and packages do.
struct Archives {
    let old: [UInt8]
    let new: [UInt8]

    /// Members between plain bytes in three frames; each of the new file is an edited one of the old, packed the same way.
    init(members: Int, size: Int, _ chance: inout Seeded) throws {
        var (old, new) = (Samples.noise(200, &chance), Samples.noise(50, &chance))
        for index in 0..<members {
            let before = DeflateEncoderTests.text(size, &chance)
            let after = index % 4 == 3 ? before : Samples.edited(before, edits: 3, &chance)
            let encoding = [DeflateEncoding.zlib(level: 6), .gzip(level: 6), .zlib(level: 9, memory: 9), .gzip(level: 1)][
                index % 4]
            let plain = Samples.noise(30, &chance)
            old += plain + Self.framed(try DeflateEncoderTests.encode(before, encoding), index % 3)
            new += plain + Self.framed(try DeflateEncoderTests.encode(after, encoding), index % 3)
        }
        self.old = old
        self.new = new + [1, 2, 3]
    }

    private static func framed(_ stream: [UInt8], _ kind: Int) -> [UInt8] {
        switch kind {
        case 0: [0x1F, 0x8B, 8, 8, 1, 2, 3, 4, 0, 3] + Array("name".utf8) + [0] + stream + [1, 2, 3, 4, 5, 6, 7, 8]
        case 1: [0x78, 0x9C] + stream + [1, 2, 3, 4]
        default:
            [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0] + [UInt8](repeating: 7, count: 16) + [1, 0, 2, 0] + Array("a".utf8) + [9, 9]
                + stream
        }
    }
}
