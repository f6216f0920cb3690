package import Messages

/// The calls of people at a machine about diagnoses (Protocol/diagnostics.proto).

extension Call where Request == WireEmpty, Response == WireLocalDiagnosis {
    package static var localDiagnoses: Call<WireEmpty, WireLocalDiagnosis> { Call("local.diagnoses") }
}

extension Call where Request == WireLocalDiagnosisCall, Response == WireLocalDiagnosis {
    package static var localDiagnosis: Call<WireLocalDiagnosisCall, WireLocalDiagnosis> { Call("local.diagnosis") }
}

extension Call where Request == WireLocalDiagnosisCall, Response == WireLocalBytes {
    package static var localDiagnosisFile: Call<WireLocalDiagnosisCall, WireLocalBytes> { Call("local.diagnosis.file") }
}

extension Call where Request == WireLocalDiagnosisSendCall, Response == WireLocalDiagnosis {
    package static var localDiagnosisSend: Call<WireLocalDiagnosisSendCall, WireLocalDiagnosis> { Call("local.diagnosis.send") }
}

extension Call where Request == WireLocalReasonCall, Response == WireLocalDiagnosis {
    package static var localDiagnosisWithhold: Call<WireLocalReasonCall, WireLocalDiagnosis> { Call("local.diagnosis.withhold") }
}
