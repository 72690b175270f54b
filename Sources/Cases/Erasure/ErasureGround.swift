import Kernel
import Languages

/// Why a file is erased.
enum ErasureGround: String, Codable, Sendable {
    /// Its time is over.
    case retention
    /// Its person asked for it, and it was granted.
    case request

    func title(_ t: Translator) -> String {
        switch self {
        case .retention: t("The time for which it is kept is over.")
        case .request: t("Its person asked for it, and the request was granted.")
        }
    }
}

/// Whether a file may be erased, and why or why not. Pure.
struct ErasureStanding: Sendable {
    let rule: RetentionRule?
    /// The first day on which the file need not be kept; nil while it is open, and where no rule is known.
    let mayGoFrom: Day?
    let ground: ErasureGround?
    let refusal: ErasureRefusal?

    /// `asked` says whether a granted request of its person lets the office erase it.
    init(_ kase: Case, _ rule: RetentionRule?, asked: Bool, on today: Day, in zone: Zone) {
        self.rule = rule
        let decided = kase.projection.decidedAt.map { zone.day(of: $0) }
        let end = decided.flatMap { rule?.mayGo(decidedOn: $0) }
        mayGoFrom = end
        let isOver = end.map { $0 <= today } ?? false
        let why: ErasureGround? = isOver ? .retention : asked ? .request : nil
        ground = why
        if kase.isErased {
            refusal = .alreadyErased
        } else if decided == nil || !kase.isOver {
            refusal = .stillRuns
        } else if let rule, let end, rule.verified, !isOver {
            refusal = .keptByLaw(rule.article, end)
        } else {
            refusal = why == nil ? .noGround : nil
        }
    }
}

/// Why a file is not erased.
enum ErasureRefusal: Refusal, Equatable {
    case alreadyErased
    case stillRuns
    case keptByLaw(String, Day)
    case noGround
    case notSupervised
    case nothingProposed
    case sameHuman
    case reasonMissing

    var kind: RefusalKind { self == .reasonMissing ? .invalid : .conflict }

    var values: [String: String] {
        guard case .keptByLaw(let article, let day) = self else { return [:] }
        return ["article": article, "date": day.description]
    }

    var explanation: String {
        switch self {
        case .alreadyErased: t("This file was erased.")
        case .stillRuns: t("This file is not over: somebody still has to act in it.")
        case .keptByLaw: t("The law says that this file is kept until {date}: {article}.")
        case .noGround:
            t(
                "Nothing lets the office erase this file: its time is not over, and no granted request asks for it."
            )
        case .notSupervised: t("A supervisor of the office confirms it.")
        case .nothingProposed:
            t("Nobody proposed to erase this file, or it was proposed anew meanwhile.")
        case .sameHuman: t("You proposed it: another human being confirms it.")
        case .reasonMissing: t("Say why it is not erased.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
