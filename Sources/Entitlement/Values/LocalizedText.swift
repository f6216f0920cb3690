/// A name in both of the product's languages.
package struct LocalizedText: Hashable, Codable, Sendable {
    package let persian: String
    package let english: String

    package init(persian: String, english: String) {
        self.persian = persian
        self.english = english
    }

    private enum CodingKeys: String, CodingKey {
        case persian = "fa"
        case english = "en"
    }
}
