import FoundationEssentials
public import Kernel

public enum BulkRunThing {}
public typealias BulkRunID = ID<BulkRunThing>

/// What is done with several cases together.
enum BulkAct: Codable, Sendable, Equatable {
    case moveVersion(VersionMove)
    case take
    /// To an officer of the case's office.
    case give(AccountID)
    /// Back to the queue.
    case release
    /// The papers of one code that a file needs and does not have.
    case ask(code: String)

    /// For how long it can be undone; nil where it cannot: a letter that went out is not called back.
    var undoSeconds: Int64? {
        switch self {
        case .moveVersion: moveUndoSeconds
        case .take, .give, .release: deskUndoSeconds
        case .ask: nil
        }
    }
}

/// Several cases with which one thing was done, by whom, when, and how far it is.
struct BulkRun: Sendable, Equatable {
    let id: BulkRunID
    let act: BulkAct
    let account: AccountID
    let name: String
    let at: Moment
    /// Behind this one nothing was done yet.
    let reached: CaseID
    /// When the last case was gone through; nil while some are left.
    let endedAt: Moment?
    /// Until when it can be undone; nil where it cannot.
    let undoUntil: Moment?
    let undoBegan: Moment?
    let undoneAt: Moment?

    /// Why it is not undone, or nil; what was begun in time has a day more, and no longer: nobody is surprised months
    /// later by a file that goes back.
    func undoRefusal(at now: Moment) -> BulkRefusal? {
        if undoneAt != nil { return .alreadyUndone }
        guard let undoUntil else { return .cannotBeUndone }
        let last = undoBegan.map { max(undoUntil, $0.adding(seconds: undoEndSeconds)) } ?? undoUntil
        return now > last ? .tooLate : nil
    }
}

/// A refusal as a run keeps it: its words in English, which are the key of its translation, and their values.
struct KeptRefusal: Codable, Sendable, Equatable {
    let explanation: String
    let values: [String: String]

    init(_ refusal: any Refusal) {
        (explanation, values) = (refusal.explanation, refusal.values)
    }
}

/// Who had a case before a run made it somebody else's.
struct KeptTake: Codable, Sendable, Equatable {
    /// Nil where nobody had it.
    let take: Take?
}

/// Values that stand in one column, as JSON with sorted keys.
func columnText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

func columnValue<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value
{
    try JSONDecoder().decode(type, from: Data(text.utf8))
}

/// Why a run is not begun, or not undone.
public enum BulkRefusal: Refusal, Equatable {
    case nothingChosen
    case unknownAct
    case alreadyUndone
    case cannotBeUndone
    case tooLate
    /// A file that does not need a paper of this code, or has been asked for it.
    case notNeeded(String)

    public var kind: RefusalKind {
        switch self {
        case .nothingChosen, .unknownAct: .invalid
        case .alreadyUndone, .cannotBeUndone, .tooLate, .notNeeded: .conflict
        }
    }

    public var values: [String: String] {
        if case .notNeeded(let code) = self { ["code": code] } else { [:] }
    }

    public var explanation: String {
        switch self {
        case .nothingChosen: t("Choose at least one case.")
        case .unknownAct: t("Choose what is to be done with the chosen cases.")
        case .alreadyUndone: t("This was undone already.")
        case .cannotBeUndone: t("This cannot be undone: the letters have gone out.")
        case .tooLate: t("The time in which this could be undone is over.")
        case .notNeeded:
            t("Nobody in this file needs this document now: {code}.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// A choice of this installation: a week, in which a jurist reads what was done.
private let moveUndoSeconds: Int64 = 7 * 86_400
/// A choice of this installation: as long as one remembers what one clicked.
private let deskUndoSeconds: Int64 = 30 * 60
/// A choice of this installation: so long goes on what was begun; a run of a whole country takes minutes.
private let undoEndSeconds: Int64 = 86_400
