import Foundation
import Primitives
import Sentences
import Testing

@testable import Diagnostics

/// What rules find can be said: each value that a sentence inserts is there.
@Suite struct RuleSentenceTests {
    @Test(arguments: FixtureMachine.names) func `every finding of every machine can be said whole`(name: String) async throws {
        let machine = try FixtureMachine(name)
        machine.given.relay = RelayFacts(
            host: "relay.example.com", port: 443, isReachable: false, failure: "network.unreachable", latencyMillis: 5000)
        machine.given.relayClock = RelayClock(aheadMillis: -600_000, uncertaintyMillis: 1)
        machine.given.products = [
            ProductVersion(product: "ledger", version: "2", state: "undecided"),
            ProductVersion(product: "x", version: "1", state: "installed", failed: ["2"]),
        ]
        machine.probes.resolve = { ResolutionFacts(name: $0, isResolved: false, addresses: 0, millis: 1, reason: nil) }
        machine.probes.nameServer = { address, _ in NameServerFacts(address: address, state: .silent, answerMillis: nil) }
        machine.probes.pathMTU = { _ in 1300 }
        for finding in try await machine.diagnose().findings {
            for language in Language.allCases {
                for text in [language.finding(finding.rule, finding.words), language.nextStep(finding.rule, finding.words)] {
                    #expect(
                        !text.isEmpty && !text.contains("…") && !text.contains("{") && !text.contains("finding."),
                        "\(finding): \(text)")
                }
            }
        }
    }

    @Test func `every rule that the code has is in the registry, and every one of the registry in the code`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let folder = root.appending(path: "Sources/Diagnostics/Findings").resolvingSymlinksInPath()
        var rules: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"([a-z]+\.[a-z-]+)"/) { rules.insert(String(match.1)) }
        }
        let registry = try String(contentsOf: root.appending(path: "Protocol/codes.tsv"), encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("finding.") }.compactMap { $0.split(separator: "\t").first?.dropFirst("finding.".count) }.map(
                String.init)
        #expect(Set(registry).subtracting(rules).sorted() == [])
        #expect(rules.subtracting(registry).subtracting(["tls.intercepted"]).sorted() == [])
    }
}
