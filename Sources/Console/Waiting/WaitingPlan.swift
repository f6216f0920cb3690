import Cryptography
import DurableFiles
import Foundation
import Primitives
import SignedObjects

/// A push to several machines on the disk, before anything is asked: after Ctrl-C or a crash the same command goes on with the
/// same sessions and operations. One directory; a file for each machine, gone with the plan when all of it is at the relay.
struct WaitingPlan: Sendable {
    /// What one machine gets. Signed objects are the exact bytes that are sent.
    struct Machine: Codable, Sendable {
        var id: String
        var number: String
        var name: String
        var customer: String
        var request: [UInt8]
        var operations: [[UInt8]]
        /// S-1042, when the relay has the request.
        var session: String?
        /// Why the relay would not take it.
        var refused: String?
        var isStored: Bool
        /// True: the session was asked for before, and outlives this push.
        var isOwnSession: Bool?
    }

    private let directory: String

    /// - Parameter key: what makes two commands the same piece of work.
    init(_ home: ConsoleHome, key: [String]) {
        let name = Digest.of(Array(key.map { "\($0.utf8.count):\($0)" }.joined().utf8))
        directory = home.path + "/waiting/\(name)"
    }

    /// Empty: there is none yet.
    func machines() throws -> [Machine] {
        guard FileManager.default.fileExists(atPath: directory + "/ready") else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".json") }.sorted()
        return try names.compactMap { name in
            guard let bytes = try DurableFile(directory + "/" + name).read() else { return nil }
            do {
                return try JSONDecoder().decode(Machine.self, from: Data(bytes))
            } catch {
                throw Failure(.consoleSettings, ["path": directory + "/" + name, "reason": "it is damaged"], cause: error)
            }
        }
    }

    /// Writes all of it; it counts from when the last byte is durable.
    func begin(_ machines: [Machine]) throws {
        try end()
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.consoleDirectory, ["path": directory, "reason": "it cannot be made"], cause: error)
        }
        for machine in machines { try save(machine) }
        try DurableFile(directory + "/ready").replace(with: [])
    }

    func save(_ machine: Machine) throws {
        try DurableFile(directory + "/\(machine.id).json").replace(with: Array(try JSONEncoder().encode(machine)))
    }

    /// All of it is at the relay.
    func end() throws {
        guard FileManager.default.fileExists(atPath: directory) else { return }
        try DurableFile(directory + "/ready").remove()
        try FileManager.default.removeItem(atPath: directory)
    }
}
