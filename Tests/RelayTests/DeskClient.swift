import Entitlement
import Foundation
import Messages
import Primitives
import SwiftProtobuf
import Transport

@testable import Relay

/// Calls of the desk in a test's words.
extension PeerConnection {
    func ask<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> R {
        var request = Q()
        fill(&request)
        return try await self.call(call, request)
    }

    /// All replies of a call that answers as often as it takes.
    func pages<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> [R] {
        var request = Q()
        fill(&request)
        var pages: [R] = []
        for try await page in try await follow(call, request) { pages.append(page) }
        return pages
    }
}

extension TechnicianClient {
    func ask<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> R {
        try await connection.ask(call, fill)
    }

    func pages<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> [R] {
        try await connection.pages(call, fill)
    }
}

extension MachineClient {
    func ask<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> R {
        try await connection.ask(call, fill)
    }

    func pages<Q: Message, R: Message>(_ call: Call<Q, R>, _ fill: (inout Q) -> Void = { _ in }) async throws -> [R] {
        try await connection.pages(call, fill)
    }
}

extension ServedRelay {
    /// `C-1001`
    var number: String { "C-\(contract.contract.number)" }

    static func example(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Examples/\(path)"), encoding: .utf8)
    }
}
