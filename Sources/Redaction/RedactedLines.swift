/// The secrets of one line after the other, with what lines know of those before them: keys and values that go over several.
struct RedactedLines {
    private let policy: RedactionPolicy
    private var scanner: LineScanner
    private var block: (indent: Int, sense: FieldSense, left: Int)?
    private var waiting: (pending: Fields.Pending, left: Int)?
    private var element: FieldSense?

    init(_ policy: RedactionPolicy) {
        self.policy = policy
        scanner = LineScanner(policy)
    }

    /// - Parameter partial: the line goes on behind these bytes.
    mutating func spans(in bytes: UnsafeBufferPointer<UInt8>, partial: Bool = false) -> [Span] {
        guard !bytes.isEmpty else { return [] }
        let line = LineBytes(bytes)
        var found: [Span] = []
        if policy.isWordsAlone {
            scanner.scan(line, &found)
            scanLayers(bytes, line, &found)
            return Span.merged(Replacements.without(found, line))
        }
        if scanner.keys.block != nil, scanner.keys.take(line, &found) { return Replacements.without(found, line) }
        if takeBlock(line, &found) { return Replacements.without(found, line) }
        scanner.fields.begin()
        scanner.elements.begin()
        scanner.options.begin()
        if let waited = waiting { takeWaiting(line, waited, &found) }
        if let sense = element { _ = scanner.elements.take(line, line.skipBlanks(0, limit: 256), sense, &found) }
        scanner.keys.findPuTTY(line)
        Directives.find(line, policy, &found)
        Dialogues.findLogin(line, &found)
        scanner.scan(line, &found)
        AuditArguments.find(line, policy, &found)
        if !partial { remember(Directives.variable(line, policy)) }
        if Dialogues.asksForPassword(line) { waiting = (.value(.password), 1) }
        scanLayers(bytes, line, &found)
        return Span.merged(Replacements.without(found, line))
    }

    /// JSON within strings, percent-encoding, entities: the same rules on what is left when they are taken away.
    private func scanLayers(_ bytes: UnsafeBufferPointer<UInt8>, _ line: LineBytes, _ found: inout [Span]) {
        guard DecodedLine.isNeeded(bytes) else { return }
        var decoded = DecodedLine(line, outer: nil)
        for _ in 0..<RedactionLimits.layers where decoded.changed {
            var inner: [Span] = []
            let origins = decoded.origins
            let next: DecodedLine? = decoded.bytes.withUnsafeBufferPointer { bytes in
                // A scanner of its own: no layer decides how the next line is read.
                var scanner = LineScanner(policy)
                scanner.labels = self.scanner.labels
                let line = LineBytes(bytes)
                scanner.scan(line, &inner)
                return DecodedLine.isNeeded(bytes) ? DecodedLine(line, outer: origins) : nil
            }
            for span in inner {
                let (start, end) = (Int(origins[span.start]), Int(origins[span.end]))
                if end > start { found.append(Span(start, end, span.kind, canonical: span.canonical)) }
            }
            guard let next else { return }
            decoded = next
        }
    }

    /// - Parameter variable: what the line declares, whose value is in those below.
    private mutating func remember(_ variable: FieldSense?) {
        element = scanner.elements.open
        if let sense = scanner.options.continued { waiting = (.value(sense), 1) }
        if let sense = variable {
            waiting = (.named(sense), 6)
            return
        }
        switch scanner.fields.pending {
        case .block(let indent, let sense): block = (indent, sense, RedactionLimits.blockLines)
        case .value(let sense): waiting = (.value(sense), 1)
        case .named(let sense): waiting = (.named(sense), 3)
        case .items(let sense): waiting = (.items(sense), RedactionLimits.blockLines)
        case nil where scanner.elements.named != nil:
            if let sense = scanner.elements.named { waiting = (.named(sense), 3) }
        case nil where scanner.options.continued != nil: break
        case nil: waiting = waiting.flatMap { $0.left > 0 ? $0 : nil }
        }
    }

    /// A line of a block that belongs to a secret name (YAML's `|`).
    private mutating func takeBlock(_ line: LineBytes, _ found: inout [Span]) -> Bool {
        guard let current = block else { return false }
        let first = line.skipBlanks(0, limit: line.count)
        guard first < line.count, line[first] != 13 else { return true }
        guard first > current.indent, current.left > 0 else {
            block = nil
            return false
        }
        block?.left -= 1
        var end = line.count
        while end > first, ASCII.isSpace(line[end - 1]) { end -= 1 }
        // A key says its name; it stays readable as one.
        if line.matches("-----", at: first) { return true }
        found.append(Span(line, first, end, Fields.kind(of: current.sense)))
        return true
    }

    private mutating func takeWaiting(_ line: LineBytes, _ waited: (pending: Fields.Pending, left: Int), _ found: inout [Span]) {
        waiting = waited.left > 1 ? (waited.pending, waited.left - 1) : nil
        let first = line.skipBlanks(0, limit: 256)
        switch waited.pending {
        case .items(let sense):
            guard line[first] != 93, line[first] != 125, line[first] != 123 else {
                waiting = nil
                return
            }
            takeItem(line, first, sense, &found)
        case .value(let sense):
            // `----` below the name of a ConfigMap's entry.
            if line[first] == 45, line[first + 1] == 45, line.end(from: first, while: { $0 == 45 }) >= line.count {
                waiting = (.value(sense), 1)
                return
            }
            // A list of YAML: its first item, and those below it.
            if line[first] == 45, line[first + 1] == 32 {
                waiting = (.value(sense), 1)
                return takeItem(line, line.skipBlanks(first + 2), sense, &found)
            }
            // Another field or an element: the value was empty.
            let name = line.end(from: first) { ASCII.isTokenByte($0) || $0 == 46 || $0 == 34 || $0 == 39 }
            let isField =
                line[name] == 58 || line[name] == 61 && name + 2 < line.count && ASCII.isLetter(line[first]) || line[first] == 60
                || line[first] == 123
                || line[first] == 125
            guard !isField || ASCII.isQuote(line[first]) && line[name] != 58, line[first] != 45 || line[first + 1] != 32 else {
                return
            }
            guard let extent = FieldValue.extent(line, first, enclosing: 0, whole: false),
                !Placeholders.isPlaceholder(line, extent.start, extent.end, prose: !extent.quoted)
            else { return }
            // A word of a sentence below a heading is none.
            guard extent.quoted || line.skipBlanks(extent.next) >= line.count || line[extent.next] == 13 else { return }
            found.append(Span(line, extent.start, extent.end, Fields.kind(of: sense)))
        case .named(let sense):
            // Another item of the list.
            if line[first] == 45, line[first + 1] == 32 {
                waiting = nil
                return
            }
            if let text = Elements.valueText(line, first) {
                waiting = nil
                _ = scanner.elements.take(line, text, sense, &found)
                return
            }
            var index = first
            while index < min(line.count, first + 64) {
                if line[index] == 58 || line[index] == 61, Fields.isValueName(line, before: index) {
                    waiting = nil
                    let start = line.skipBlanks(index + 1)
                    scanner.fields.take(line, start, sense, enclosing: 0, colon: line[index] == 58, spaced: false, policy, &found)
                    return
                }
                index += 1
            }
        case .block: break
        }
    }

    /// One of several secrets; names of secrets are listed so, too, and stay.
    private func takeItem(_ line: LineBytes, _ start: Int, _ sense: FieldSense, _ found: inout [Span]) {
        guard let value = FieldValue.extent(line, start, enclosing: 0, whole: false), line[value.next] != 58,
            !Placeholders.isPlaceholder(line, value.start, value.end, prose: !value.quoted)
        else { return }
        switch sense {
        case .password where value.end - value.start >= 4: break
        case .token where value.end - value.start >= 16 && Credentials.looksRandom(line, value.start, value.end): break
        default: return
        }
        found.append(Span(line, value.start, value.end, Fields.kind(of: sense)))
    }
}
