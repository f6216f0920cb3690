/// The areas of all programs of one file: from a position to an address and back.
final class AddressSpace {
    private let areas: UnsafeMutableBufferPointer<Area>
    /// Where the areas of each image begin in `areas`, and behind the last where they end.
    private let starts: [Int]
    /// The areas that were found last, by position and by address: the next one is mostly the same.
    private let last: UnsafeMutablePointer<(byPosition: Int, byAddress: Int)>

    init(_ images: [[Area]]) {
        let all = images.flatMap { $0 }
        areas = .allocate(capacity: all.count)
        _ = areas.initialize(from: all)
        var starts = [0]
        for image in images { starts.append(starts[starts.count - 1] + image.count) }
        self.starts = starts
        last = .allocate(capacity: 1)
        last.initialize(to: (0, 0))
    }

    deinit {
        areas.deallocate()
        last.deallocate()
    }

    /// The address of a position; nil where no program has it.
    @inline(__always)
    func address(of position: Int) -> Int? {
        guard let index = index(containing: position) else { return nil }
        return position - areas[index].position + areas[index].address
    }

    /// The program to which a position belongs.
    func image(at position: Int) -> Int? {
        guard let index = index(containing: position) else { return nil }
        return (starts.firstIndex { $0 > index } ?? 1) - 1
    }

    @inline(__always)
    private func index(containing position: Int) -> Int? {
        let recent = last.pointee.byPosition
        if recent < areas.count {
            let area = areas[recent]
            if position >= area.position, position < area.end { return recent }
        }
        for index in areas.indices where position >= areas[index].position && position < areas[index].end {
            last.pointee.byPosition = index
            return index
        }
        return nil
    }

    /// The position of an address of an image; nil where it is outside.
    @inline(__always)
    func position(of address: Int, image: Int) -> Int? {
        let recent = last.pointee.byAddress
        if recent >= starts[image], recent < starts[image + 1] {
            let area = areas[recent]
            if address >= area.address, address - area.address < area.length { return address - area.address + area.position }
        }
        for index in starts[image]..<starts[image + 1] {
            let area = areas[index]
            if address >= area.address, address - area.address < area.length {
                last.pointee.byAddress = index
                return address - area.address + area.position
            }
        }
        return nil
    }
}
