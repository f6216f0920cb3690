import Foundation
package import Primitives

/// What a collector's own process is told: in its environment, which other users cannot read.
package struct CollectionRequest: Codable, Hashable, Sendable {
    /// The first part of its text; further ones have `_1`, `_2`, … behind it, because one variable may have 128 KiB at most (execve(2)).
    package static let variable = "HAMYAR_COLLECT"
    /// Bytes of one part.
    static let part = 96 << 10

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

    /// The variables that say it.
    ///
    /// Throws diagnosis.document.
    package func variables() throws(Failure) -> [String: String] {
        var rest = ArraySlice(try FactJSON.encode(self))
        var variables: [String: String] = [:]
        while !rest.isEmpty {
            var end = min(rest.endIndex, rest.startIndex + Self.part)
            // Between two characters.
            while end < rest.endIndex, rest[end] & 0xc0 == 0x80 { end -= 1 }
            let name = variables.isEmpty ? Self.variable : "\(Self.variable)_\(variables.count)"
            variables[name] = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[end...]
        }
        return variables
    }

    /// Performs one collector and gives the bytes of its report: the whole work of `hamyar-agent collect NAME`.
    ///
    /// Throws diagnosis.document, diagnosis.unknown-collector, declaration.malformed, declaration.too-large.
    package static func perform(_ name: CollectorName, environment: [String: String]) async throws(Failure) -> [UInt8] {
        guard var text = environment[variable] else { throw Failure(.diagnosisDocument, ["reason": variable + " is not set"]) }
        var number = 1
        while let more = environment["\(variable)_\(number)"] {
            text += more
            number += 1
        }
        let request = try FactJSON.decode(CollectionRequest.self, Array(text.utf8))
        let declarations = try request.declaration.map { text throws(Failure) in [try Declaration.read(Array(text.utf8))] } ?? []
        let context = CollectionContext(
            programs: SystemProgramRunner(), given: request.given,
            attachments: request.attachments.map { AttachmentDirectory($0) })
        let collector = try Collectors.named(name, declarations: declarations)
        return try FactJSON.encode(await CollectorReport.of(collector, context))
    }
}
