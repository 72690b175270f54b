public import Kernel

/// Something a person must be told; written into their account, and pushed through a channel of theirs.
public struct Notice: Sendable {
    public let person: PersonID
    /// The subject of the journal to which it belongs, such as `case/123`.
    public let subject: String
    public let title: String
    /// Plain text in the person's language; shown in the account only, never in a mail.
    public let body: String
    /// Where it leads, a path of ours.
    public let link: String
    /// Whether a time limit hangs on it.
    public let legalEffect: Bool
    /// The office that speaks, whose people reach the person where no message does; nil for none.
    public let office: LocationID?
    /// Two notices with one key are one notice.
    public let key: String
    /// The same in the language that has legal effect; nil where that is the person's.
    public let official: Words?

    public init(
        person: PersonID, subject: String, title: String, body: String, link: String,
        legalEffect: Bool, office: LocationID? = nil, key: String, official: Words? = nil
    ) {
        self.person = person
        self.subject = subject
        self.title = title
        self.body = body
        self.link = link
        self.legalEffect = legalEffect
        self.office = office
        self.key = key
        self.official = official
    }

    /// The same to somebody else.
    func told(to person: PersonID) -> Notice {
        Notice(
            person: person, subject: subject, title: title, body: body, link: link,
            legalEffect: legalEffect, office: office, key: key, official: official)
    }

    /// A title and a text in one language.
    public struct Words: Codable, Sendable, Equatable {
        public let title: String
        public let body: String

        public init(title: String, body: String) {
            self.title = title
            self.body = body
        }
    }
}

/// The thing that a notice is about, as its person knows it.
public struct NoticeTopic: Sendable, Equatable {
    public let reference: Reference
    public let title: String
    /// Where it is, a path of ours.
    public let link: String

    public init(reference: Reference, title: String, link: String) {
        self.reference = reference
        self.title = title
        self.link = link
    }
}

/// What goes out to one channel: a mail or a text message points to the account, a letter holds the words themselves.
public struct Delivery: Sendable {
    public enum Kind: String, Sendable {
        case email
        case sms
        case letter
        /// To a body that the gateway knows by its code: no address of ours leads there.
        case body
    }

    public let kind: Kind
    public let to: String
    public let subject: String
    public let text: String
    public let language: String
    /// The same on a second try, so that a carrier can tell.
    public let id: String
    /// To whom a letter is addressed; nil for what needs no name.
    var name: String?
    /// The papers that a letter holds, the one with legal effect first; without any it holds `text`.
    var papers: [NoticePaper] = []
}

/// A paper that goes into a letter.
public struct NoticePaper: Sendable, Equatable {
    public let language: String
    /// Its media type.
    public let type: String
    public let bytes: [UInt8]

    public init(language: String, type: String, bytes: [UInt8]) {
        self.language = language
        self.type = type
        self.bytes = bytes
    }
}

/// What a carrier says of a delivery; a fault that may pass is thrown instead and tried again.
public enum DeliveryResult: Sendable {
    /// A server took it, with its word for it.
    case sent(proof: String)
    /// Nobody is there to carry it: it lies in a file of ours.
    case spooled(file: String)
    /// This address will never take it.
    case refused(reason: String)
    /// Nothing here carries to such addresses; the address may be good.
    case unable(reason: String)
}

public typealias Deliver = @Sendable (Delivery) async throws -> DeliveryResult

/// The ways in which a person can be reached.
public enum ChannelKind: String, CaseIterable, Sendable {
    case email
    case phone
    case post
    /// The account itself: always there, and no push.
    case portal

    /// Only what is certainly wrong is refused: the rest shows when something is sent.
    func fits(_ address: String) -> Bool {
        switch self {
        case .email:
            let halves = address.split(separator: "@", omittingEmptySubsequences: false)
            return halves.count == 2 && halves.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
        case .phone:
            let isNumber = address.allSatisfy { "+0123456789 -()".contains($0) }
            return isNumber && address.filter(\.isNumber).count >= 6
        case .post, .portal: return true
        }
    }
}

/// An address as it is compared: case and blanks do not matter.
func foldedAddress(_ address: String) -> String { address.lowercased().filter { !$0.isWhitespace } }
