import FileTransfer
import Primitives
import Sessions

/// What an outcome says about the files of a push.
enum PushEffects {
    /// Of a single file its effect, also where nothing had to be done; of a tree the files that were written and what was deleted, at
    /// most `Outcome.fileLimit`: those with a backup or another name first, because nobody could guess these.
    static func of(_ effects: [TreeEffect], _ order: FilePush) throws -> [FileEffect] {
        let told = order.isTree ? effects.filter(isTold) : effects.filter { $0.kind != .skipped }
        let first = told.filter { $0.backup != nil || $0.otherName != nil }
        let rest = told.filter { $0.backup == nil && $0.otherName == nil }
        return try (first + rest).prefix(Outcome.fileLimit).map { effect in
            try FileEffect(
                path: path(effect, beneath: order), size: UInt64(clamping: effect.size), digest: effect.digest,
                backup: effect.backup ?? "")
        }
    }

    private static func isTold(_ effect: TreeEffect) -> Bool {
        switch effect.kind {
        case .created, .replaced: effect.entryKind == .file
        case .deleted: true
        case .unchanged, .skipped: false
        }
    }

    /// Absolute, with the name that it has now.
    private static func path(_ effect: TreeEffect, beneath order: FilePush) -> String {
        let whole = effect.path.isEmpty ? order.destination.description : "\(order.destination)/\(effect.path)"
        guard let other = effect.otherName, let slash = whole.lastIndex(of: "/") else { return whole }
        return String(whole[...slash]) + other
    }
}

extension FileCounts {
    init(_ counts: TreeCounts) {
        self.init(
            written: UInt64(clamping: counts.files), unchanged: UInt64(clamping: counts.unchanged),
            skipped: UInt64(clamping: counts.skipped), deleted: UInt64(clamping: counts.deleted))
    }
}
