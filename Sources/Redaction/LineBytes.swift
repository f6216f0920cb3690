/// The bytes of one line, by index; beyond its ends there are NULs, so that recognisers look around without asking.
struct LineBytes {
    private let start: UnsafePointer<UInt8>?
    let count: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        start = bytes.baseAddress
        count = bytes.count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let start, UInt(bitPattern: index) < UInt(bitPattern: count) else { return 0 }
        return start[index]
    }

    func bytes(_ start: Int, _ end: Int) -> [UInt8] {
        let (low, high) = (max(0, start), min(count, end))
        guard low < high, let base = self.start else { return [] }
        return Array(UnsafeBufferPointer(start: base + low, count: high - low))
    }

    /// Whether the text stands here, letters of ASCII in either case. `text` is in lower case.
    @inline(__always)
    func matches(_ text: StaticString, at index: Int) -> Bool {
        guard index >= 0, index <= count - text.utf8CodeUnitCount else { return false }
        let letters = text.utf8Start
        for offset in 0..<text.utf8CodeUnitCount where ASCII.lower(self[index + offset]) != letters[offset] { return false }
        return true
    }

    /// The same for bytes that are in lower case already.
    @inline(__always)
    func matches(_ text: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index <= count - text.count else { return false }
        for offset in text.indices where ASCII.lower(self[index + offset]) != text[offset] { return false }
        return true
    }

    /// Whether the text stands anywhere in the range.
    func contains(_ text: StaticString, in range: Range<Int>) -> Bool {
        let last = min(range.upperBound, count) - text.utf8CodeUnitCount
        var index = max(0, range.lowerBound)
        while index <= last {
            if matches(text, at: index) { return true }
            index += 1
        }
        return false
    }

    func skipBlanks(_ index: Int, limit: Int = 64) -> Int {
        var index = index
        let last = index + limit
        while index < last, ASCII.isBlank(self[index]) { index += 1 }
        return index
    }

    /// The same, for at most so many bytes: what may begin again within the run must not look to its end each time.
    @inline(__always)
    func end(from index: Int, limit: Int, while holds: (UInt8) -> Bool) -> Int {
        var index = index
        let last = min(count, index + limit)
        while index < last, holds(self[index]) { index += 1 }
        return index
    }

    /// The end of the run of bytes that the test holds for.
    @inline(__always)
    func end(from index: Int, while holds: (UInt8) -> Bool) -> Int {
        var index = index
        while index < count, holds(self[index]) { index += 1 }
        return index
    }
}
