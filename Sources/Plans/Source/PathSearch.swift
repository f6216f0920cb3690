import Yams

extension YAMLNode {
    /// The line of `kinds.guidance.rules.A10-phone.places`, or of the nearest thing around it.
    func line(of path: String) -> Int { line(of: Substring(path)) }

    private func line(of path: Substring) -> Int {
        switch node {
        case .mapping:
            // Names may have points in them: the longest key that fits is meant.
            let fitting = ((try? entries()) ?? []).filter { path == $0.key.content || path.hasPrefix($0.key.content + ".") }
            guard let entry = fitting.max(by: { $0.key.content.count < $1.key.content.count }) else { return place.line }
            return entry.value.line(of: path.dropFirst(entry.key.content.count + 1))
        case .sequence:
            for element in (try? elements()) ?? [] {
                guard let name = element.identifier, path == name || path.hasPrefix(name + ".") else { continue }
                return element.line(of: path.dropFirst(name.count + 1))
            }
            return place.line
        case .scalar, .alias: return place.line
        }
    }

    /// By what paths name an element of a list.
    private var identifier: String? {
        ((try? entries()) ?? []).first { ["id", "name", "date", "from"].contains($0.key.content) }?.value.node.scalar?.string
    }
}
