/// JSON Web Tokens (RFC 7519), by their header: base 64 of an object with `alg`.
enum WebTokens {
    /// - Returns: where to go on, or nil.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        guard begins(line, index) else { return nil }
        let header = line.end(from: index, limit: 1025) { ASCII.isTokenByte($0) || $0 == 61 }
        guard line[header] == 46, header - index >= 12, let object = Base64.decode(line.bytes(index, header)),
            object.first == UInt8(ascii: "{")
        else { return nil }
        let text = String(decoding: object, as: UTF8.self)
        guard text.utf8.contains(58), ["\"alg\"", "\"typ\"", "\"kid\"", "\"enc\""].contains(where: text.contains) else {
            return nil
        }
        var dots = 0
        var end = header
        while end < line.count {
            if line[end] == 46 {
                dots += 1
            } else if !ASCII.isTokenByte(line[end]), line[end] != 61 {
                break
            }
            end += 1
        }
        while end > index, line[end - 1] == 46 && dots > 2 || line[end - 1] == 61 && line[end - 2] == 46 {
            if line[end - 1] == 46 { dots -= 1 }
            end -= 1
        }
        guard dots >= 2 else { return nil }
        found.append(Span(line, index, end, .webToken))
        return end
    }

    /// Base 64 of `{"`, or of `{` and a blank or line end.
    private static func begins(_ line: LineBytes, _ index: Int) -> Bool {
        let third = line[index + 2]
        switch line[index + 1] {
        case UInt8(ascii: "y"): return (73...76).contains(third) || (65...68).contains(third)
        case UInt8(ascii: "w"): return (111...114).contains(third) || (48...51).contains(third)
        default: return false
        }
    }
}
