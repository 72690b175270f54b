import Kernel
import Languages

/// That the period ended without a decision and the law counts the request as approved, before anybody confirms it.
struct TacitNoticePage {
    let head: LetterHead
    let people: [LetterPerson]
    /// The last day of the period.
    let ended: String
    let article: String
    let unverified: Bool
    /// Whether the procedure takes no family: then the one person is the addressee.
    var isAlone = false

    static func sample(_ head: LetterHead, _ people: [LetterPerson]) -> TacitNoticePage {
        TacitNoticePage(
            head: head, people: people, ended: "e", article: "a", unverified: true, isAlone: true)
    }
}

extension LetterDesk {
    func tacitNotice() -> TacitNoticePage {
        let tacit = history.tacit
        return TacitNoticePage(
            head: head, people: people, ended: tacit.map { t.date($0.ended) } ?? "",
            article: tacit?.article ?? "", unverified: tacit.map { !$0.verified } ?? true,
            isAlone: procedure.family.isNone)
    }
}
