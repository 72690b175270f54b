import Cases
import Kernel
import People
import Web

/// Who tells bodies outside the house that a request was made: the gateway of text messages and letters, where
/// CAIS_NOTICE_KINDS says `body`. Without one each notice waits, and the office tells them by hand.
enum Bodies {
    static func teller(
        _ options: Options, _ outgoing: Outgoing, _ clock: @escaping Clock
    ) throws -> @Sendable (BodyNotice) async throws -> BodyAnswer {
        let isSet = try Gateway.settings(options.environment)?.kinds.contains(.body) ?? false
        guard isSet, let deliver = try Gateway.carrier(options, outgoing, clock) else {
            return { _ in throw NoCarrier() }
        }
        return { notice in try await BodyAnswer(deliver(Delivery(notice))) }
    }
}

extension Delivery {
    init(_ notice: BodyNotice) {
        self = .toBody(
            notice.to, name: notice.name, subject: notice.subject, text: notice.text,
            language: "pt", id: notice.id)
    }
}

extension BodyAnswer {
    /// What lies in a file of ours was told to nobody.
    init(_ result: DeliveryResult) throws {
        switch result {
        case .sent(let proof): self = .told(proof: proof)
        case .spooled(let file): self = .notTold(reason: file)
        case .refused(let reason): self = .notTold(reason: reason)
        case .unable: throw NoCarrier()
        }
    }
}
