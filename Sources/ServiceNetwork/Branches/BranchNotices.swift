import Kernel
import Languages

extension BranchNews {
    /// That a branch answered, and where to read it: the message holds neither number nor reason, for it may be pushed.
    static func answered(_ asked: BranchRequest, _ kind: BranchKind) -> BranchNews {
        BranchNews(
            person: asked.person, kase: asked.kase,
            key: "branch-request/\(asked.id)/answered"
        ) { t in
            (
                t("{body} answered", ["body": kind.body(t)]),
                t(
                    "What you asked for at the one-stop centre is answered: {what}. You read the answer under Numbers and branches.",
                    ["what": kind.title(t)])
            )
        }
    }
}
