import Kernel
import Languages
import Web

/// What became of each push of a message, in words that claim no more than is known.
struct AttemptWords: Sendable {
    let t: Translator
    let zone: Zone

    func line(_ attempt: Attempt) -> HTML {
        let way =
            ChannelKind(rawValue: attempt.channel).map { channelWords($0, t) } ?? attempt.channel
        let proof: HTML? = hasProof(attempt) ? " <q>\(attempt.proof)</q>" : nil
        let hash: HTML? = attempt.contentHash.map {
            " <span class=\"quiet\">\(t("What was sent: {hash}", ["hash": $0]))</span>"
        }
        return
            "<li>\(momentWords(attempt.at, t, zone)): \(way), \(result(attempt))\(proof)\(hash)</li>"
    }

    func line(_ push: WaitingPush) -> HTML {
        let tried =
            push.tries == 0
            ? t("waiting to be handed over")
            : t(
                "waiting; the server did not take it yet, next try about {when}",
                ["when": momentWords(push.due, t, zone)])
        return "<li>\(channelWords(push.channel, t)): \(tried)</li>"
    }

    private func result(_ attempt: Attempt) -> String {
        let isMail = attempt.channel == ChannelKind.email.rawValue
        return switch (attempt.result, attempt.carrier) {
        case ("sent", .server) where !isMail: t("handed to the gateway, which answered:")
        case ("sent", .spool) where !isMail:
            t("written to the spool folder; no gateway is configured")
        case ("sent", .server): t("handed to the mail server, which answered:")
        case ("sent", .spool): t("written to the spool folder; no mail server is configured")
        case ("sent", nil): t("put there")
        case ("bounced", _): t("came back:")
        case ("read", _): t("opened")
        default: t("not delivered:")
        }
    }

    /// What somebody else said; what we note for ourselves tells a reader nothing.
    private func hasProof(_ attempt: Attempt) -> Bool {
        attempt.carrier == .server || ["bounced", "failed"].contains(attempt.result)
    }
}
