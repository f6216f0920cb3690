/// Private keys in PEM that are in base 64 once more, as Kubernetes' secrets have them; encoded certificates stay.
enum EncodedKeys {
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        // `-----BEGIN `
        guard line[index + 1] == UInt8(ascii: "S"), line.matches("ls0tls1crudjti", at: index) else { return nil }
        let end = line.end(from: index, while: ASCII.isBase64)
        let head = index + min(80, (end - index) / 4 * 4)
        guard let text = Base64.decode(line.bytes(index, head)), String(decoding: text, as: UTF8.self).contains("PRIVATE KEY")
        else { return nil }
        found.append(Span(line, index, end, .privateKey))
        return end
    }
}
