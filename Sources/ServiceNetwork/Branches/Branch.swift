import Kernel

enum BranchThing {}
typealias BranchID = ID<BranchThing>
enum BranchRequestThing {}
typealias BranchRequestID = ID<BranchRequestThing>

/// A body's branch at one of our places, for one thing that it delivers there.
struct Branch: Sendable, Equatable {
    let id: BranchID
    /// Its code in the policy.
    let kind: String
    let location: LocationID
    let placeName: String
    let slug: String
    let fromDay: Day
    /// The first day on which it is there no more.
    let endedOn: Day?
    let source: String
    let isDemo: Bool

    static func subject(_ id: BranchID) -> String { "branch/\(id)" }

    func stands(on day: Day) -> Bool { fromDay <= day && (endedOn.map { day < $0 } ?? true) }
}

/// What was asked of a branch for one person of a file.
struct BranchRequest: Sendable, Equatable {
    enum State: String, CaseIterable, Sendable {
        case asked, delivered, refused, withdrawn
    }

    let id: BranchRequestID
    let branch: Branch
    let kase: CaseID
    /// Which person of the file; 0 is the applicant.
    let position: Int
    /// The applicant, who reads what came of it.
    let person: PersonID
    let state: State
    /// Code of the policy's list; nil where it was not refused.
    let reason: String?
    let askedAt: Moment
    /// When somebody of the branch first opened it.
    let readAt: Moment?
    let answeredAt: Moment?
    let isDemo: Bool

    static func subject(_ id: BranchRequestID) -> String { "branch-request/\(id)" }

    /// Why it cannot be answered or taken back any more, or nil.
    var refusal: BranchRefusal? { state == .asked ? nil : .answeredAlready }
}

/// What the contract lets the body read, and nothing else.
struct BranchContent: Codable, Sendable, Equatable {
    let fields: [String: String]

    /// The fields that this room can offer to a contract.
    static let offered = ["personName", "personLanguage"]
    static let use = "branch-request"

    init(name: String, language: String, by contract: BranchContract) {
        fields = ["personName": name, "personLanguage": language]
            .filter { contract.fields.contains($0.key) }
    }

    var name: String { fields["personName"] ?? "" }
    var language: String? { fields["personLanguage"] }
}

/// What a clerk notes.
enum BranchAnswer: Sendable, Equatable {
    /// With the number, where the kind gives one.
    case delivered(number: String?)
    case refused(reason: String)
}

/// Why nothing is asked or answered.
enum BranchRefusal: Refusal, Equatable {
    case noContract
    case notThere
    case askedAlready
    case answeredAlready
    case noConsent
    case wrongNumber
    case unknownReason
    case standsAlready

    var kind: RefusalKind {
        switch self {
        case .noConsent, .wrongNumber, .unknownReason: .invalid
        case .noContract, .notThere, .askedAlready, .answeredAlready, .standsAlready: .conflict
        }
    }

    var explanation: String {
        switch self {
        case .noContract:
            t("No contract lets this body read anything today. Nothing was handed over.")
        case .notThere: t("This branch is not at the place of the file. Nothing was handed over.")
        case .askedAlready: t("The branch was asked this for this person, and has not answered.")
        case .answeredAlready: t("This request is answered or was taken back already.")
        case .noConsent: t("Ask the person first: without their yes nothing is handed over.")
        case .wrongNumber: t("This number does not have the digits that it should have.")
        case .unknownReason: t("Choose a reason of the list.")
        case .standsAlready: t("This branch is at this place already.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
