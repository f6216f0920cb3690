import Entitlement
import RelayStorage
import Sessions
import Storage

/// What the vendor signed of the release that a machine asks for by itself (requirements A15, B6, B7). Of the machine's own words none
/// counts that the metadata which the relay serves do not say too (H38).
struct UpdateFacts {
    /// What is published under its product and version, for any platform; empty: nothing is.
    let published: [ReleasedTarget.Words]
    /// As the request names it; of one that names none, the only one for which the version is published. nil: nobody knows.
    let platform: String?
    /// As the request names it. Of a version that is not published the word stands until something of it is to be fetched, which must
    /// bear it then.
    let day: String

    init(_ update: UpdateRequest, in transaction: Transaction) throws {
        published = try transaction.releaseTargets.list(product: update.product, version: update.version).map(\.words)
        let platforms = Set(published.map(\.platform).filter { !$0.isEmpty })
        platform = update.platform ?? (platforms.count == 1 ? platforms.first : nil)
        day = update.released
    }

    /// What is published for its platform.
    var ofPlatform: [ReleasedTarget.Words] { published.filter { $0.platform.isEmpty || $0.platform == platform } }

    /// nil: the description names no day of the calendar, and the rules ask for the request alone.
    var released: CivilDate? {
        guard published.isEmpty || ofPlatform.contains(where: { $0.released == day }) else { return nil }
        return try? CivilDate(parsing: day)
    }

    /// Whether a target is what was judged: one of another platform, or that came out on another day, is not.
    func include(_ words: ReleasedTarget.Words) -> Bool {
        (words.platform.isEmpty || words.platform == platform) && (words.released.isEmpty || words.released == day)
    }
}
