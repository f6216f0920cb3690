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

    @Test func `customers never read hold, settle or close of the ledger`() {
        for phrase in Phrase.allCases {
            let words = phrase.words.english.lowercased().split { !$0.isLetter }
            #expect(!words.contains { ["hold", "held", "holds", "settle", "settled", "credit"].contains($0) }, "\(phrase)")
        }
    }
}
