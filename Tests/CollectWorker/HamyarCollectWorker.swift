import Diagnostics
import Foundation

/// Performs one collector, as the agent's own process for it does: the request is in the environment, the report on standard output.
@main
struct HamyarCollectWorker {
    static func main() async throws {
        guard let name = CommandLine.arguments.dropFirst().first else { exit(64) }
        let report = try await CollectionRequest.perform(
            CollectorName(rawValue: name), environment: ProcessInfo.processInfo.environment)
        try FileHandle.standardOutput.write(contentsOf: Data(report))
    }
}
