import Messages
import Primitives
import SwiftProtobuf
import Testing

@testable import Console

@Suite struct PayingChoiceTests {
    private func line(_ contract: String, _ coverage: WireCoverage, quote: Bool = false) -> WirePayingLine {
        WirePayingLine.with {
            $0.contract = contract
            $0.parts = [
                .with {
                    $0.coverage = coverage
                    $0.quoteNeeded = quote
                    $0.reason = "denied.rule"
                }
            ]
        }
    }

    private func choose(_ lines: WirePayingLine...) throws -> String {
        try PayingChoice.only(of: lines, kind: "remote-install").contract
    }

    @Test func `the only line that can pay is taken`() throws {
        #expect(try choose(line("C-1", .covered)) == "C-1")
        #expect(try choose(line("C-1", .denied), line("C-2", .priced)) == "C-2")
    }

    @Test func `where several could pay nothing is guessed`() {
        #expect(code { try choose(line("C-1", .covered), line("C-2", .free)) } == "entitlement.several")
    }

    @Test func `where none can pay the verdict says why`() {
        #expect(code { try choose(line("C-1", .denied)) } == "entitlement.denied")
        #expect(code { try choose() } == "entitlement.denied")
        #expect(code { try choose(WirePayingLine()) } == "entitlement.denied")
    }

    @Test func `a quote comes first`() {
        #expect(code { try choose(line("C-1", .priced, quote: true)) } == "entitlement.quote-needed")
    }

    @Test func `several lines of one contract are told apart by their product`() throws {
        func line(_ product: String) -> WirePayingLine {
            var line = self.line("C-1", .covered)
            line.product = product
            line.contractLine = "lin_" + product
            return line
        }
        let lines = [line("ledger"), line("payroll")]
        #expect(code { try PayingChoice.only(of: lines, kind: "remote-install") } == "entitlement.several-lines")
        #expect(try PayingChoice.lines(lines, named: "Payroll") == [lines[1]])
        #expect(try PayingChoice.lines(lines, named: "lin_ledger") == [lines[0]])
        #expect(try PayingChoice.lines(lines, named: nil) == lines)
        #expect(code { try PayingChoice.lines(lines, named: "till") } == "find.nothing")
    }

    @Test func `the reason is of the product that has the service`() {
        var other = line("C-1", .denied)
        other.parts[0].reason = "denied.kind-unknown"
        let failure = #expect(throws: Failure.self) {
            try PayingChoice.only(of: [other, line("C-1", .denied)], kind: "remote-install")
        }
        #expect(failure?.parameters["reason"] == "denied.rule")
    }
}
