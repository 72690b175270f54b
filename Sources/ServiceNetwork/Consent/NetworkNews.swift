public import Kernel
public import Languages
public import Storage

/// What the house tells a person of a referral or a path of theirs: neither the body nor the need, for a message is read
/// over shoulders.
public struct NetworkNews: Sendable {
    public let person: PersonID
    /// The referral or the path in the journal.
    public let subject: String
    /// Where they read it.
    public let link: String
    /// Two of one key are one.
    public let key: String
    public let words: @Sendable (Translator) -> (title: String, body: String)

    /// Before the subject and the key of each in the store.
    public static let prefix = "network/"
}

public typealias TellNews = @Sendable (NetworkNews, Moment, Writer) throws -> Void

extension NetworkNews {
    /// What happens without the person.
    enum Event: String, Sendable {
        case asked, accepted, declined, outcome, step

        /// The page that its words name.
        var link: String { self == .step ? "/paths" : "/referrals" }

        func words(_ t: Translator) -> (title: String, body: String) {
            switch self {
            case .asked:
                (
                    t("A desk asks you about your referral"),
                    t(
                        "It would like to ask another body for you. Say yes or no under My referrals; nobody is asked before."
                    )
                )
            case .accepted:
                (
                    t("Your referral was accepted"),
                    t("The body that was asked takes it on. You see which one under My referrals.")
                )
            case .declined:
                (
                    t("Your referral was declined"),
                    t(
                        "Under My referrals you read why. The desk that referred you can ask another body; nothing has to be told again."
                    )
                )
            case .outcome:
                (
                    t("There is an outcome of your referral"),
                    t(
                        "You read it under My referrals. If it was otherwise, tell the desk that referred you."
                    )
                )
            case .step:
                (
                    t("There is news on your path"),
                    t("A step has an outcome. You read it under My path.")
                )
            }
        }
    }
}

extension ReferralSettings {
    /// Tells the person, once they said yes by their account: before, or without one, nobody knows where to find them.
    func notify(
        _ event: NetworkNews.Event, of sending: SendingID, _ subject: String,
        to person: PersonID?, at now: Moment, in db: Writer
    ) throws {
        guard let person else { return }
        let key = "referral-sending/\(sending)/\(event.rawValue)"
        try tell(
            NetworkNews(
                person: person, subject: subject, link: event.link, key: key, words: event.words),
            now, db)
    }
}
