/// Takes secrets out of texts, line by line, in bounded memory (D7).
///
/// One value serves a whole bundle: `begin(file:)`, `redact` as often as there is text, `end`, and so on for each file. The same secret has the
/// same number in all of them. Invalid UTF-8 and NULs go through as they are.
package struct Redactor {
    /// What was redacted so far.
    package private(set) var list = RedactionList()

    private let policy: RedactionPolicy
    private var numbers = SecretNumbers()
    private var lines: RedactedLines
    private var file = ""
    private var line = 0
    /// The beginning of a line whose end has not come yet.
    private var rest: [UInt8] = []
    /// Behind a window's secret that did not end: the line's remainder is dropped.
    private var dropping = false
    /// Bytes of `rest` that went out already, and are there for what comes behind them.
    private var emitted = 0

    package init(_ policy: RedactionPolicy) {
        self.policy = policy
        lines = RedactedLines(policy)
    }

    /// - Parameter name: what the list calls the file.
    package mutating func begin(file name: String) {
        file = name
        line = 0
        rest.removeAll(keepingCapacity: true)
        dropping = false
        emitted = 0
        lines = RedactedLines(policy)
    }

    /// Appends what is known to be free of secrets to `output`; the beginning of a line stays here until its end comes.
    package mutating func redact(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        let bytes = bytes.assumingMemoryBound(to: UInt8.self)
        var start = 0
        while start < bytes.count {
            let end = Self.lineEnd(bytes, start)
            let complete = end < bytes.count
            let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
            if complete, rest.isEmpty, !dropping, piece.count <= RedactionLimits.window {
                redactLine(piece, &output)
                output.append(10)
            } else {
                append(piece, complete, &output)
            }
            start = end + 1
        }
    }

    package mutating func redact(_ bytes: [UInt8], into output: inout [UInt8]) {
        bytes.withUnsafeBytes { redact($0, into: &output) }
    }

    /// The rest of the file.
    package mutating func end(into output: inout [UInt8]) {
        guard !rest.isEmpty || dropping else { return }
        finishLine(&output)
    }

    /// A whole text, which is a file of its own.
    package mutating func redact(_ text: String, file name: String) -> String {
        begin(file: name)
        var output: [UInt8] = []
        redact(Array(text.utf8), into: &output)
        end(into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 10 { index += 1 }
        return index
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>, _ complete: Bool, _ output: inout [UInt8]) {
        var taken = 0
        while taken < piece.count, !dropping {
            let count = min(piece.count - taken, RedactionLimits.window - rest.count)
            rest.append(contentsOf: piece[taken..<taken + count])
            taken += count
            if rest.count >= RedactionLimits.window { passWindow(&output) }
        }
        guard complete else { return }
        finishLine(&output)
        output.append(10)
    }

    private mutating func finishLine(_ output: inout [UInt8]) {
        if dropping {
            line += 1
        } else {
            let bytes = rest
            bytes.withUnsafeBufferPointer { redactLine($0, from: emitted, &output) }
        }
        rest.removeAll(keepingCapacity: true)
        dropping = false
        emitted = 0
    }

    private mutating func redactLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, _ output: inout [UInt8]) {
        line += 1
        let spans = lines.spans(in: bytes)
        emit(bytes, start, bytes.count, spans[...], &output)
    }

    /// A window is full and the line goes on: what is safe goes out, and enough stays for what comes.
    private mutating func passWindow(_ output: inout [UInt8]) {
        let bytes = rest
        bytes.withUnsafeBufferPointer { bytes in
            let spans = lines.spans(in: bytes, partial: true)
            var boundary = bytes.count - RedactionLimits.overlap
            if let across = spans.first(where: { $0.start < boundary && $0.end > boundary }) { boundary = across.start }
            let open = spans.last.map { $0.end >= bytes.count && $0.start <= bytes.count - RedactionLimits.overlap } ?? false
            let before = spans.prefix { $0.end <= boundary }
            // Counted as a part of the line that comes.
            line += 1
            emit(bytes, emitted, boundary, before, &output)
            if open || boundary <= emitted {
                output += Array("[redacted:\(RedactionKind.overlong.rawValue)]".utf8)
                list.add(RedactionKind.overlong.rawValue, file, line)
                dropping = true
            }
            line -= 1
            let keep = max(0, boundary - RedactionLimits.overlap)
            emitted = boundary - keep
            rest.removeFirst(keep)
        }
        if dropping { rest.removeAll(keepingCapacity: true) }
    }

    private mutating func emit(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ spans: ArraySlice<Span>, _ output: inout [UInt8]
    ) {
        var index = start
        for span in spans where span.end > index {
            if span.start > index { output.append(contentsOf: bytes[index..<span.start]) }
            replace(span, &output)
            index = span.end
        }
        if index < end { output.append(contentsOf: bytes[index..<end]) }
    }

    private mutating func replace(_ span: Span, _ output: inout [UInt8]) {
        let name = span.kind.rawValue
        // The lines of a key are no secrets of their own: a number for each would say nothing.
        let number = span.kind == .privateKey ? nil : numbers.number(of: span.canonical, span.kind)
        output += Array((number.map { "[redacted:\(name)#\($0)]" } ?? "[redacted:\(name)]").utf8)
        list.add(name, file, line)
    }
}
