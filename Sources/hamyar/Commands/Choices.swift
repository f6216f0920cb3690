import ArgumentParser
import Console
import Primitives
import Sessions

/// Words of options: with --help and in completions the words themselves, and nothing else is taken.
enum ChannelWord: String, ExpressibleByArgument, CaseIterable {
    case phone, whatsapp, portal, chat
    case onSite = "on-site"
}

enum IdentityWord: String, ExpressibleByArgument, CaseIterable { case none, code, signed }

enum OutcomeWord: String, ExpressibleByArgument, CaseIterable { case done, partial, failed }

enum ContractStateWord: String, ExpressibleByArgument, CaseIterable { case active, suspended, cancelled, transferred }

enum QuoteStateWord: String, ExpressibleByArgument, CaseIterable {
    case withdrawn, prepaid, performed, invoiced, paid, credited
}

enum AcceptanceWord: String, ExpressibleByArgument, CaseIterable { case phone, letter }

enum LibraryWord: String, ExpressibleByArgument, CaseIterable { case text, video }

enum PlaceWord: String, ExpressibleByArgument, CaseIterable {
    case remote, phone, company, agency
    case onSite = "on-site"

    var place: Place {
        switch self {
        case .remote: .remote
        case .phone: .phone
        case .company: .company
        case .agency: .agency
        case .onSite: .onSite
        }
    }
}

extension CommonOptions {
    /// A time as typed, on the wall in Tehran; nil where none was.
    func moment(_ text: String?, option: String) throws -> Timestamp? {
        try text.map { try TypedMoment.parse($0, option: option, now: SystemWallClock().now()) }
    }
}
