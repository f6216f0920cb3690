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
            guard result.status & 3 == 0 else { throw Self.failure(result) }
            return try SmartFacts(result.output)
        } catch let failure as Failure {
            isMissing = failure.code == .diagnosisNoProgram
            gaps.append(Gap(failure))
            return nil
        } catch {
            return nil
        }
    }

    /// In its own words, which stand within its JSON.
    private static func failure(_ result: ToolResult) -> Failure {
        let document = try? JSONDecoder().decode(SmartDocument.self, from: Data(result.output))
        guard let words = document?.smartctl?.messages?.compactMap(\.string), !words.isEmpty else {
            return result.failure("smartctl")
        }
        let output = FactText.capped(words.joined(separator: "; "), DiagnosticsLimits.reasonOutput)
        return Failure(.diagnosisProgramFailed, ["program": "smartctl", "status": "\(result.status)", "output": output])
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
        func attribute(_ id: Int64) -> Int64? {
            document.ata_smart_attributes?.table?.first { $0.id == id }?.raw?.value?.number
        }
        let log = document.nvme_smart_health_information_log
        let counters = document.scsi_error_counter_log.map { [$0.read, $0.write, $0.verify] }
        let uncorrected = counters?.compactMap { $0?.total_uncorrected_errors?.number }
        isHealthy = document.smart_status?.passed
        temperatureDegrees = document.temperature?.current?.number
        poweredHours = document.power_on_time?.hours?.number
        reallocatedSectors = attribute(5) ?? document.scsi_grown_defect_list?.number
        pendingSectors = attribute(197)
        uncorrectableSectors = attribute(198)
        usedLifePercent = log?.percentage_used?.number ?? document.scsi_percentage_used_endurance_indicator?.number
        mediaErrors = log?.media_errors?.number ?? uncorrected.flatMap { $0.isEmpty ? nil : Figures.sum($0) }
    }
}

/// The part of smartctl's document that is read, in its own words.
private struct SmartDocument: Decodable {
    /// A number, or nothing where 64 bits do not hold it: NVMe counts in 128.
    struct Count: Decodable {
        let number: Int64?

        init(from decoder: any Decoder) throws {
            number = try? decoder.singleValueContainer().decode(Int64.self)
        }
    }
    struct Program: Decodable { let messages: [Message]? }
    struct Message: Decodable { let string: String? }
    struct Status: Decodable { let passed: Bool? }
    struct Temperature: Decodable { let current: Count? }
    struct Power: Decodable { let hours: Count? }
    struct Attributes: Decodable { let table: [Attribute]? }
    struct Attribute: Decodable {
        let id: Int64
        let raw: Raw?
    }
    struct Raw: Decodable { let value: Count? }
    struct Flash: Decodable {
        let percentage_used: Count?
        let media_errors: Count?
    }
    struct Counters: Decodable {
        let read: Counter?
        let write: Counter?
        let verify: Counter?
    }
    struct Counter: Decodable { let total_uncorrected_errors: Count? }

    let smartctl: Program?
    let smart_status: Status?
    let temperature: Temperature?
    let power_on_time: Power?
    let ata_smart_attributes: Attributes?
    let nvme_smart_health_information_log: Flash?
    // SAS disks.
    let scsi_grown_defect_list: Count?
    let scsi_error_counter_log: Counters?
    let scsi_percentage_used_endurance_indicator: Count?
}
