import Foundation
package import Primitives

/// What a collector's own process is told: in one variable of its environment, which other users cannot read.
package struct CollectionRequest: Codable, Hashable, Sendable {
    package static let variable = "HAMYAR_COLLECT"

    package let given: GivenFacts
    /// The declaration of the product that is asked about, as it was signed.
    package let declaration: String?
    /// Where its files go.
    package let attachments: String?

    package init(given: GivenFacts, declaration: String? = nil, attachments: String? = nil) {
        self.given = given
        self.declaration = declaration
        self.attachments = attachments
    }

    /// Performs one collector and gives the bytes of its report: the whole work of `hamyar-agent collect NAME`.
    ///
    /// Throws diagnosis.document, diagnosis.unknown-collector, declaration.malformed, declaration.too-large.
    package static func perform(_ name: CollectorName, environment: [String: String]) async throws(Failure) -> [UInt8] {
        guard let text = environment[variable] else { throw Failure(.diagnosisDocument, ["reason": variable + " is not set"]) }
        let request = try FactJSON.decode(CollectionRequest.self, Array(text.utf8))
        let declarations = try request.declaration.map { text throws(Failure) in [try Declaration.read(Array(text.utf8))] } ?? []
        let context = CollectionContext(
            programs: SystemProgramRunner(), given: request.given,
            attachments: request.attachments.map { AttachmentDirectory($0) })
        let collector = try Collectors.named(name, declarations: declarations)
        return try FactJSON.encode(await CollectorReport.of(collector, context))
    }
}
