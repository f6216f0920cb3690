import Primitives

/// Two boots of one machine that keep displacing each other are a copied disk: both are set aside (design of trust,
/// "Enrolment"). A reboot displaces once, and its predecessor never returns.
struct CloneWatch: Sendable {
    /// Returns of a displaced boot that are believed to be chance.
    static let returnsLimit = 2
    /// Older displacements do not count.
    static let window = Duration.seconds(600)

    private var boots: [(id: String, at: Timestamp)] = []

    /// A connection of the machine with this boot id. Returns whether the machine is cloned.
    mutating func connected(bootID: String, at now: Timestamp) -> Bool {
        boots.removeAll { now - $0.at > Self.window }
        if boots.last?.id != bootID { boots.append((bootID, now)) }
        // A boot that was displaced and is here again.
        let returns = boots.indices.filter { index in boots[..<index].contains { $0.id == boots[index].id } }.count
        if boots.count > 16 { boots.removeFirst() }
        return returns > Self.returnsLimit
    }
}
