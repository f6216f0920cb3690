import Cryptography
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

/// What a look at the waiting operations reads.
@Suite struct WaitingByMachineTests {
    private func plan(_ selection: String, _ arguments: [any Storable]) throws -> [String] {
        let relay = try RelayUnderTest()
        return try relay.database.read { transaction in
            try transaction.query("EXPLAIN QUERY PLAN " + selection, arguments).map { try $0.value("detail") }
        }
    }

    @Test func `the rows of machines that are away are not read: each machine that is here by the index, in this order`() throws {
        let steps = try plan(StoredOperations.readySelection, ["[]", Timestamp.distantPast])
        #expect(steps.count >= 3, "\(steps)")
        #expect(steps[0].contains("here"), "\(steps)")
        #expect(steps[1] == "SEARCH stored_operations USING INDEX stored_operations_of_machine (machine=?)", "\(steps)")
        #expect(steps[2].hasPrefix("SEARCH sessions USING"), "\(steps)")
    }

    @Test func `the next retry is found by its time, without those that were never put off`() throws {
        let steps = try plan(StoredOperations.retrySelection, [Timestamp.distantPast])
        #expect(steps[0] == "SEARCH stored_operations USING INDEX stored_operations_put_off (retry_at>?)", "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }
}
