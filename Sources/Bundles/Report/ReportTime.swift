package import Diagnostics
import Primitives
package import Sentences
import Updates

extension FactDocument {
    /// The zone of the machine's clock, in which its logs are written; nil where it is not known here.
    package var zone: NamedZone? {
        (machine.zone ?? collectors.time?.zone).flatMap { try? NamedZone($0) }
    }
}

/// When a diagnosis was taken: by the machine's clock, which is the one in its logs, and by the vendor's where that shows something else.
package enum ReportTime {
    /// One of these times in one line: by the machine's clock, or the vendor's where its zone is not known.
    package static func text(_ taken: String, by zone: NamedZone?, in language: Language) -> String {
        guard let time = MetadataTime.parse(taken), let zone = zone ?? (try? NamedZone.tehran()) else {
            return Isolation.isolate(taken, in: language)
        }
        return language.exactTime(time, by: zone) + language.choose(", ", " ") + language.name(of: zone)
    }

    package static func lines(of document: FactDocument, in language: Language) -> [String] {
        guard let taken = MetadataTime.parse(document.taken) else { return [Isolation.isolate(document.taken, in: language)] }
        let vendor = try? NamedZone.tehran()
        guard let machine = document.zone else {
            return [vendor.map { language.moment(taken, by: $0) } ?? Isolation.isolate(document.taken, in: language)]
        }
        let own = language.moment(taken, by: machine)
        guard let vendor, vendor.zone != machine.zone else { return [own] }
        return [own, language.moment(taken, by: vendor)]
    }
}
