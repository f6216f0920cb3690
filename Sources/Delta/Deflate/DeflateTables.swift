/// RFC 1951, 3.2.5 and 3.2.7: the codes of lengths and distances.
struct DeflateTables {
    static let shortest = 3
    static let longest = 258
    static let endOfBlock = 256
    static let literals = 286
    static let distances = 30

    static let extraOfLengths: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    static let extraOfDistances: [UInt8] = (0..<distances).map { UInt8(max($0 / 2 - 1, 0)) }
    /// In this order the lengths of the codes of code lengths stand in a block.
    static let orderOfLengthCodes = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    /// Lengths of the fixed codes; two codes of the literals' tree never occur.
    static let fixedLiterals: [UInt8] = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    static let fixedDistances = [UInt8](repeating: 5, count: distances)

    /// The first length, less three, of each code of lengths.
    static let firstLengths: [Int] = {
        var firsts: [Int] = []
        var length = 0
        for extra in extraOfLengths.dropLast() {
            firsts.append(length)
            length += 1 << Int(extra)
        }
        return firsts + [longest - shortest]
    }()

    /// The first distance, less one, of each code of distances.
    static let firstDistances: [Int] = {
        var firsts: [Int] = []
        var distance = 0
        for extra in extraOfDistances {
            firsts.append(distance)
            distance += 1 << Int(extra)
        }
        return firsts
    }()

    /// The code of each length less three. 258 has a code of its own.
    static let codesOfLengths: [UInt8] = (0...255).map { length in
        UInt8((firstLengths.lastIndex { $0 <= length }) ?? 0)
    }

    /// The code of a distance less one: of the first 256 by themselves, of the others by their upper bits.
    static let codesOfDistances: [UInt8] = (0..<512).map { place in
        let distance = place < 256 ? place : (place - 256) << 7
        return UInt8((firstDistances.lastIndex { $0 <= distance }) ?? 0)
    }
}
