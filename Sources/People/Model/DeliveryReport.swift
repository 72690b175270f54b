import Formats
import Kernel

/// What a gateway says later of one delivery: docs/notice-webhook.md.
struct DeliveryReport: Sendable, Equatable {
    enum State: String, Sendable {
        /// The post took the letter: with its number, where it is a registered one.
        case dispatched
        /// The telephone took the message; the post handed the letter over.
        case delivered
        /// The post brought the letter back.
        case returned
        /// The message did not arrive and will not.
        case failed
    }

    let message: ID<Message>
    let channel: ID<Channel>
    let state: State
    /// When it happened, as the gateway says.
    let happened: Moment
    /// A number, a name, what the envelope says.
    let detail: String

    /// Nil for what is no report; a moment that is still to come is none.
    init?(_ json: JSON, at now: Moment) {
        guard let halves = json["id"]?.stringValue?.split(separator: "."), halves.count == 2,
            let message = ID<Message>(String(halves[0])),
            let channel = ID<Channel>(String(halves[1])),
            let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let seconds = json["at"]?.intValue, seconds > 0,
            seconds <= now.secondsSince1970 + aheadSecondsMax
        else { return nil }
        self.message = message
        self.channel = channel
        self.state = state
        happened = Moment(secondsSince1970: Int64(seconds))
        detail = noticeLine(json["detail"]?.stringValue ?? "")
    }

    /// The reports of one request; nil where its body is none, or holds more than a hundred.
    static func all(_ body: [UInt8], at now: Moment) -> [DeliveryReport?]? {
        guard let list = (try? JSON.parse(body))?["reports"]?.arrayValue,
            list.count <= reportsMax
        else { return nil }
        return list.map { DeliveryReport($0, at: now) }
    }
}

/// What the post did with the letter of a notice, for the room that wrote it.
public enum NoticeCourse: Sendable, Equatable {
    case dispatched
    case delivered
    case returned(reason: String)
}

/// A gateway's clock may be some minutes ahead of ours.
private let aheadSecondsMax: Int64 = 300
/// A gateway sends many reports in several requests: each is one transaction.
private let reportsMax = 100
