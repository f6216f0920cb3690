/// A version of a tariff as verdicts name it: to programs `ict-guild 1404-1`, to people by its title.
package struct TariffName: Hashable, Codable, Sendable {
    package let name: String
    package let title: LocalizedText

    package init(name: String, title: LocalizedText) {
        self.name = name
        self.title = title
    }

    package init(_ version: TariffVersion) {
        self.init(name: version.name, title: version.title)
    }
}
