import Foundation
import Testing

@testable import Sentences

/// Codes of states never reach a person: each sentence says them in the reader's language.
@Suite struct StateSentenceTests {
    /// A value that is a state, what follows it, a place, a channel or a unit, with the words that say it.
    private struct Place {
        let name: String
        let words: CodeWords?
    }

    private static let names: Set = ["state", "wanted", "event", "place", "places", "channel", "channels", "unit"]

    private func places(in template: Template) -> [Place] {
        template.text.matches(of: /\{([a-z_-]+)(?::([a-z-]+))?\}/).compactMap { match in
            let name = String(match.1)
            guard Self.names.contains(name), match.2 != "number" else { return nil }
            return Place(name: name, words: match.2.flatMap { CodeWords(rawValue: String($0)) })
        }
    }

    @Test func `every sentence of the catalogues says its states in words`() throws {
        var said: Set<String> = []
        for (code, sentence) in Catalogue.sentences {
            for (language, template) in [(Language.english, sentence.english), (.persian, sentence.persian)] {
                for place in places(in: template) {
                    let words = try #require(place.words, "\(code) inserts {\(place.name)} as it is")
                    said.insert(code)
                    for (state, word) in words.table {
                        let values = Dictionary(uniqueKeysWithValues: template.names.map { ($0, "۷") })
                        let text = sentence.render(values.merging([place.name: state]) { $1 }, in: language)
                        #expect(text.contains(language.choose(word.english, word.persian)), "\(code) \(state): \(text)")
                        guard language == .persian else { continue }
                        #expect(!text.contains("\u{2068}\(state)\u{2069}"), "\(code) \(state): \(text)")
                        #expect(!word.persian.contains { $0.isASCII && $0.isLetter }, "\(words) \(state): \(word.persian)")
                    }
                }
            }
        }
        #expect(
            said.isSuperset(of: [
                "quote.state", "charge.state", "service.state", "correction.state", "help.state", "session.wrong-state",
                "contract.state", "ledger.hold-closed", "machine.inactive", "technician.inactive", "identity.state",
                "denied.contract-state", "quote.no-rate",
            ]), "\(said.sorted())")
    }

    /// The states as their types declare them.
    @Test(arguments: [
        (CodeWords.state, "Entitlement/Quotes/QuoteState.swift", "QuoteState"),
        (.state, "RelayStorage/Charges/StoredCharge.swift", "State"),
        (.state, "RelayStorage/Records/ServiceRecord.swift", "State"),
        (.state, "RelayStorage/Corrections/Correction.swift", "State"), (.state, "RelayStorage/Help/HelpRequest.swift", "State"),
        (.contract, "Entitlement/Contracts/Contract.swift", "State"),
        (.party, "RelayStorage/Identity/MachineRecord.swift", "State"),
        (.party, "RelayStorage/Identity/TechnicianRecord.swift", "State"),
        (.reservation, "RelayStorage/Entitlement/Hold.swift", "State"),
        (.session, "Sessions/SessionPhase.swift", "SessionPhase"), (.event, "Sessions/SessionEvent.swift", "Kind"),
    ])
    func `every state has its words in both languages`(words: CodeWords, file: String, type: String) throws {
        let source = try Repository.text("Sources/" + file)
        let body = try #require(source.components(separatedBy: "enum \(type): String").dropFirst().first)
        let cases = body.prefix { $0 != "}" }.split(separator: "\n").map { $0.drop { $0 == " " } }.filter {
            $0.hasPrefix("case ") && !$0.hasPrefix("case .")
        }
        let states = cases.flatMap { line in
            line.dropFirst(5).split(separator: ",").map { one in
                let parts = one.split(separator: "=").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")) }
                return parts[parts.count - 1]
            }
        }
        #expect(states.count >= 3)
        for state in states {
            for language in Language.allCases { #expect(words.words(state, in: language) != nil, "\(words): \(state)") }
        }
    }

    @Test func `a state of a newer relay is shown as it is`() {
        let text = Catalogue.sentence(
            for: "quote.state", ["quote": "Q-1", "state": "novel", "wanted": "paid"], in: .persian)
        #expect(text.contains("«\u{2068}novel\u{2069}»") && text.contains("«پرداخت شد»"))
        #expect(Language.persian.party("novel") == "\u{2068}novel\u{2069}" && Language.persian.party("revoked") == "باطل شده")
    }
}
