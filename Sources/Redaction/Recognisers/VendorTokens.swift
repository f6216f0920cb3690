/// Tokens that are known by how they look, wherever they stand.
enum VendorTokens {
    /// - Returns: where to go on, or nil where no token begins here.
    @inline(__always)
    static func find(_ line: LineBytes, at index: Int, _ shapes: [TokenShape], _ found: inout [Span]) -> Int? {
        for shape in shapes where line[index + 1] == shape.prefix[1 % shape.prefix.count] {
            if let end = end(of: shape, line, index) {
                found.append(Span(line, index, end, shape.kind))
                if shape.kind == .awsKey { findSecret(line, end, &found) }
                return end
            }
        }
        return nil
    }

    private static func end(of shape: TokenShape, _ line: LineBytes, _ index: Int) -> Int? {
        for (offset, byte) in shape.prefix.enumerated() where line[index + offset] != byte { return nil }
        let start = index + shape.prefix.count
        var end = line.end(from: start, limit: 256, while: shape.takes)
        let isLong = end == start + 256
        while end > start, line[end - 1] == 46 || line[end - 1] == 58 { end -= 1 }
        guard end - start >= shape.shortest else { return nil }
        // An identifier of exactly this length, or a word that goes on: no key.
        if shape.alphabet == .upper, shape.shortest == 16, ASCII.isAlphanumeric(line[end]) || line[end] == 95 { return nil }
        if shape.alphabet == .hexadecimal, ASCII.isTokenByte(line[end]) { return nil }
        guard shape.prefix.count >= 7 || shape.alphabet == .upper || Credentials.looksRandom(line, start, end) else { return nil }
        return isLong ? line.end(from: end, while: shape.takes) : end
    }

    /// The secret of 40 characters that stands beside an AWS key: `AKIA…:secret`, a row of its CSV file.
    private static func findSecret(_ line: LineBytes, _ start: Int, _ found: inout [Span]) {
        var index = start
        let last = min(line.count, start + 256)
        while index < last {
            guard ASCII.isAlphanumeric(line[index]) || line[index] == 47 || line[index] == 43 else {
                index += 1
                continue
            }
            let end = line.end(from: index) { ASCII.isAlphanumeric($0) || $0 == 47 || $0 == 43 }
            if end - index == 40, Entropy.isMixed(line, index, end, digits: false) {
                found.append(Span(line, index, end, .awsKey))
            }
            index = end
        }
    }
}
