import Primitives

/// One log with its rotated parts: its newest lines in the range of time. Each part is read once as a stream; what is held in memory is
/// no more than what is taken (H82).
struct FileLog {
    private let path: String
    private let name: String
    private let selection: LogSelection

    init(_ path: String, _ name: String, _ selection: LogSelection) {
        self.path = path
        self.name = name
        self.selection = selection
    }

    /// - Parameter budget: bytes that packed parts may still unpack to, of all logs together.
    ///
    /// Throws diagnosis.unreadable, and of a log that is packed itself diagnosis.malformed and diagnosis.too-large.
    func take(_ context: CollectionContext, unpacking budget: inout Int) throws(Failure) -> TakenLog {
        guard let status = context.root.status(path) else {
            throw Failure(.diagnosisUnreadable, ["path": path, "reason": "nothing there"])
        }
        var room = LogRoom(selection)
        var parts = [try LogPart.read(path, isCurrent: true, context, selection, room, &budget)]
        room.take(parts[0].lines)
        var gaps: [Gap] = []
        var isCut = parts[0].isCut
        if !parts[0].beginsEarlier {
            let rotated = RotatedLogs.of(path, in: context.root)
            isCut = isCut || rotated.isCut
            for path in rotated.paths {
                // Its last line was written then.
                if let since = selection.since, let status = context.root.status(path), status.changed < since { break }
                guard !room.isFull else {
                    isCut = true
                    break
                }
                let part: LogPart
                do { part = try LogPart.read(path, isCurrent: false, context, selection, room, &budget) } catch {
                    gaps.append(Gap(error))
                    break
                }
                parts.append(part)
                room.take(part.lines)
                isCut = isCut || part.isCut
                if part.beginsEarlier { break }
            }
        }
        let flooded = Figures.sum(parts.map(\.flooded))
        return try TakenLog.write(
            parts.reversed().flatMap(\.lines), name, path, selection, context,
            more: LogMore(
                isCut: isCut || flooded > 0, rotatedFiles: Int64(parts.count - 1), fileBytes: status.size,
                floods: flooded > 0 ? [LogFlood(source: FactText.capped(path), leftOutLines: flooded)] : []),
            gaps: gaps)
    }
}
