import Glibc

/// What the maker reads out of an ELF file (64-bit, little-endian) that stands somewhere in the old or new bytes.
struct ElfImage {
    let start: Int
    let isArm: Bool
    /// Loadable segments, ascending by position.
    var areas: [Area]
    var regions: [Region]
    /// Bytes of zeroed memory that still need positions: an address and a length each.
    var unplaced: [(address: Int, length: Int)]

    /// All programs in the bytes, in their order.
    static func all(in bytes: UnsafeRawBufferPointer) -> [ElfImage] {
        var found: [ElfImage] = []
        var at = 0
        while at + 64 <= bytes.count, let hit = next(bytes, at) {
            if let image = ElfImage(bytes, hit, found.count) {
                found.append(image)
                at = max(hit + 64, image.areas.last.map(\.end) ?? 0)
            } else {
                at = hit + 4
            }
            guard found.count < DeltaLimits.maximumImages else { break }
        }
        var position = bytes.count
        for index in found.indices {
            for area in found[index].unplaced {
                found[index].areas.append(Area(position: position, length: area.length, address: area.address))
                position += area.length
            }
            found[index].unplaced = []
        }
        return position <= DeltaLimits.maximumSize ? found : []
    }

    private static func next(_ bytes: UnsafeRawBufferPointer, _ from: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var at = from
        while at + 64 <= bytes.count, let hit = memchr(base + at, 0x7F, bytes.count - 63 - at) {
            at = UnsafeRawPointer(hit) - base
            if bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self) == 0x464C_457F { return at }
            at += 1
        }
        return nil
    }

    private init?(_ all: UnsafeRawBufferPointer, _ start: Int, _ index: Int) {
        let bytes = UnsafeRawBufferPointer(rebasing: all[start...])
        func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Int? {
            guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return nil }
            return Int(exactly: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
        guard bytes[4] == 2, bytes[5] == 1, bytes[6] == 1, let machine = number(18, UInt16.self), machine == 62 || machine == 183,
            let segments = number(32, UInt64.self), let sections = number(40, UInt64.self),
            let segmentCount = number(56, UInt16.self), number(54, UInt16.self) == 56,
            let sectionCount = number(60, UInt16.self), let namesIndex = number(62, UInt16.self),
            segmentCount <= 64, segments <= bytes.count - segmentCount * 56,
            sectionCount <= 4096, sectionCount == 0 || number(58, UInt16.self) == 64, sections <= bytes.count - sectionCount * 64
        else { return nil }
        self.start = start
        isArm = machine == 183
        areas = []
        regions = []
        unplaced = []
        for segment in 0..<segmentCount {
            let at = segments + segment * 56
            guard number(at, UInt32.self) == 1 else { continue }
            guard let offset = number(at + 8, UInt64.self), let address = number(at + 16, UInt64.self),
                let size = number(at + 32, UInt64.self), let memory = number(at + 40, UInt64.self),
                offset <= bytes.count, size <= bytes.count - offset, address <= 1 << 46, memory <= 1 << 31, size <= memory
            else { return nil }
            if size > 0 { areas.append(Area(position: start + offset, length: size, address: address)) }
            if memory > size { unplaced.append((address + size, memory - size)) }
        }
        areas.sort { $0.position < $1.position }
        for (area, next) in zip(areas, areas.dropFirst()) where area.end > next.position { return nil }
        guard !areas.isEmpty else { return nil }

        let names = number(sections + namesIndex * 64 + 24, UInt64.self) ?? 0
        for section in 0..<sectionCount {
            let at = sections + section * 64
            guard let name = number(at, UInt32.self), let type = number(at + 4, UInt32.self),
                let flags = number(at + 8, UInt64.self),
                let offset = number(at + 24, UInt64.self), let size = number(at + 32, UInt64.self),
                flags & 2 != 0 || type == 2, type != 8, size > 0, offset <= bytes.count, size <= bytes.count - offset
            else { continue }
            func isNamed(_ wanted: StaticString) -> Bool {
                let (place, overflow) = names.addingReportingOverflow(name)
                guard !overflow, place >= 0, place < bytes.count - wanted.utf8CodeUnitCount else { return false }
                let found = bytes[place..<place + wanted.utf8CodeUnitCount + 1]
                return found.elementsEqual(wanted.withUTF8Buffer { Array($0) + [0] })
            }
            var kind: Region.Kind?
            var skip = 0
            if flags & 4 != 0 {
                kind = isArm ? .arm : .x86
            } else if type == 4 {
                kind = .relocations
            } else if type == 11 || type == 2 {
                kind = .symbols
            } else if isNamed(".eh_frame") {
                kind = .frames
            } else if isNamed(".eh_frame_hdr") {
                kind = .frameIndex
                skip = 12
            } else if isNamed(".data.rel.ro") || isNamed(".init_array") || isNamed(".fini_array") || isNamed(".got")
                || isNamed(".got.plt") || isNamed(".data")
            {
                kind = .pointers
            }
            if let kind, size > skip {
                regions.append(Region(kind: kind, position: start + offset + skip, length: size - skip, image: index))
            }
        }
        regions.sort { $0.position < $1.position }
        for (region, next) in zip(regions, regions.dropFirst()) where region.end > next.position {
            regions = []
            break
        }
    }
}
