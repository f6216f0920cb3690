import Cryptography
import FoundationEssentials
import Messages
import SwiftProtobuf
import Testing

@testable import Console

/// The one moment at which a relay that is taken over could have a key of its own certified.
@Suite struct TechnicianWordsTests {
    @Test func `check words are of the key that would be signed, whatever the relay says they are`() throws {
        let (theirs, other) = (try PrivateKey.generate().publicKey, try PrivateKey.generate().publicKey)
        let shown = TechnicianOutput(
            WireTechnician.with {
                $0.publicKey = Data(other.bytes)
                $0.checkWords = CheckWords.text(forKey: theirs.id)
            })
        #expect(shown.checkWords == CheckWords.text(forKey: other.id))
    }

    @Test func `words are compared as they are read out`() throws {
        let key = try PrivateKey.generate().publicKey
        let words = CheckWords.text(forKey: key.id)
        #expect(words.split(separator: " ").count == CheckWords.wordsOfKey)
        #expect(TechnicianDesk.names(key, words))
        #expect(TechnicianDesk.names(key, words.uppercased().replacing(" ", with: "-") + " "))
        // The first two alone would be within reach of trying.
        #expect(!TechnicianDesk.names(key, words.split(separator: " ").prefix(2).joined(separator: " ")))
        #expect(!TechnicianDesk.names(try PrivateKey.generate().publicKey, words))
        #expect(!TechnicianDesk.names(key, ""))
    }
}
