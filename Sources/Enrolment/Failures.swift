package import Primitives

extension Failure.Code {
    /// The relay's vendor root is not the one that the code's maker meant: a wrong relay, or somebody in between.
    package static let enrolmentWrongRoot = Failure.Code(rawValue: "enrolment.wrong-root")
    /// What the relay answered is not for this key, role or vendor. Parameters: field.
    package static let enrolmentWrongAnswer = Failure.Code(rawValue: "enrolment.wrong-answer")
}
