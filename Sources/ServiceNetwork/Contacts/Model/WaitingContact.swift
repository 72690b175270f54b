import Formats
import Kernel

/// A contact that a browser kept while it had no line.
struct WaitingContact: Sendable, Equatable {
    /// What the browser made for it: sent twice it counts once.
    let key: String
    /// By the browser's own clock, which need not show our time.
    let secondsAgo: Int
    /// Nil where something in it is on no list, or of which no list is known.
    let draft: ContactDraft?

    var isTooOld: Bool { secondsAgo > contactDaysMax * 86_400 }

    /// Reads `{"contacts": [{"key", "secondsAgo", "centre", "topic", …}]}`; nil where it is something else, or too
    /// many.
    static func all(_ body: [UInt8]) -> [WaitingContact]? {
        guard let items = (try? JSON.parse(body))?["contacts"]?.arrayValue,
            items.count <= waitingMax
        else { return nil }
        let read = items.compactMap(WaitingContact.init)
        return read.count == items.count ? read : nil
    }

    init?(_ json: JSON) {
        guard let key = json["key"]?.stringValue, isContactKey(key),
            let seconds = json["secondsAgo"]?.intValue, (0...secondsMax).contains(seconds)
        else { return nil }
        self.key = key
        secondsAgo = seconds
        draft = ContactDraft(json)
    }
}

extension ContactDraft {
    fileprivate init?(_ json: JSON) {
        func text(_ name: String) -> String { json[name]?.stringValue ?? "" }
        // What has no name here could carry words: such a contact is not taken at all.
        guard let names = json.objectValue?.keys, knownNames.isSuperset(of: names),
            let centre = LocationID(text("centre")), contactLanguages.contains(text("language")),
            let channel = ContactChannel(rawValue: text("channel")),
            let outcome = ContactOutcome(rawValue: text("outcome"))
        else { return nil }
        let (sex, age) = (ContactSex(rawValue: text("sex")), ContactAge(rawValue: text("age")))
        guard (sex != nil || text("sex").isEmpty) && (age != nil || text("age").isEmpty) else {
            return nil
        }
        self.init(
            centre: centre, topic: text("topic"), language: text("language"), channel: channel,
            outcome: outcome, sex: sex, age: age)
    }
}

/// 128 bits as a browser writes them.
private func isContactKey(_ text: String) -> Bool {
    text.utf8.count == 32 && text.utf8.allSatisfy { Array("0123456789abcdef".utf8).contains($0) }
}

private let knownNames: Set = [
    "key", "secondsAgo", "centre", "topic", "language", "channel", "outcome", "sex", "age",
]
/// Sent in one request; a browser sends the rest after it.
private let waitingMax = 100
/// Ten years: a clock that is further off is broken.
private let secondsMax = 315_360_000
