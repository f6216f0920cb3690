/// The languages that the product speaks.
package enum Language: String, Sendable, CaseIterable {
    case persian = "fa"
    case english = "en"

    /// The language of a POSIX environment: the first of LC_ALL, LC_MESSAGES and LANG that is not empty decides, as
    /// setlocale(3) has it. Persian for `fa`, `fa_IR`, `fa_IR.UTF-8`…; English for everything else.
    package init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased().prefix { $0.isASCII && $0.isLetter }
        self = name == "fa" ? .persian : .english
    }

    /// One of two texts.
    package func choose(_ english: String, _ persian: String) -> String {
        self == .english ? english : persian
    }
}
