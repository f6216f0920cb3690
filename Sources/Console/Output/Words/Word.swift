package import Sentences

/// A label, heading or short sentence of this program in both languages; Docs/words.md fixes the terms, and a test reads them here.
package struct Word: Hashable, Sendable {
    package let english: String
    package let persian: String

    init(_ english: String, _ persian: String) {
        self.english = english
        self.persian = persian
    }
}

extension Language {
    package func word(_ word: Word) -> String {
        self == .english ? word.english : word.persian
    }
}
