import Foundation
import Primitives

/// Asks smartctl(8) about disks. Where it is missing that is one gap, not one for each disk.
struct SmartReader {
    private let programs: any ProgramRunner
    private var asked = 0
    private var isMissing = false
    private(set) var gaps: [Gap] = []

    init(_ programs: any ProgramRunner) {
        self.programs = programs
    }

    mutating func read(_ name: String, _ root: FactRoot) async -> SmartFacts? {
        // A virtual disk has nothing to say of itself.
        guard !isMissing, !BlockDevices.isArray(name), !name.hasPrefix("vd"), !name.hasPrefix("xvd"),
            asked < DiagnosticsLimits.smartDisks
        else { return nil }
        asked += 1
        do {
            let result = try await programs.run(
                ToolCall(["smartctl", "--json=c", "--info", "--health", "--attributes", "/dev/" + name], outputLimit: 256 << 10))
            // Bits 0 and 1: smartctl itself failed. The others are of the disk's state and belong to a whole answer.
            guard result.status & 3 == 0 else { throw result.failure("smartctl") }
            return try SmartFacts(result.output)
        } catch let failure as Failure {
            isMissing = failure.code == .diagnosisNoProgram
            gaps.append(Gap(failure))
            return nil
        } catch {
            return nil
        }
    }
}

extension SmartFacts {
    /// From `smartctl --json`; what is missing there is missing here.
    ///
    /// Throws diagnosis.malformed.
    init(_ bytes: [UInt8]) throws(Failure) {
        let document: SmartDocument
        do { document = try JSONDecoder().decode(SmartDocument.self, from: Data(bytes)) } catch {
            throw Failure(.diagnosisMalformed, ["source": "smartctl", "reason": "no such JSON"], cause: error)
        }
        func attribute(_ id: Int64) -> Int64? { document.ata_smart_attributes?.table?.first { $0.id == id }?.raw?.value }
        let log = document.nvme_smart_health_information_log
        isHealthy = document.smart_status?.passed
        temperatureDegrees = document.temperature?.current
        poweredHours = document.power_on_time?.hours
        reallocatedSectors = attribute(5)
        pendingSectors = attribute(197)
        uncorrectableSectors = attribute(198)
        usedLifePercent = log?.percentage_used
        mediaErrors = log?.media_errors
    }
}

/// The part of smartctl's document that is read, in its own words.
private struct SmartDocument: Decodable {
    struct Status: Decodable { let passed: Bool? }
    struct Temperature: Decodable { let current: Int64? }
    struct Power: Decodable { let hours: Int64? }
    struct Attributes: Decodable { let table: [Attribute]? }
    struct Attribute: Decodable {
        let id: Int64
        let raw: Raw?
    }
    struct Raw: Decodable { let value: Int64? }
    struct Flash: Decodable {
        let percentage_used: Int64?
        let media_errors: Int64?
    }

    let smart_status: Status?
    let temperature: Temperature?
    let power_on_time: Power?
    let ata_smart_attributes: Attributes?
    let nvme_smart_health_information_log: Flash?
}
