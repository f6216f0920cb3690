/// What runs.
package struct ProcessFacts: Codable, Hashable, Sendable {
    package let total: Int64
    package let threads: Int64
    package let running: Int64
    /// Waiting for a disk or something else that cannot be interrupted (state D).
    package let blocked: Int64
    package let zombies: Int64
    /// The largest process id; threads and processes have one each.
    package let processLimit: Int64?
    package let topByProcessor: [BusyProcess]
    package let topByMemory: [BusyProcess]
    package let blockedProcesses: [BusyProcess]
    /// Parents that do not take the exits of their children.
    package let zombieParents: [ZombieParent]
}

/// Its command line is left out: passwords stand there.
package struct BusyProcess: Codable, Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let user: String?
    /// Of one processor between two readings; more than 1000 where several worked for it.
    package let processorThousandths: Int64?
    package let residentBytes: Int64
    package let state: String
    /// Since its start.
    package let ageSeconds: Int64?
}

package struct ZombieParent: Codable, Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let zombies: Int64
}
