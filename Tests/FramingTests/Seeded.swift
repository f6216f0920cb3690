/// A generator whose seed is printed with a failing case (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    /// Bytes between noise and repetition: runs of random length from an alphabet of random size.
    mutating func bytes(upTo limit: Int) -> [UInt8] {
        let count = Int.random(in: 0...limit, using: &self)
        let alphabet = UInt8.random(in: 0...255, using: &self)
        var bytes: [UInt8] = []
        while bytes.count < count {
            let byte = UInt8.random(in: 0...alphabet, using: &self)
            let run = Int.random(in: 0...4, using: &self) == 0 ? Int.random(in: 1...300, using: &self) : 1
            bytes.append(contentsOf: repeatElement(byte, count: min(run, count - bytes.count)))
        }
        return bytes
    }
}
