import Messages
import Primitives
import Sessions
import SwiftProtobuf

extension Diagnosis {
    init(wire: WireDiagnosis) throws(Failure) {
        guard wire.only.count <= SessionLimits.collectors else { throw FieldReading.bad("diagnosis.only") }
        guard let period = Int64(exactly: wire.period) else { throw FieldReading.bad("diagnosis.period") }
        guard wire.logsSince >= 0 else { throw FieldReading.bad("diagnosis.logs_since") }
        try self.init(
            only: wire.only, logsSince: wire.logsSince == 0 ? nil : Timestamp(milliseconds: wire.logsSince),
            period: period == 0 ? nil : .milliseconds(period))
    }

    var wire: WireDiagnosis {
        WireDiagnosis.with {
            $0.only = only
            $0.logsSince = logsSince?.milliseconds ?? 0
            $0.period = UInt64(clamping: period?.wholeMilliseconds ?? 0)
        }
    }
}

extension DiagnosisEffect {
    init(wire: WireDiagnosisEffect) throws(Failure) {
        guard wire.leftOut.count <= SessionLimits.leftOutFiles else { throw FieldReading.bad("diagnosis.left_out") }
        try self.init(
            findings: wire.findings, redactions: wire.redactions, leftOut: wire.leftOut, readings: wire.readings)
    }

    var wire: WireDiagnosisEffect {
        WireDiagnosisEffect.with {
            $0.findings = findings
            $0.redactions = redactions
            $0.leftOut = leftOut
            $0.readings = readings
        }
    }
}
