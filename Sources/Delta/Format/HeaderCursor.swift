import Primitives

/// Reads the header's numbers, each within its bounds.
struct HeaderCursor {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { at == bytes.count }

    mutating func byte() throws(Failure) -> UInt8 {
        guard at < bytes.count else { throw PatchHeader.malformed("the header is cut off") }
        at += 1
        return bytes[at - 1]
    }

    /// Throws delta.malformed with the name where the number is outside the range.
    mutating func number(_ range: ClosedRange<Int>, _ name: String) throws(Failure) -> Int {
        let value = try number(range.upperBound, name)
        guard value >= range.lowerBound else { throw PatchHeader.malformed(name) }
        return value
    }

    private mutating func number(_ limit: Int, _ name: String) throws(Failure) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 56, by: 7) {
            let next = try byte()
            value |= UInt64(next & 127) << shift
            guard next < 128 else { continue }
            guard limit >= 0, value <= UInt64(limit) else { throw PatchHeader.malformed(name) }
            return Int(value)
        }
        throw PatchHeader.malformed(name)
    }

    /// The areas of each program: no address is above 2^47, no position above `maximumSize`.
    mutating func images() throws(Failure) -> [[Area]] {
        var images: [[Area]] = []
        var left = DeltaLimits.maximumAreas
        for _ in 0..<(try number(DeltaLimits.maximumImages, "too many programs")) {
            var areas: [Area] = []
            let count = try number(left, "too many areas")
            left -= count
            for _ in 0..<count {
                let position = try number(DeltaLimits.maximumSize, "position of an area")
                let length = try number(DeltaLimits.maximumSize - position, "length of an area")
                areas.append(Area(position: position, length: length, address: try number(1 << 47, "address of an area")))
            }
            images.append(areas)
        }
        return images
    }

    /// Regions: ascending, apart, within the old file.
    mutating func regions(oldSize: Int, images: Int) throws(Failure) -> [Region] {
        var regions: [Region] = []
        for _ in 0..<(try number(DeltaLimits.maximumRegions, "too many regions")) {
            guard let kind = Region.Kind(rawValue: try byte()) else { throw PatchHeader.malformed("kind of a region") }
            let image = try number(images - 1, "program of a region")
            let position = try number(oldSize, "position of a region")
            let length = try number(oldSize - position, "length of a region")
            guard length > 0, position >= regions.last?.end ?? 0, kind != .frameIndex || position >= Region.frameIndexHeader
            else {
                throw PatchHeader.malformed("position of a region")
            }
            regions.append(Region(kind: kind, position: position, length: length, image: image))
        }
        return regions
    }

    /// - Parameter zstd: whether the patch is of a version that has it.
    mutating func streams(zstd: Bool) throws(Failure) -> [PatchStream] {
        var streams: [PatchStream] = []
        for _ in PatchStream.Kind.allCases {
            guard let packing = StreamPacking(byte: try byte()), zstd || packing != .zstd else {
                throw PatchHeader.malformed("packing of a stream")
            }
            let packed = try number(DeltaLimits.maximumPatch, "size of a stream")
            // Each number or byte of a stream stands for one of the new file, or three of a copy's numbers.
            let size = try number(DeltaLimits.maximumSize, "size of a stream")
            guard packing != .none || packed == size else { throw PatchHeader.malformed("size of a stream") }
            streams.append(PatchStream(packing: packing, packedSize: packed, size: size))
        }
        return streams
    }
}
