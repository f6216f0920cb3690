package import Primitives

/// What a collector works with: the tree that it reads, the programs that it may ask, time, and what the agent gives it.
package struct CollectionContext: Sendable {
    package let root: FactRoot
    package let programs: any ProgramRunner
    package let clock: any WallClock
    package let given: GivenFacts
    package let probes: SystemProbes
    /// Where logs and long answers of products go; nil: they are not kept.
    package let attachments: AttachmentDirectory?
    /// Lets time pass between the two readings of a rate. Returns how much did.
    package let pause: @Sendable (Duration) async -> Duration

    package init(
        root: FactRoot = .machine, programs: any ProgramRunner, clock: any WallClock = SystemWallClock(),
        given: GivenFacts = GivenFacts(), probes: SystemProbes = .system, attachments: AttachmentDirectory? = nil,
        pause: @escaping @Sendable (Duration) async -> Duration = CollectionContext.sleep
    ) {
        self.root = root
        self.programs = programs
        self.clock = clock
        self.given = given
        self.probes = probes
        self.attachments = attachments
        self.pause = pause
    }

    package static let sleep: @Sendable (Duration) async -> Duration = { duration in
        let clock = ContinuousClock()
        let begun = clock.now
        try? await clock.sleep(for: duration)
        return clock.now - begun
    }
}
