import DurableFiles
import Foundation
package import Primitives

/// `console.json`: what enrolment decided.
package struct ConsoleSettings: Codable, Sendable, Hashable {
    /// HOST:PORT.
    package var relay: String
    package var vendor: String
    package var technician: TechnicianID
    package var organisation: String
    /// The technician's own name, for the customer's prompt.
    package var name: String
    /// CONNECT proxy, HOST:PORT.
    package var proxy: String?

    package init(
        relay: String, vendor: String, technician: TechnicianID, organisation: String, name: String, proxy: String? = nil
    ) {
        self.relay = relay
        self.vendor = vendor
        self.technician = technician
        self.organisation = organisation
        self.name = name
        self.proxy = proxy
    }

    /// nil where there is none. Throws `console.settings` where it is damaged.
    package static func load(from home: ConsoleHome) throws -> ConsoleSettings? {
        guard let bytes = try DurableFile(home.settingsPath).read() else { return nil }
        do {
            return try JSONDecoder().decode(ConsoleSettings.self, from: Data(bytes))
        } catch {
            throw Failure(.consoleSettings, ["path": home.settingsPath, "reason": "no settings of this program"], cause: error)
        }
    }

    package func save(to home: ConsoleHome) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile(home.settingsPath).replace(with: Array(try encoder.encode(self)) + [UInt8(ascii: "\n")])
    }
}
