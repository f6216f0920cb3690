/// resolv.conf(5).
struct ResolverSettings {
    private(set) var servers: [String] = []
    private(set) var search: [String] = []

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count >= 2 else { continue }
            switch words[0] {
            case "nameserver": servers.append(FactText.capped(words[1], 64))
            case "search", "domain": search = words.dropFirst().prefix(16).map { FactText.capped($0, 255) }
            default: break
            }
        }
    }
}
