import Foundation
import Primitives
import Testing

@testable import Diagnostics

/// The documents are as Docs/schemas/diagnosis says. Checked by a validator that is not ours.
@Suite struct SchemaTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

    private func violations(_ documents: [(schema: String, bytes: [UInt8])]) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-schemas-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, document) in documents.enumerated() {
            try Data(document.bytes).write(to: folder.appending(path: "\(index)~\(document.schema).json"))
        }
        let program = """
            import json, os, sys
            import jsonschema
            schemas, place = sys.argv[1:3]
            for name in sorted(os.listdir(place)):
                title = name.split("~")[1].removesuffix(".json")
                with open(os.path.join(schemas, title + ".schema.json")) as schema, open(os.path.join(place, name)) as document:
                    schema, document = json.load(schema), json.load(document)
                jsonschema.Draft202012Validator.check_schema(schema)
                for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
                    print(f"{name}: {list(error.absolute_path)}: {error.message[:300]}")
            """
        let schemas = root.appending(path: "Docs/schemas/diagnosis").path
        return try await SystemProgramRunner().output(
            ToolCall(["/usr/bin/python3", "-c", program, schemas, folder.path], timeout: .seconds(60)))
    }

    @Test func `facts, comparisons, live figures and the example are as their schemas say`() async throws {
        var documents: [(schema: String, bytes: [UInt8])] = []
        var last: FactDocument?
        for name in FixtureMachine.names {
            let machine = try FixtureMachine(name)
            machine.given.fingerprintSalt = [1]
            machine.given.relay = RelayFacts(host: "relay.example.com", port: 443, isReachable: false, failure: "tls.intercepted")
            machine.given.relayClock = RelayClock(aheadMillis: 600_000, uncertaintyMillis: 5)
            machine.given.products = [ProductVersion(product: "ledger", version: nil, state: "installed")]
            let document = try await machine.diagnose()
            documents.append(("facts", try document.bytes()))
            if let last { documents.append(("comparison", try FactJSON.encode(FactComparison.compare(last, document)))) }
            last = document
        }
        let context = CollectionContext(programs: SystemProgramRunner())
        let declaration = try Declaration.read(Array(DeclarationTests.example().utf8))
        let run = DiagnosisRun(InProcessHost(context, declarations: [declaration]), vendorRules: declaration.rules)
        let here = await run.run(
            CollectorName.standard + [.product("ledger")], machine: FactDocument.Machine(name: "here", id: "mac_1"))
        documents.append(("facts", try here.bytes()))
        let live = try #require(
            LiveFigures(from: LiveReading(context, moment: .zero), to: LiveReading(context, moment: .seconds(1))))
        documents.append(("live", try FactJSON.encode(live)))
        documents.append(("declaration", Array(try DeclarationTests.example().utf8)))
        #expect(try await violations(documents) == "")
        #expect(try await violations([("facts", Array(#"{"schema":1}"#.utf8))]) != "")
    }
}
