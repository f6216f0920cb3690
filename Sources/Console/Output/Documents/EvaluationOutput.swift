import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// What a session would cost and draw on: `session request --dry-run`, and where several lines could pay or none does.
package struct EvaluationOutput: Report {
    let machine: String
    let machineName: String
    let customer: String
    let online: Bool
    let lastSeen: OutputTime?
    let lines: [PayingLineOutput]
    let cut: Bool
    private let reply: WireEvaluateReply

    package init(_ reply: WireEvaluateReply) {
        self.reply = reply
        machine = reply.machine
        machineName = DisplayText.stripped(reply.machineName)
        customer = DisplayText.stripped(reply.customer)
        online = reply.online
        lastSeen = OutputTime(wire: reply.lastSeen)
        lines = reply.lines.map(PayingLineOutput.init)
        cut = reply.cut
    }

    private enum CodingKeys: String, CodingKey { case machine, machineName, customer, online, lastSeen, lines, cut }

    package func write(to page: inout Page) {
        page.field(.machine, machineName)
        page.field(.customer, customer)
        for line in reply.lines { page.paying(line) }
        page.cut(cut)
    }
}
