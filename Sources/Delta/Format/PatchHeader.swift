import Cryptography
import Primitives

/// What a patch says first: Protocol/patch.md.
struct PatchHeader: Equatable, Sendable {
    static let magic: [UInt8] = Array("HAMYARPT".utf8)
    static let version: UInt16 = 2
    /// The first one, whose streams were packed with LZMA alone: otherwise the same.
    static let lzmaVersion: UInt16 = 1
    /// Behind the fixed part come the areas, the regions and the table of streams.
    static let fixedSize = 8 + 2 + 2 + 4 + 8 + 8 + 32 + 32 + 4

    var oldSize: Int
    var newSize: Int
    var oldDigest: Digest
    var newDigest: Digest
    var copyCount: Int
    var oldImages: [[Area]]
    var newImages: [[Area]]
    var regions: [Region]
    var streams: [PatchStream]

    var encoded: [UInt8] {
        var rest: [UInt8] = []
        for images in [oldImages, newImages] {
            rest.append(number: UInt64(images.count))
            for areas in images {
                rest.append(number: UInt64(areas.count))
                for area in areas {
                    for value in [area.position, area.length, area.address] { rest.append(number: UInt64(value)) }
                }
            }
        }
        rest.append(number: UInt64(regions.count))
        for region in regions {
            rest.append(region.kind.rawValue)
            for value in [region.image, region.position, region.length] { rest.append(number: UInt64(value)) }
        }
        for stream in streams {
            rest.append(stream.packing.byte)
            rest.append(number: UInt64(stream.packedSize))
            rest.append(number: UInt64(stream.size))
        }
        var bytes = Self.magic
        bytes.append(fixed: Self.version)
        bytes.append(fixed: UInt16(0))
        bytes.append(fixed: UInt32(rest.count))
        bytes.append(fixed: UInt64(oldSize))
        bytes.append(fixed: UInt64(newSize))
        bytes += oldDigest.bytes
        bytes += newDigest.bytes
        bytes.append(fixed: UInt32(copyCount))
        return bytes + rest
    }
}
