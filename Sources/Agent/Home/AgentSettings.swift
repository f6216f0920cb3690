package import Diagnostics
import DurableFiles
import Foundation
package import Primitives
package import Redaction

/// `agent.json`: what enrolment decided and what the machine's owner may change.
package struct AgentSettings: Codable, Sendable, Hashable {
    /// HOST:PORT.
    package var relay: String
    package var vendor: String
    package var machine: MachineID
    package var organisation: String
    /// Whose machine this is, as the relay said at enrolment; for people.
    package var customer: String
    /// Directories beneath which a grant may reach at all. nil: the defaults of `AgentRoots`.
    package var roots: [String]?
    package var approvers: [ApproverSetting]
    /// Program that is run when a request arrives; `--notify` goes before it.
    package var notify: String?
    /// CONNECT proxy, HOST:PORT.
    package var proxy: String?
    /// What is installed here, by name and version: installers write it, technicians choose machines by it.
    package var products: [String: String]?
    /// Path of the socket of hamyar-installer; nil: nothing is installed by this agent.
    package var installer: String?
    /// Logs that a diagnosis may read beside the system's own; the customer's own list.
    package var logs: [LogSource]?
    /// What is taken out of diagnoses beside what is built in; the customer's own rules.
    package var redact: [RedactionRule]?
    /// Path of the socket of hamyar-runner; nil: the standard one. Where nothing answers there, no command runs.
    package var runner: String?

    package init(
        relay: String, vendor: String, machine: MachineID, organisation: String = "", customer: String = "",
        roots: [String]? = nil, approvers: [ApproverSetting] = [], notify: String? = nil, proxy: String? = nil
    ) {
        self.relay = relay
        self.vendor = vendor
        self.machine = machine
        self.organisation = organisation
        self.customer = customer
        self.roots = roots
        self.approvers = approvers
        self.notify = notify
        self.proxy = proxy
    }

    /// Throws `agent.not-enrolled` where there is none, `agent.settings` where it is damaged.
    package static func load(from home: AgentHome) throws -> AgentSettings {
        guard let data = FileManager.default.contents(atPath: home.settingsPath) else {
            if FileManager.default.fileExists(atPath: home.settingsPath) {
                throw Failure(.agentDirectory, ["path": home.settingsPath, "reason": "it cannot be read"])
            }
            throw Failure(.agentNotEnrolled, ["path": home.path])
        }
        do {
            return try JSONDecoder().decode(AgentSettings.self, from: data)
        } catch {
            throw Failure(.agentSettings, ["path": home.settingsPath, "reason": Self.reason(error)], cause: error)
        }
    }

    /// Replaces the file as a whole: a crash leaves the old one or the new one.
    package func save(to home: AgentHome) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile(home.settingsPath).replace(with: Array(try encoder.encode(self)) + [UInt8(ascii: "\n")])
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "no \(key.stringValue)"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "wrong value for " + context.codingPath.map(\.stringValue).joined(separator: ".")
        case .dataCorrupted(let context): context.debugDescription
        default: "no JSON"
        }
    }
}
