import Kernel
import Languages
import Storage

/// Two files have one person now, or no more: whoever is the person of both reads it, with what to do where it is wrong.
/// A merge opens each of the two files to the account of the other, so nobody is merged without a word.
struct TellMerge {
    let pair: MemberPair
    let isUndone: Bool

    func perform(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        guard let one = try Mention.find(pair.one, in: db),
            let other = try Mention.find(pair.other, in: db),
            one.isItsApplicant, other.isItsApplicant
        else { return }
        for (mine, theirs) in [(one, other), (other, one)] {
            let kase = try Case.stored(mine.kase, in: db)
            let files = ["file": mine.reference.text, "other": theirs.reference.text]
            let word = isUndone ? "apart" : "same"
            let key = "person-merge/\(pair.text)/\(word)/\(now.microseconds)/\(mine.kase)"
            let isUndone = isUndone
            try house.tell(kase, key: key, at: now, in: db) { t in
                isUndone
                    ? .init(
                        title: t("Two files are no longer taken for those of one person"),
                        body: t(
                            "An office took back that file {file} and file {other} belong to one person. You see the files that you handed in yourself, as before.",
                            files))
                    : .init(
                        title: t("Two files were said to belong to you"),
                        body: t(
                            "An office compared two files and says that file {file} and file {other} belong to one person. You see both in your account. If one of them is not yours, tell the office at once: this is undone without a trace in your files.",
                            files))
            }
        }
    }
}

extension Mention {
    /// Whether they are the person whose file it is, not one of the family in it.
    fileprivate var isItsApplicant: Bool { person == applicant }
}
