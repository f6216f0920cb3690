import Cryptography
import FoundationEssentials
import Messages
import Primitives
import SwiftProtobuf
import Synchronization
import Transport

@testable import Agent

/// The desk of the played relay: takes questions by key and files in order, and keeps what it was asked.
final class PlayedDesk: Sendable {
    struct File {
        var call: WireAttachmentPutCall
        var content: [UInt8] = []
        var isComplete = false
    }

    struct State {
        var hellos: [WireHello] = []
        var questions: [WireHelpAskCall] = []
        var files: [File] = []
        var ready: [WireReadyCall] = []
        var confirmed: [WireCustomerConfirmCall] = []
        var codes: [WireCodeShowCall] = []
        /// What each call is refused with, as long as it is set.
        var refusal: Failure?
        /// What each grant is refused with, as long as it is set.
        var grantRefusal: Failure?
        /// Answers calls for metadata of releases.
        var metadata: (@Sendable (WireReleaseMetadataCall) async throws -> WireReleaseMetadataChunk)?
        /// Pieces after which an answer is lost: the connection ends.
        var piecesUntilLost: Int?
    }

    let state = Mutex(State())
    let lost = ChangeSignal()

    func route(_ router: inout CallRouter<Void>) {
        let anyone: @Sendable (()) -> Bool = { _ in true }
        router.answer(.releaseMetadata, to: anyone) { [self] _, call in
            guard let metadata = state.withLock({ $0.metadata }) else { throw Failure(Failure.Code(rawValue: "call.unknown")) }
            return try await metadata(call)
        }
        router.answer(.helpAsk, to: anyone) { [self] _, call in try ask(call) }
        router.answer(.attachmentPut, to: anyone) { [self] _, call in try put(call) }
        router.feed(.helpOwn, to: anyone) { [self] _, _, send in
            for question in questions { try await send(.with { $0.requests = [question] }) }
        }
        router.answer(.ready, to: anyone) { [self] _, call in
            try refuse()
            state.withLock { $0.ready.append(call) }
            return WireReadyReply.with {
                $0.subject = call.subject
                $0.state = "ready"
            }
        }
        router.answer(.customerConfirm, to: anyone) { [self] _, call in
            state.withLock { $0.confirmed.append(call) }
            return WireConfirmReply.with {
                $0.subject = call.subject
                $0.state = "confirmed"
            }
        }
        router.answer(.codeShow, to: anyone) { [self] _, call in
            state.withLock { $0.codes.append(call) }
            return WireCodeView.with { view in
                view.codes = [
                    .with {
                        $0.contract = "C-1001"
                        $0.code = "1234-567-890"
                        $0.validUntil = 1_793_491_200_000
                        $0.oldValidUntil = call.rotate ? 1_793_391_200_000 : 0
                    }
                ]
            }
        }
        router.answer(.entitlementOwn, to: anyone) { _, _ in PlayedEntitlement.views }
    }

    var questions: [WireHelpView] {
        state.withLock { state in
            state.questions.enumerated().map { index, call in
                WireHelpView.with {
                    $0.number = "H-\(index + 1)"
                    $0.state = "open"
                    $0.text = call.text
                    $0.product = call.product
                    $0.person = call.person
                    $0.due = 1_793_491_200_000
                }
            }
        }
    }

    private func refuse() throws {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
    }

    private func ask(_ call: WireHelpAskCall) throws -> WireHelpView {
        try refuse()
        let index = state.withLock { state in
            if let known = state.questions.firstIndex(where: { $0.key == call.key }) { return known }
            state.questions.append(call)
            return state.questions.count - 1
        }
        return questions[index]
    }

    private func put(_ call: WireAttachmentPutCall) throws -> WireAttachmentState {
        try refuse()
        let lost = state.withLock { state in
            guard let left = state.piecesUntilLost else { return false }
            state.piecesUntilLost = left > 0 ? left - 1 : nil
            return left == 0
        }
        guard !lost else {
            self.lost.raise()
            throw CancellationError()
        }
        return state.withLock { state in
            let known = state.files.firstIndex { $0.call.digest == call.digest && $0.call.helpRequest == call.helpRequest }
            let index = known ?? state.files.count
            if known == nil { state.files.append(File(call: call)) }
            if UInt64(state.files[index].content.count) == call.offset { state.files[index].content += call.content }
            let file = state.files[index]
            if UInt64(file.content.count) == file.call.size, !file.isComplete {
                if Data(Digest.of(file.content).bytes) == file.call.digest {
                    state.files[index].isComplete = true
                } else {
                    state.files[index].content = []
                }
            }
            return WireAttachmentState.with {
                $0.id = "att_\(index)"
                $0.held = UInt64(state.files[index].content.count)
                $0.complete = state.files[index].isComplete
            }
        }
    }
}

/// What a customer of the played relay has.
enum PlayedEntitlement {
    static let views = WireEntitlementViews.with { views in
        views.customer = "بازرگانی کارون"
        views.contracts = [
            .with { contract in
                contract.contract = "C-1001"
                contract.customer = "بازرگانی کارون"
                contract.state = "active"
                contract.points = 120
                contract.lines = [line]
            }
        ]
    }

    private static let line = WireLineEntitlement.with { line in
        line.line = "lin_0123456789abcdefghjkmnpqrs"
        line.product = "ledger"
        line.version = "2.0"
        line.plan = "padra 1404-1"
        line.from = "2025-09-23"
        line.until = "2026-09-23"
        line.guaranteeUntil = "2026-09-23"
        line.inside = true
        line.daysLeft = 306
        line.quotas = [
            .with {
                $0.name = "remote-install"
                $0.persian = "نصب نرم‌افزار از راه دور"
                $0.english = "Remote software install, with a title longer than any column"
                $0.unit = "count"
                $0.granted = 2000
                $0.available = 500
                $0.held = 500
                $0.consumed = 1000
                $0.beyond = "tariff"
                $0.beyondPrice = 6_500_000
                $0.tariff = "ict-guild 1404-1"
            },
            .with {
                $0.name = "hours"
                $0.persian = "ساعت‌های پشتیبانی"
                $0.english = "Support hours"
                $0.unit = "minute"
                $0.granted = 600_000
                $0.available = 600_000
                $0.beyond = "denied"
            },
        ]
        line.kinds = [
            kind("error-fixing", "رفع اشکال", "Error fixing", inside: "uncounted", outside: "quote", used: 3000),
            kind("remote-install", "نصب نرم‌افزار از راه دور", "Remote software install", inside: "quota", outside: "quote"),
            kind("visit", "بازدید", "Visit", inside: "fixed", outside: "denied", price: 1_250_000),
        ]
        line.quotes = [
            .with {
                $0.number = "Q-12"
                $0.state = "accepted"
                $0.kindPersian = "آموزش"
                $0.kindEnglish = "Training"
                $0.total = 13_750_000
                $0.validUntil = 1_793_491_200_000
                $0.acceptedBy = "Mina"
                $0.acceptedHow = "phone"
            }
        ]
    }

    private static func kind(
        _ name: String, _ persian: String, _ english: String, inside: String, outside: String, used: Int64 = 0, price: Int64 = 0
    ) -> WireKindView {
        .with {
            $0.name = name
            $0.persian = persian
            $0.english = english
            $0.place = "remote"
            $0.rule = name
            $0.inside = inside
            $0.outside = outside
            $0.used = used
            $0.insidePrice = price
        }
    }
}
