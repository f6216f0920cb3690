import Primitives

/// Questions to the running system that no file answers. Fixtures of other machines bring answers of their own.
package struct SystemProbes: Sendable {
    /// The space of the file system at an absolute path below the root; nil where it does not answer in time.
    package var space: @Sendable (_ path: String) -> FileSystemSpace?
    /// Whether a name server answers.
    package var nameServer: @Sendable (_ address: String, _ name: String) -> NameServerFacts
    /// Addresses that the system finds for a name, by all that it is configured to ask.
    package var resolve: @Sendable (_ name: String) -> ResolutionFacts
    /// The kernel's clock discipline.
    package var kernelClock: @Sendable () -> KernelClock?
    /// The largest packet to an address, as the kernel knows it; nil where it knows nothing.
    package var pathMTU: @Sendable (_ host: String) -> Int64?
    /// Variables of the agent's environment.
    package var environment: @Sendable () -> [String: String]

    package init(
        space: @escaping @Sendable (String) -> FileSystemSpace?,
        nameServer: @escaping @Sendable (String, String) -> NameServerFacts,
        resolve: @escaping @Sendable (String) -> ResolutionFacts, kernelClock: @escaping @Sendable () -> KernelClock?,
        pathMTU: @escaping @Sendable (String) -> Int64?, environment: @escaping @Sendable () -> [String: String]
    ) {
        self.space = space
        self.nameServer = nameServer
        self.resolve = resolve
        self.kernelClock = kernelClock
        self.pathMTU = pathMTU
        self.environment = environment
    }

    package static let system = SystemProbes(
        space: { path in Answer.within(DiagnosticsLimits.answerTime) { FileSystemSpace(at: path) } ?? nil },
        nameServer: { address, name in NameServerProbe(address: address).ask(name) },
        resolve: { name in SystemResolution.resolve(name, within: DiagnosticsLimits.answerTime + DiagnosticsLimits.answerTime) },
        kernelClock: { KernelClock.read() }, pathMTU: { PathMTU.known(to: $0) }, environment: { SystemEnvironment.all() })
}
