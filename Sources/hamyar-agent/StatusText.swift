import Entitlement
import Messages
import Primitives
import Sentences
import Transport

/// `status` for a person.
enum StatusText {
    static func make(_ status: WireLocalStatus, running: Bool, in language: Language) -> String {
        let link = (status.connected ? AgentPhrase.connected : .notConnected).text(in: language)
        var lines = [
            (running ? AgentPhrase.running : .notRunning).text(in: language) + ", " + link + " " + status.relay,
            language.labelled(.vendor, status.vendorName.isEmpty ? status.vendor : status.vendorName),
            language.labelled(.machine, status.machine),
            AgentPhrase.waiting.text(in: language) + ": " + language.number(status.waiting),
            AgentPhrase.active.text(in: language) + ": " + language.number(status.active),
            AgentPhrase.roots.text(in: language) + ": " + status.roots.joined(separator: " "),
        ]
        if status.certificateNotAfter != 0, let zone = try? CivilZone.tehran() {
            let end = language.time(Timestamp(milliseconds: status.certificateNotAfter), in: zone)
            lines.append(AgentPhrase.certificateUntil.text(in: language) + ": " + end)
        }
        if !status.lastError.isEmpty {
            // The code travels alone; what most sentences name is the relay.
            let relay = Endpoint(status.relay)
            let values = relay.map { ["host": $0.host, "port": String($0.port)] } ?? [:]
            lines.append(
                AgentPhrase.lastError.text(in: language) + ": "
                    + Catalogue.sentence(for: status.lastError, values, in: language))
        }
        return lines.joined(separator: "\n")
    }
}
