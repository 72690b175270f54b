public import Kernel

/// That the open files of one version of a procedure are decided under another one, and on what ground of law.
public struct VersionMove: Codable, Sendable, Equatable {
    public let procedure: String
    /// The version they are moved from, by its name in the file.
    public let from: String
    public let to: String
    /// Why, in the words of whoever orders it.
    public let because: String
    /// The rule of law that lets it: a transitory provision, a judgement. Never empty.
    public let basis: String
    /// Whether files are moved too that it leaves worse off; else each of them is refused.
    public let evenUnfavourable: Bool

    public init(
        procedure: String, from: String, to: String, because: String, basis: String,
        evenUnfavourable: Bool = false
    ) {
        (self.procedure, self.from, self.to) = (procedure, from, to)
        (self.because, self.basis) = (because, basis)
        self.evenUnfavourable = evenUnfavourable
    }

    /// Why it cannot be ordered at all, or nil.
    func refusal(_ procedure: Procedure) -> MoveRefusal? {
        if procedure.version(from) == nil { return .unknownVersion(from) }
        if procedure.version(to) == nil { return .unknownVersion(to) }
        if from == to { return .sameVersion }
        if because.isBlank { return .reasonMissing }
        return basis.isBlank ? .basisMissing : nil
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

/// What a move means for the person of the file, as far as dates and papers tell.
public enum Favour: String, Codable, Sendable, CaseIterable {
    case favourable, unfavourable
    /// Better in one thing, worse in another.
    case mixed
    /// No date and no paper changes.
    case neutral
}

extension CaseEvent {
    static let versionMovedKind = "case.version-moved"
    static let versionReturnedKind = "case.version-returned"

    /// From now on another version of the law holds for the case.
    struct VersionMoved: Codable, Sendable, Equatable {
        let run: BulkRunID
        let from: String
        let to: String
        let because: String
        let basis: String
        let favour: Favour
    }

    /// Whether something happened in the case itself. Who has it, who was told or looked, what its person asked and was
    /// answered, and a letter that was made of it are none of its steps: what a letter tells is an event of its own.
    var isStepOfCase: Bool {
        switch what {
        case .other, .questionAsked, .questionAnswered, .letterMade, .notAccepted: false
        default: true
        }
    }

    /// The move of a run is as if it had not been.
    struct VersionReturned: Codable, Sendable, Equatable {
        let run: BulkRunID
    }
}

/// Why a case is not moved to another version, or not moved back.
public enum MoveRefusal: Refusal, Equatable {
    case unknownVersion(String)
    case sameVersion
    case reasonMissing
    case basisMissing
    case notSupervised
    case alreadyDecided
    case otherVersion(String)
    case takenByAnother(String)
    case draftOut
    case tacitlyApproved(String)
    case noClock
    case unfavourable
    case notReadable
    case changedSince

    public var kind: RefusalKind {
        switch self {
        case .unknownVersion: .notFound
        case .sameVersion, .reasonMissing, .basisMissing: .invalid
        case .notSupervised: .forbidden
        default: .conflict
        }
    }

    public var values: [String: String] {
        switch self {
        case .unknownVersion(let name), .otherVersion(let name): ["version": name]
        case .takenByAnother(let name): ["name": name]
        case .tacitlyApproved(let article): ["article": article]
        default: [:]
        }
    }

    public var explanation: String {
        switch self {
        case .unknownVersion: t("This procedure has no version {version}.")
        case .sameVersion: t("Both versions are the same one: choose two.")
        case .reasonMissing: t("Say why the files are moved.")
        case .basisMissing: t("Name the rule of law that lets files be moved.")
        case .notSupervised: t("Only a supervisor moves files to another version of the law.")
        case .alreadyDecided: t("It is decided: its law does not change any more.")
        case .otherVersion: t("It stands under another version: {version}.")
        case .takenByAnother:
            t("{name} has this case. Ask them to release it, or wait until it is free again.")
        case .draftOut:
            t("A draft of a refusal is out under the law as it stands. Take it back or wait.")
        case .tacitlyApproved:
            t(
                "The period ended without a decision: the law counts the request as approved ({article}), and that is not taken away."
            )
        case .noClock: t("The other version has no period for the decision of this file.")
        case .unfavourable:
            t("It would leave the person worse off. Only a run that says so moves such files.")
        case .notReadable: t("Its journal cannot be read.")
        case .changedSince: t("Something has happened in it since. It stays as it is.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
