import Primitives

/// Finds the references in stretches of the old file, by the rules of its regions.
///
/// Maker and applier read the same stretches with this, so a rule is part of the patch format.
final class ReferenceReader {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    let space: AddressSpace
    let regions: [Region]
    private let tables = X86Instruction.tables
    /// The regions' beginnings of records, one for each stretch of `stride` bytes; empty where a region needs none.
    @exclusivity(unchecked) private var records: [[UInt32]] = []
    private static let stride = 1024
    @exclusivity(unchecked) private var lastRegion = 0

    /// - Parameter regions: ascending, apart, and within the bytes.
    init(_ bytes: UnsafeRawBufferPointer, _ space: AddressSpace, _ regions: [Region]) {
        self.bytes = bytes.assumingMemoryBound(to: UInt8.self).baseAddress ?? UnsafePointer(X86Instruction.tables)
        count = bytes.count
        self.space = space
        self.regions = regions
        records = regions.map { $0.kind == .frames ? recordIndex($0) : [] }
    }

    /// Calls the body for each reference whose field is wholly within the range, ascending.
    @inline(__always)
    func forEach(in range: Range<Int>, _ body: (Reference) throws(Failure) -> Void) throws(Failure) {
        var index = first(endingAfter: range.lowerBound)
        while index < regions.count, regions[index].position < range.upperBound {
            let region = regions[index]
            let start = max(range.lowerBound, region.position)
            let end = min(range.upperBound, region.end)
            switch region.kind {
            case .x86: try x86(region, start, end, body)
            case .arm: try arm(region, start, end, body)
            case .frames: try frames(region, records[index], start, end, body)
            case .frameIndex: try words(region, start, end, body)
            case .jumpTables: try words(region, start, end, body)
            case .relocations: try relocations(region, start, end, body)
            case .pointers: try entries(region, start, end, size: 8, field: 0, body)
            case .symbols: try entries(region, start, end, size: 24, field: 8, body)
            }
            index += 1
        }
    }

    private func first(endingAfter position: Int) -> Int {
        let isBehind = lastRegion == 0 || lastRegion <= regions.count && regions[lastRegion - 1].end <= position
        if isBehind, lastRegion < regions.count, regions[lastRegion].end > position { return lastRegion }
        var low = 0
        var high = regions.count
        while low < high {
            let middle = (low + high) / 2
            if regions[middle].end > position { high = middle } else { low = middle + 1 }
        }
        lastRegion = low
        return low
    }

    /// What the addresses of a region are above its positions.
    @inline(__always)
    private func move(_ region: Region) -> Int? {
        space.address(of: region.position).map { $0 - region.position }
    }

    @inline(__always)
    private func word(_ position: Int) -> Int {
        Int(Int32(bitPattern: UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt32.self)))
    }

    @inline(__always)
    private func long(_ position: Int) -> UInt64 {
        UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self)
    }

    @inline(__always)
    private func x86(
        _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        guard let move = move(region) else { return }
        let limit = bytes + end
        var at = start
        while at < end {
            let instruction = X86Instruction.read(bytes + at, limit, tables)
            let next = at + instruction.length
            if instruction.field != 0, next <= end {
                let field = at + instruction.field
                if let target = space.position(of: next + move + word(field), image: region.image) {
                    try body(Reference(position: field, target: target, bias: next - field, form: .relative))
                }
            }
            at = next
        }
    }

    @inline(__always)
    private func arm(
        _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        guard let move = move(region) else { return }
        var at = (start - region.position + 3) & ~3 + region.position
        while at + 4 <= end {
            let code = UInt32(bitPattern: Int32(truncatingIfNeeded: word(at)))
            if code & 0x7C00_0000 == 0x1400_0000 {
                let target = at + move + Int(Int32(bitPattern: code << 6) >> 4)
                if let target = space.position(of: target, image: region.image) {
                    try body(Reference(position: at, target: target, bias: 0, form: .armBranch))
                }
            } else if code & 0x9F00_0000 == 0x9000_0000 {
                let pages = Int(Int32(bitPattern: code << 8) >> 11) & ~3 | Int(code >> 29 & 3)
                let target = (at + move) & ~0xFFF + pages << 12
                if let target = space.position(of: target, image: region.image) {
                    try body(Reference(position: at, target: target, bias: 0, form: .armPage))
                }
            }
            at += 4
        }
    }

    @inline(__always)
    private func frames(
        _ region: Region, _ index: [UInt32], _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        guard let move = move(region) else { return }
        let slot = (start - region.position) / Self.stride
        guard slot < index.count else { return }
        var at = region.position + Int(index[slot])
        while at + 24 <= region.end, at < end {
            let length = Int(UInt32(truncatingIfNeeded: word(at)))
            guard length > 0, length <= region.end - at - 4 else { return }
            if word(at + 4) != 0, length >= 16 {
                if at + 4 >= start, at + 8 <= end, word(at + 4) > 0, word(at + 4) <= at + 4 - region.position {
                    try body(Reference(position: at + 4, target: at + 4 - word(at + 4), bias: 0, form: .backward))
                }
                try relative(at + 8, move, region, start, end, body)
                if bytes[at + 16] == 4, length >= 17 { try relative(at + 17, move, region, start, end, body) }
            }
            at += length + 4
        }
    }

    @inline(__always)
    private func relative(
        _ field: Int, _ move: Int, _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        guard field >= start, field + 4 <= end else { return }
        guard let target = space.position(of: field + move + word(field), image: region.image) else { return }
        try body(Reference(position: field, target: target, bias: 0, form: .relative))
    }

    private func recordIndex(_ region: Region) -> [UInt32] {
        var index: [UInt32] = []
        var at = region.position
        while at + 24 <= region.end {
            while index.count * Self.stride <= at - region.position { index.append(UInt32(at - region.position)) }
            let length = Int(UInt32(truncatingIfNeeded: word(at)))
            guard length > 0, length <= region.end - at - 4 else { break }
            // A stretch's first record is the last that begins at or before the stretch.
            let next = at + length + 4 - region.position
            while index.count * Self.stride < next { index.append(UInt32(at - region.position)) }
            at += length + 4
        }
        return index
    }

    @inline(__always)
    private func words(
        _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        let origin = region.kind == .frameIndex ? region.position - Region.frameIndexHeader : region.position
        guard let base = space.address(of: origin) else { return }
        var at = (start - region.position + 3) & ~3 + region.position
        while at + 4 <= end {
            if let target = space.position(of: base + word(at), image: region.image) {
                try body(Reference(position: at, target: target, bias: origin, form: .based))
            }
            at += 4
        }
    }

    @inline(__always)
    private func relocations(
        _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        var at = (start - region.position) / 24 * 24 + region.position
        while at < end, at + 24 <= region.end {
            try absolute(at, region, start, end, body)
            try absolute(at + 16, region, start, end, body)
            at += 24
        }
    }

    @inline(__always)
    private func entries(
        _ region: Region, _ start: Int, _ end: Int, size: Int, field: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        var at = (start - region.position) / size * size + region.position + field
        while at + 8 <= end {
            try absolute(at, region, start, end, body)
            at += size
        }
    }

    @inline(__always)
    private func absolute(
        _ field: Int, _ region: Region, _ start: Int, _ end: Int, _ body: (Reference) throws(Failure) -> Void
    ) throws(Failure) {
        guard field >= start, field + 8 <= end else { return }
        let value = long(field)
        guard value != 0, value < 1 << 47, let target = space.position(of: Int(value), image: region.image) else { return }
        try body(Reference(position: field, target: target, bias: 0, form: .absolute))
    }
}
