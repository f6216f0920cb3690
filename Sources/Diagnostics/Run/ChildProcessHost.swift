import ChildProcesses
import Glibc
import Primitives

/// Performs each collector in a process of its own, with little priority, memory and processor time: one that hangs in a dead file system
/// is killed, and the rest go on.
package struct ChildProcessHost: CollectorHost {
    /// The program and the words before the collector's name: `/usr/bin/hamyar-agent collect`.
    private let command: [String]
    private let given: GivenFacts
    /// As they were signed, by product.
    private let declarations: [String: String]
    private let attachments: String?

    package init(_ command: [String], given: GivenFacts, declarations: [String: String] = [:], attachments: String? = nil) {
        self.command = command
        self.given = given
        self.declarations = declarations
        self.attachments = attachments
    }

    package func report(_ name: CollectorName, within time: Duration) async -> CollectorReport {
        let clock = ContinuousClock()
        let begun = clock.now
        func failed(_ code: Failure.Code, _ words: [String: String]) -> CollectorReport {
            CollectorReport(
                name, Failure(code, words.merging(["name": name.rawValue]) { $1 }), millis: (clock.now - begun).wholeMilliseconds)
        }
        let standard = Collectors.standard.first { $0.name == name }
        let limit = min(time, standard?.timeout ?? DiagnosticsLimits.longCollectorTime)
        let request = CollectionRequest(
            given: given, declaration: name.product.flatMap { declarations[$0] }, attachments: attachments)
        do {
            var call = ProgramCall(command + [name.rawValue])
            // Proxies of the agent's environment are among the facts.
            for (key, value) in SystemEnvironment.all() where key.lowercased().hasSuffix("_proxy") {
                call.environment[key] = value
            }
            call.environment.merge(try request.variables()) { $1 }
            call.limits.time = limit
            call.limits.output = DiagnosticsLimits.document
            call.limits.outputEnds = true
            call.limits.addressSpace = DiagnosticsLimits.collectorMemory
            call.limits.processorSeconds = DiagnosticsLimits.collectorProcessorSeconds
            call.limits.nice = DiagnosticsLimits.niceness
            call.limits.isIdleIO = true
            let output = try await Program.collected(call)
            switch output.end {
            case .exited(0):
                let report = try FactJSON.decode(CollectorReport.self, output.output)
                return report.name == name
                    ? report : failed(.diagnosisCrashed, ["status": "0", "output": "another collector's report"])
            case .exited(let status):
                return failed(.diagnosisCrashed, ["status": "\(status)", "output": FactText.tail(output.errors)])
            case .signalled(let number):
                return failed(.diagnosisCrashed, ["status": "\(128 + number)", "output": FactText.tail(output.errors)])
            case .timedOut, .cancelled: return failed(.diagnosisTimeout, ["millis": "\(limit.wholeMilliseconds)"])
            case .outputLimit: return failed(.diagnosisTooLarge, ["limit": "\(DiagnosticsLimits.document)"])
            }
        } catch let failure as Failure {
            return CollectorReport(name, failure, millis: (clock.now - begun).wholeMilliseconds)
        } catch {
            return failed(.diagnosisCrashed, ["status": "126", "output": FactText.capped("\(error)", 200)])
        }
    }
}
