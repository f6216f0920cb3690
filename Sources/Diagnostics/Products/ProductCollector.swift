import Foundation
import Primitives
import Updates

/// Performs a product's declared probes, one after the other, each within its own bounds: one that fails or hangs is told so, and the rest
/// go on.
struct ProductCollector: Collector {
    let name: CollectorName
    let timeout = DiagnosticsLimits.longCollectorTime
    private let declaration: Declaration

    init(_ declaration: Declaration) {
        self.declaration = declaration
        name = .product(declaration.product)
    }

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let clock = ContinuousClock()
        // A little less than the collector's own time, so that the report is written in any case.
        let deadline = clock.now + timeout - .seconds(5)
        var reports: [ProbeReport] = []
        var attachments: [Attachment] = []
        for probe in declaration.probes {
            let begun = clock.now
            let left = min(probe.timeout, deadline - begun)
            func millis() -> Int64 { (clock.now - begun).wholeMilliseconds }
            do throws(Failure) {
                guard left > .zero else { throw Failure(.diagnosisOutOfTime, ["name": probe.name]) }
                let answer = try await ask(probe, within: left, context)
                let (report, attachment) = try tell(probe, answer, millis(), context)
                reports.append(report)
                if let attachment { attachments.append(attachment) }
            } catch {
                let report = CollectorReport(name, error, millis: 0)
                reports.append(
                    ProbeReport(
                        name: probe.name, state: report.state, millis: millis(), gap: report.gaps?.first, status: nil, value: nil,
                        text: nil, bytes: 0, isCut: false, file: nil))
            }
        }
        let gaps = reports.compactMap(\.gap)
        return Collected(
            .product(ProductFacts(product: declaration.product, probes: reports)), gaps: gaps, attachments: attachments)
    }

    private func ask(_ probe: DeclaredProbe, within time: Duration, _ context: CollectionContext) async throws(Failure)
        -> ProbeAnswer
    {
        switch probe.kind {
        case .command(let words):
            let result = try await context.programs.run(
                ToolCall(words, timeout: time, outputLimit: probe.bytes, memory: probe.memory))
            return ProbeAnswer(status: Int64(result.status), bytes: result.output)
        case .files(let patterns): return try Self.files(patterns, probe.bytes, context.root)
        case .http(let endpoint):
            let limit = probe.bytes
            let result: Result<LocalHTTP.Answer, Failure> = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    do throws(Failure) {
                        continuation.resume(returning: .success(try LocalHTTP(endpoint, timeout: time, limit: limit).get()))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
            let answer = try result.get()
            return ProbeAnswer(status: answer.status, bytes: answer.body, isCut: answer.isCut)
        case .sql(let database, let query):
            if case .sqlite(let file) = database, !context.root.exists(file) {
                throw Failure(.diagnosisUnreadable, ["path": file, "reason": "nothing there"])
            }
            let (words, environment) = database.command(query, timeout: time)
            let result = try await context.programs.run(
                ToolCall(words, timeout: time, outputLimit: probe.bytes, memory: probe.memory, environment: environment))
            guard result.status == 0 else { throw result.failure(words[0]) }
            let (rows, omitted) = SQLRows.read(result.text, database)
            return ProbeAnswer(status: nil, bytes: result.output, rows: .array(rows), isCut: omitted > 0)
        }
    }

    /// Each file behind a line with its name, all together within the limit.
    private static func files(_ patterns: [String], _ limit: Int, _ root: FactRoot) throws(Failure) -> ProbeAnswer {
        var answer = ProbeAnswer()
        var found: [String] = []
        for pattern in patterns {
            let matches = PathPatterns.files(pattern, in: root)
            found += matches.paths.filter { !found.contains($0) && !root.isDirectory($0) }
            if matches.isCut { answer.isCut = true }
        }
        guard !found.isEmpty else {
            throw Failure(.diagnosisUnreadable, ["path": patterns.joined(separator: " "), "reason": "nothing there"])
        }
        for path in found {
            answer.bytes += Array("==> \(FactText.capped(path)) <==\n".utf8)
            let room = limit - answer.bytes.count
            guard room > 0 else {
                answer.isCut = true
                break
            }
            let bytes = try root.bytes(path, limit: room + 1)
            if bytes.count > room { answer.isCut = true }
            answer.bytes += bytes.prefix(room)
            if answer.bytes.last != 10 { answer.bytes.append(10) }
        }
        return answer
    }

    private func tell(
        _ probe: DeclaredProbe, _ answer: ProbeAnswer, _ millis: Int64, _ context: CollectionContext
    ) throws(Failure) -> (ProbeReport, Attachment?) {
        var gap: Gap?
        var value = answer.rows
        if probe.isJSON {
            value = ProductJSON.value(answer.bytes)
            if value == nil { gap = Gap(Failure(.diagnosisMalformed, ["source": probe.name, "reason": "no JSON"])) }
        }
        let isShort = answer.bytes.count <= DiagnosticsLimits.inlineBytes
        var attachment: Attachment?
        if !isShort, let directory = context.attachments {
            attachment = try Self.attach(answer.bytes, "products/\(declaration.product)/\(probe.name).txt", directory)
        }
        if !isShort { value = nil }
        let text = isShort && value == nil ? Self.lines(answer.bytes) : nil
        let report = ProbeReport(
            name: probe.name, state: gap == nil ? .ok : .partial, millis: millis, gap: gap, status: answer.status, value: value,
            text: text, bytes: Int64(answer.bytes.count), isCut: answer.isCut, file: attachment?.name)
        return (report, attachment)
    }

    /// Lines stay lines; all else that a terminal obeys goes.
    private static func lines(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map { FactText.capped($0, DiagnosticsLimits.line) }.joined(separator: "\n")
    }

    private static func attach(_ bytes: [UInt8], _ name: String, _ directory: AttachmentDirectory) throws(Failure) -> Attachment {
        let writer = try directory.writer(name, limit: DiagnosticsLimits.maximumProbeBytes * 4)
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            writer.write(line: line)
        }
        return try writer.finish()
    }
}
