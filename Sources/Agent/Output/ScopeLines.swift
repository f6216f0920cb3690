import Primitives
import Sentences
import Sessions

/// A scope for who is asked to allow it: the exact words, and below them what they allow. Words that allow the same stand together.
struct ScopeLines {
    let language: Language
    private var groups: [(meaning: String?, words: [String])] = []

    init(_ words: [String], in language: Language) {
        self.language = language
        for word in words {
            let meaning = (try? ScopeWord(word)).map { ScopeMeaning.text($0, in: language) }
            let shown = Isolation.isolate(DisplayText.stripped(word, limit: SessionLimits.pathBytes), in: language)
            if let same = groups.firstIndex(where: { $0.meaning == meaning }) {
                groups[same].words.append(shown)
            } else {
                groups.append((meaning, [shown]))
            }
        }
    }

    /// With the heading.
    var lines: [String] {
        [language.phrase(.allows) + ":"] + groups.flatMap { group in group.words.map { "  " + $0 } + explained(group.meaning) }
    }

    /// What the words allow, without them.
    var meanings: [String] { groups.flatMap { explained($0.meaning) } }

    private func explained(_ meaning: String?) -> [String] {
        meaning.map { language.wrapped($0, indent: 4) } ?? []
    }
}
