extension Fields {
    /// `name="DB_PASSWORD" value="x"`, `{"name":"DB_PASSWORD","value":"x"}`, `<property name="a.password">x</property>`.
    mutating func takeNamed(
        _ line: LineBytes, _ extent: FieldValue.Extent, _ policy: RedactionPolicy, _ found: inout [Span]
    ) {
        guard extent.end - extent.start <= 2 * RedactionLimits.fieldName else { return }
        var inner = FieldName()
        guard let sense = inner.read(line, before: extent.end, policy.fields), sense != .name,
            inner.start <= extent.start + 1 || extent.quoted
        else { return }
        var index = extent.next
        let last = min(line.count, index + 512)
        while index < last {
            let byte = line[index]
            if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":"), Self.isValueName(line, before: index) {
                let start = line.skipBlanks(index + 1)
                return take(line, start, sense, enclosing: 0, colon: byte == UInt8(ascii: ":"), spaced: false, policy, &found)
            }
            if byte == UInt8(ascii: ">"), line[index - 1] != UInt8(ascii: "/"), line[index + 1] != UInt8(ascii: "<"),
                index + 1 < line.count
            {
                let end = line.end(from: index + 1) { $0 != UInt8(ascii: "<") }
                if end > index + 1, !Placeholders.isPlaceholder(line, index + 1, end, prose: false) {
                    found.append(Span(line, index + 1, end, Self.kind(of: sense)))
                }
                return
            }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "/") && line[index + 1] == UInt8(ascii: ">") {
                return findValueBefore(line, extent.start, sense, &found)
            }
            index += 1
        }
        pending = .named(sense)
        findValueBefore(line, extent.start, sense, &found)
    }

    /// `<add value="x" key="ApiKey"/>`: the value stands first.
    func findValueBefore(_ line: LineBytes, _ end: Int, _ sense: FieldSense, _ found: inout [Span]) {
        var index = end
        while index > max(0, end - 512), line[index] != 60, line[index] != 123, line[index] != 62, line[index] != 125 {
            index -= 1
            guard line[index] == 61 || line[index] == 58, Self.isValueName(line, before: index),
                let value = FieldValue.extent(line, line.skipBlanks(index + 1), enclosing: 0, whole: false), value.quoted,
                value.end < end,
                !Placeholders.isPlaceholder(line, value.start, value.end, prose: false)
            else { continue }
            found.append(Span(line, value.start, value.end, Self.kind(of: sense)))
            return
        }
    }

    static func isValueName(_ line: LineBytes, before end: Int) -> Bool {
        var last = end
        while last > end - 24, ASCII.isBlank(line[last - 1]) { last -= 1 }
        if ASCII.isQuote(line[last - 1]) { last -= 1 }
        var first = last
        while first > last - 16, ASCII.isLetter(line[first - 1]) { first -= 1 }
        switch String(decoding: line.bytes(first, last).map(ASCII.lower), as: UTF8.self) {
        case "value", "val", "v", "content", "default", "defaultvalue", "text", "data": return true
        default: return false
        }
    }
}
