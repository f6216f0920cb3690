import Primitives

/// The journal and the files of the allow-list: the last lines within a range of time, each log bounded in lines and bytes.
struct LogCollector: Collector {
    let name = CollectorName.logs
    let timeout = DiagnosticsLimits.longCollectorTime

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let selection = context.given.logs
        guard !selection.sources.isEmpty else { throw Failure(.diagnosisNotHere, ["what": "logs"]) }
        var gaps: [Gap] = []
        var logs: [LogFile] = []
        var attachments: [Attachment] = []
        var omitted = 0
        var budget = DiagnosticsLimits.unpackedLogs
        func keep(_ taken: TakenLog) {
            logs.append(taken.facts)
            gaps += taken.gaps
            if let attachment = taken.attachment { attachments.append(attachment) }
        }
        omitted += max(0, selection.sources.count - DiagnosticsLimits.logs)
        for source in selection.sources.prefix(DiagnosticsLimits.logs) {
            if source.units != nil {
                do { keep(try await JournalLog(source, selection).take(context)) } catch { gaps.append(Gap(error)) }
            }
            for (path, name) in files(source, context.root, &omitted) {
                guard logs.count < DiagnosticsLimits.logs else {
                    omitted += 1
                    continue
                }
                do { keep(try FileLog(path, name, selection).take(context, unpacking: &budget)) } catch {
                    gaps.append(Gap(error))
                }
            }
        }
        if logs.isEmpty, let gap = gaps.first { throw gap.failure }
        return Collected(.logs(LogFacts(logs: logs)), gaps: gaps, omitted: Int64(omitted), attachments: attachments)
    }

    /// What the patterns name, each with the name of its file in the bundle. A pattern that names nothing is no gap: the allow-list is of
    /// several distributions.
    private func files(_ source: LogSource, _ root: FactRoot, _ omitted: inout Int) -> [(path: String, name: String)] {
        var all: [String] = []
        for pattern in source.files where PathPatterns.problem(pattern) == nil {
            let found = PathPatterns.files(pattern, in: root)
            if found.isCut { omitted += 1 }
            for path in found.paths where !all.contains(path) && !root.isDirectory(path) { all.append(path) }
        }
        // Old parts of a log are read with it.
        all = all.filter { path in !all.contains { RotatedLogs.isRotation(path, of: $0) } }
        return all.enumerated().map { index, path in
            (path, all.count == 1 && source.units == nil ? source.name : "\(source.name)-\(index + 1)")
        }
    }
}
