/// What the customer prepares before the work; announced with the request (requirement B4).
package struct Prerequisite: Hashable, Codable, Sendable {
    package let name: String
    package let title: LocalizedText

    package init(name: String, title: LocalizedText) {
        self.name = name
        self.title = title
    }
}
