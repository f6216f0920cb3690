import Glibc

/// The last bytes of the input, where in them every three bytes occurred, and the longest match for those at a position.
///
/// It is filled and moved as zlib and gzip do it, for what they forget when it moves decides what they find. Position 0 means none.
final class DeflateWindow {
    private let encoding: DeflateEncoding
    private let size: Int
    /// The room: twice the window, and what may be read behind it.
    let bytes: UnsafeMutablePointer<UInt8>
    private let heads: UnsafeMutablePointer<UInt16>
    private let earlier: UnsafeMutablePointer<UInt16>
    private let hashSize: Int
    private let shift: Int
    /// Where the input is looked at.
    private(set) var position = 0
    /// Bytes of the input from there on that are in the room.
    private(set) var ahead = 0
    /// Where the match was that was found last.
    private(set) var matchStart = 0

    /// With fewer bytes ahead the room is filled again: the longest match and a beginning of the next.
    static let enough = DeflateTables.longest + DeflateTables.shortest + 1

    init(_ encoding: DeflateEncoding) {
        self.encoding = encoding
        size = 1 << encoding.windowBits
        hashSize = 1 << encoding.hashBits
        shift = (encoding.hashBits + 2) / 3
        let room = 2 * size + 2 * DeflateTables.longest
        bytes = .allocate(capacity: room)
        bytes.initialize(repeating: 0, count: room)
        heads = .allocate(capacity: hashSize)
        heads.initialize(repeating: 0, count: hashSize)
        earlier = .allocate(capacity: size)
        earlier.initialize(repeating: 0, count: size)
    }

    deinit {
        bytes.deallocate()
        heads.deallocate()
        earlier.deallocate()
    }

    private var farthest: Int { size - Self.enough }
    var room: Int { 2 * size - position - ahead }

    /// Takes as much of the input as there is room for, and says how much that was.
    func fill(_ input: UnsafeRawBufferPointer) -> Int {
        let count = min(room, input.count)
        guard count > 0, let start = input.baseAddress else { return 0 }
        UnsafeMutableRawPointer(bytes + position + ahead).copyMemory(from: start, byteCount: count)
        ahead += count
        return count
    }

    /// Zeros behind the input's last byte.
    func end() {
        bytes[position + ahead] = 0
        bytes[position + ahead + 1] = 0
    }

    /// Forgets the first half of the room where the position is near its end. Returns by how much positions fell.
    func move() -> Int {
        guard position >= size + farthest else { return 0 }
        UnsafeMutableRawPointer(bytes).copyMemory(from: bytes + size, byteCount: size)
        position -= size
        // May be one byte before the room for a moment.
        matchStart -= size
        let fall = UInt16(size)
        for place in 0..<hashSize { heads[place] = heads[place] > fall ? heads[place] &- fall : 0 }
        for place in 0..<size { earlier[place] = earlier[place] > fall ? earlier[place] &- fall : 0 }
        return size
    }

    @inline(__always)
    func advance(_ count: Int) {
        position += count
        ahead -= count
    }

    /// Remembers the three bytes at a position; returns where they, or others of the same hash, were before.
    @inline(__always)
    func remember(_ place: Int) -> Int {
        let hash = (Int(bytes[place]) << (2 * shift) ^ Int(bytes[place + 1]) << shift ^ Int(bytes[place + 2])) & (hashSize - 1)
        let head = heads[hash]
        earlier[place & (size - 1)] = head
        heads[hash] = UInt16(truncatingIfNeeded: place)
        return Int(head)
    }

    /// Whether a place that `remember` returned may be matched.
    @inline(__always)
    func reaches(_ place: Int) -> Bool {
        place != 0 && position - place <= farthest && position <= 2 * size - Self.enough
    }

    /// The longest match for the bytes at the position that is longer than `least`, or `least`.
    ///
    /// - Parameter first: the newest place with these three bytes, within reach.
    func longestMatch(_ first: Int, least: Int) -> Int {
        let scan = bytes + position
        let limit = max(position - farthest, 0)
        var chain = least >= encoding.good ? encoding.chain >> 2 : encoding.chain
        var best = least
        // zlib is content with all that is ahead; gzip goes on with what lies behind.
        let nice = encoding.style == .zlib ? min(encoding.nice, ahead) : encoding.nice
        var place = first
        repeat {
            let there = bytes + place
            if there[best] == scan[best], there[best - 1] == scan[best - 1], there[0] == scan[0], there[1] == scan[1] {
                let length = Self.common(there, scan)
                if length > best {
                    matchStart = place
                    best = length
                    if length >= nice { break }
                }
            }
            place = Int(earlier[place & (size - 1)])
            chain -= 1
        } while place > limit && chain != 0
        return min(best, ahead)
    }

    @inline(__always)
    private static func common(_ there: UnsafeMutablePointer<UInt8>, _ scan: UnsafeMutablePointer<UInt8>) -> Int {
        let (here, other) = (UnsafeRawPointer(scan), UnsafeRawPointer(there))
        var length = 2
        while length < DeflateTables.longest {
            let difference =
                here.loadUnaligned(fromByteOffset: length, as: UInt64.self)
                ^ other.loadUnaligned(fromByteOffset: length, as: UInt64.self)
            if difference != 0 { return length + difference.trailingZeroBitCount >> 3 }
            length += 8
        }
        return DeflateTables.longest
    }
}
