import Sentences

/// States that customers say otherwise than the vendor's people do: what waits for them, and what only their machine knows.
enum AgentState {
    static let words: [String: (english: String, persian: String)] = [
        // Quotes.
        "quoted": ("waits for you to accept it", "منتظر پذیرش شما"),
        "lapsed": ("its time is over", "مهلتش گذشت"),
        // Help requests; the last two are this machine's own.
        "waiting": ("waits for you", "منتظر شما"),
        "unsent": ("not sent yet", "هنوز فرستاده نشده"),
        "refused": ("not taken", "پذیرفته نشد"),
    ]
}

extension Language {
    /// A state of a quote or help request as its customer says it; one that a newer relay sent as it is.
    func customerState(_ code: String) -> String {
        guard let words = AgentState.words[code] else { return state(code) }
        return self == .persian ? words.persian : words.english
    }
}
