/// Persian as people and programs write it, brought to one writing: Arabic letters for Persian ones, marks, joiners and half-spaces.
enum PersianText {
    /// The letters of a text without what parts its words, and where words begin.
    struct Letters {
        var bytes: [UInt8] = []
        var starts: [Int] = []

        func places(of word: [UInt8]) -> [Int] {
            guard let first = word.first, bytes.count >= word.count else { return [] }
            return (0...bytes.count - word.count).filter { bytes[$0] == first && bytes[$0..<$0 + word.count].elementsEqual(word) }
        }
    }

    /// On bytes, for it runs at every number: ASCII in lower case, Persian letters for Arabic ones, no marks, no joiners.
    static func letters(_ text: [UInt8]) -> Letters {
        var letters = Letters()
        letters.bytes.reserveCapacity(text.count)
        var parted = true
        var index = 0
        func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0 }
        while index < text.count {
            let first = text[index]
            if first < 0x80 {
                if ASCII.isLetter(first) {
                    if parted { letters.starts.append(letters.bytes.count) }
                    parted = false
                    letters.bytes.append(ASCII.lower(first))
                } else {
                    parted = true
                }
                index += 1
                continue
            }
            let second = byte(index + 1)
            switch (first, second) {
            case (0xe2, 0x80), (0xc2, 0xa0), (0xc2, 0xab), (0xc2, 0xbb), (0xd8, 0x8c), (0xd8, 0x9b), (0xd8, 0x9f):
                parted = true
                index += first == 0xe2 ? 3 : 2
                continue
            // Vowel marks and the joiner that only lengthens.
            case (0xd9, 0x8b...0x95), (0xd9, 0x80):
                index += 2
                continue
            default: break
            }
            if parted { letters.starts.append(letters.bytes.count) }
            parted = false
            switch (first, second) {
            case (0xd9, 0x8a), (0xd9, 0x89): letters.bytes += [0xdb, 0x8c]
            // تأیید and تائید are تایید.
            case (0xd8, 0xa3), (0xd8, 0xa5): letters.bytes += [0xd8, 0xa7]
            case (0xd8, 0xa6): letters.bytes += [0xdb, 0x8c]
            case (0xd9, 0x83): letters.bytes += [0xda, 0xa9]
            case (0xd8, 0xa9), (0xdb, 0x80): letters.bytes += [0xd9, 0x87]
            default: letters.bytes += [first, second]
            }
            index += 2
        }
        return letters
    }

    static func folded(_ bytes: [UInt8]) -> String {
        folded(String(decoding: bytes, as: UTF8.self))
    }

    static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x064a, 0x0649: result.append("ی")
            case 0x0643: result.append("ک")
            case 0x0629, 0x06c0: result.append("ه")
            // Vowel marks, the hamza of an ezafe, the joiner that only lengthens, direction marks.
            case 0x064b...0x0655, 0x0640, 0x200d...0x200f, 0x202a...0x202e, 0x2066...0x2069: break
            case 0x200c, 0x00a0: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result).lowercased()
    }
}
