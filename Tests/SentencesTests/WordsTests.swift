import Foundation
import Testing

@testable import Sentences

/// Docs/words.md fixes the words; labels and sentences keep to them.
@Suite struct WordsTests {
    @Test(arguments: [
        (Phrase.vendor, "vendor"), (.technician, "technician"), (.machine, "machine"), (.customer, "customer"),
        (.organisation, "organisation"), (.contract, "contract"), (.quota, "quota"), (.available, "available"),
        (.reserved, "reserved"), (.used, "used"), (.givenBack, "given back"), (.checkWords, "check words"),
        (.outcome, "outcome"), (.online, "online"), (.away, "away"), (.delivered, "delivered to the machine"),
        (.seen, "seen by the customer"), (.waiting, "waiting for the customer"),
    ])
    func `labels are the words of the page`(phrase: Phrase, word: String) throws {
        let rows = try Repository.text("Docs/words.md").split(separator: "\n")
        let persian = phrase.words.persian
        #expect(phrase.words.english.lowercased() == word)
        #expect(rows.contains { $0.contains("| \(word) | \(persian) |") }, "\(word): \(persian)")
    }

    @Test func `a session's states and ends are the words of the page`() throws {
        let rows = try Repository.text("Docs/words.md").split(separator: "\n")
        for word in SessionWord.allCases {
            let row = "| \(word.rawValue) | \(word.words.english) | \(word.words.persian) |"
            #expect(rows.contains { $0 == row }, "\(row)")
        }
        #expect(Language.persian.session("ended", because: "denied") == "پایان یافت (مشتری رد کرد)")
        #expect(Language.persian.session("ended", because: "session.mismatch").contains("\u{2068}session.mismatch\u{2069}"))
        #expect(Language.english.session("active", because: "") == "allowed")
    }

    @Test func `customers never read hold, settle or close of the ledger`() {
        for phrase in Phrase.allCases {
            let words = phrase.words.english.lowercased().split { !$0.isLetter }
            #expect(!words.contains { ["hold", "held", "holds", "settle", "settled", "credit"].contains($0) }, "\(phrase)")
        }
    }

    @Test func `a label that is a word of the page is that word in Persian too`() throws {
        let page = try WordsPage()
        let labels = try Self.labels()
        #expect(labels.count > 250)
        for label in labels {
            guard let persian = page.persian[label.english.lowercased()] else { continue }
            #expect(persian.contains(label.persian), "\(label.english): \(label.persian), not \(persian)")
        }
    }

    @Test func `no label has a word that the page gives another name`() throws {
        let page = try WordsPage()
        for label in try Self.labels() {
            for text in [label.english, label.persian] {
                #expect(WordsPage.words(of: text).intersection(page.refused).sorted() == [], "\(text)")
            }
        }
    }

    @Test func `no sentence has such a word, but in its everyday sense`() throws {
        let page = try WordsPage()
        let refused = page.refused.subtracting(page.everyday)
        #expect(refused.count > 10)
        var texts = Catalogue.sentences.values.flatMap { [$0.english.text, $0.persian.text] }
        texts += Catalogue.families.values.flatMap { [$0.english.text, $0.persian.text] }
        for file in try Repository.swiftFiles("Sources/Sentences") {
            for match in file.matches(of: /choose\(\s*"([^"]*)",\s*"([^"]*)"/) { texts += [String(match.1), String(match.2)] }
        }
        #expect(texts.count > 600)
        for text in texts { #expect(WordsPage.words(of: text).intersection(refused).sorted() == [], "\(text)") }
    }

    /// The labels of all programs: phrases, and the words of the technician's program, which this target reads as text.
    private static func labels() throws -> [(english: String, persian: String)] {
        let phrases =
            Phrase.allCases.map { $0.words } + SessionWord.allCases.map { $0.words }
            + CodeWords.allCases.flatMap { $0.table.values }
        let words = try Repository.swiftFiles("Sources/Console/Output/Words").flatMap { file in
            file.matches(of: /Word\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\s*\)/).map { match in
                (english: String(match.1), persian: String(match.2))
            }
        }
        return phrases + words
    }
}

/// Docs/words.md as a table: each word with its Persian, and what it is not called.
private struct WordsPage {
    /// By the English word.
    var persian: [String: [String]] = [:]
    /// What no label has, except where it is a word of the page itself: consent is a grant, an allotment is none.
    var refused: Set<String> = []
    /// What sentences may have in another sense.
    var everyday: Set<String> = []

    init() throws {
        let text = try Repository.text("Docs/words.md")
        for line in text.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count >= 4 else { continue }
            let isState = cells.count == 4
            persian[isState ? cells[1] : cells[0], default: []].append(cells[isState ? 2 : 1])
            if !isState { refused.formUnion(cells[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }) }
        }
        refused.subtract(persian.keys)
        refused.subtract(["", "not"])
        let sentence = text.firstMatch(of: /In sentences ([^(]*)\(/)?.1 ?? ""
        everyday = Set(sentence.matches(of: /\*([a-z]+)\*/).map { String($0.1) })
    }

    /// The words of a text without what templates and code insert.
    static func words(of text: String) -> Set<String> {
        let plain = text.replacing(/\{[^}]*\}|\\\([^)]*\)|\\u\{[0-9a-f]+\}/, with: " ")
        return Set(plain.lowercased().split { !$0.isLetter && $0 != "\u{200c}" }.map(String.init))
    }
}
