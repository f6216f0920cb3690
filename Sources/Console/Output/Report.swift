package import Primitives

/// What a command found: one JSON document for programs, a page for people. Docs/schemas describes each document.
package protocol Report: Encodable, Sendable {
    func write(to page: inout Page)
}

/// A report, and why the command still did not succeed (several contracts could pay, the customer said no).
package struct Answer: Sendable {
    package let report: any Report
    package let failure: Failure?

    package init(_ report: any Report, failure: Failure? = nil) {
        self.report = report
        self.failure = failure
    }
}
