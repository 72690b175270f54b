import Kernel
import Languages
import Web

/// What became known of a message after it was handed over, in words that claim no more than is known.
struct SignWords: Sendable {
    let t: Translator
    let zone: Zone

    func line(_ sign: NoticeSign) -> HTML {
        let way = sign.channel.map { channelWords($0, t) + ", " } ?? ""
        var quote: HTML?
        if case .reported(_, let detail) = sign.what, !detail.isEmpty {
            quote = " <q>\(detail)</q>"
        }
        return
            "<li>\(momentWords(sign.at, t, zone)): \(way)\(words(sign.what))\(quote)</li>"
    }

    private func words(_ what: NoticeSign.What) -> String {
        switch what {
        case .reported(.dispatched, _): t("taken by the post")
        case .reported(.delivered, _): t("delivered, as its carrier says")
        case .reported(.returned, _): t("came back, as its carrier says")
        case .reported(.failed, _): t("not delivered, as its carrier says")
        case .silent: t("no sign that it arrived; the next way was tried")
        case .reached: t("it reached you in another way")
        }
    }
}
