import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Requirement B1: attempts are limited, by technician and by contract, with a cool-off.
struct SupportCodeGuessTests {
    private func sweep(_ codes: CodesUnderTest, at seconds: Int) throws -> Int {
        try codes.relay.database.write { try $0.supportCodeIdentities.sweep(at: codes.time(seconds)) }
    }

    @Test func `B1 five wrong codes by a technician, and then none is looked at for fifteen minutes`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        for second in 1...5 { #expect(try codes.check(codes.wrong(code), at: second) == .no) }
        let until = codes.time(5 + 900)
        #expect(try codes.check(code.text, at: 6) == .coolOff(until: until))
        #expect(try codes.check(code.text, at: 904) == .coolOff(until: until))
        #expect(try codes.identity(codes.technician, at: 6) == .none)
        // Nobody else cools off for it, and it ends.
        #expect(try codes.check(code.text, by: codes.colleague, at: 6) != .coolOff(until: until))
        #expect(try codes.check(code.text, at: 905) == .contract(codes.contract, identifiedUntil: codes.time(905 + 1800)))
    }

    @Test func `wrong codes count within fifteen minutes, at the edge and a second before`() throws {
        for (last, isCool) in [(899, true), (900, false)] {
            let codes = try CodesUnderTest()
            let code = try codes.show()
            for second in [0, 1, 2, 3, last] { #expect(try codes.check(codes.wrong(code), at: second) == .no) }
            let next = try codes.check(code.text, at: last + 1)
            #expect((next == .coolOff(until: codes.time(last + 900))) == isCool)
        }
    }

    @Test func `B1 ten wrong codes for a contract cool it off for everybody, also for those who do not name it`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        let technicians = try (0..<5).map { _ in try codes.relay.addTechnician() }
        for number in 0..<10 {
            let check = try codes.check(
                codes.wrong(code), by: technicians[number % 5], contract: codes.contract, at: number)
            #expect(check == .no)
        }
        let until = codes.time(9 + 900)
        #expect(try codes.check(code.text, by: codes.colleague, contract: codes.contract, at: 10) == .coolOff(until: until))
        #expect(try codes.check(code.text, by: codes.colleague, at: 10) == .coolOff(until: until))
        let other = try codes.relay.addContract().contract.id
        let otherCode = try codes.show(other)
        #expect(
            try codes.check(otherCode.text, by: codes.colleague, contract: other, at: 10)
                == .contract(other, identifiedUntil: codes.time(1810)))
        #expect(
            try codes.check(code.text, by: codes.colleague, at: 909)
                == .contract(codes.contract, identifiedUntil: codes.time(909 + 1800)))
    }

    @Test func `guesses without a contract count for the technician alone`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        for number in 0..<12 {
            _ = try codes.check(codes.wrong(code), by: codes.relay.addTechnician(), at: number)
        }
        #expect(
            try codes.check(code.text, contract: codes.contract, at: 13)
                == .contract(codes.contract, identifiedUntil: codes.time(1813)))
    }

    @Test func `the right code of another contract is wrong for the named one, and counts`() throws {
        let codes = try CodesUnderTest()
        let other = try codes.relay.addContract().contract.id
        let code = try codes.show()
        for second in 0..<5 { #expect(try codes.check(code.text, contract: other, at: second) == .no) }
        #expect(try codes.check(code.text, at: 5) == .coolOff(until: codes.time(904)))
    }

    @Test func `a branch's technician knows no code of another organisation's customer`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        #expect(try codes.check(code.text, scope: .only(.random())) == .no)
        #expect(try codes.check(code.text, scope: .only(codes.relay.organisation)) != .no)
    }

    @Test func `counts survive a restart, and go with the sweep once they count no more`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        for second in 0..<5 { _ = try codes.check(codes.wrong(code), at: second) }
        #expect(try sweep(codes, at: 500) == 0)
        let again = try Database.open(path: codes.relay.path, schema: RelaySchema.current)
        let check = try again.write {
            try $0.supportCodes(codes.key).check(code.text, by: codes.technician, scope: .all, at: codes.time(600))
        }
        #expect(check == .coolOff(until: codes.time(904)))
        try again.close()
        #expect(try sweep(codes, at: 903) == 4)
        #expect(try codes.check(code.text, at: 903) == .coolOff(until: codes.time(904)))
        #expect(try sweep(codes, at: 904) == 1)
    }

    @Test(arguments: [Contract.State.cancelled, .transferred])
    func `a contract that is over has no code`(state: Contract.State) throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        try codes.relay.database.write {
            try $0.contracts.set(codes.contract, state: state, actor: "admin", reason: "moved", at: codes.time(0))
        }
        #expect(try codes.check(code.text, at: 1) == .no)
        #expect(refusal { try codes.show(at: 1) } == .contractState)
        #expect(refusal { try codes.rotate(at: 1) } == .contractState)
    }

    @Test func `a suspended contract's caller is still known`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        try codes.relay.database.write {
            try $0.contracts.set(codes.contract, state: .suspended, actor: "admin", reason: "unpaid", at: codes.time(0))
        }
        #expect(try codes.isRight(code.text, at: 1))
    }
}
