import Kernel
import Storage

/// The person answers a draft: in words, with a document where they have one. Late is better than never.
struct AnswerHearing {
    let reference: Reference
    let text: String
    var file: AddDocument.StoredFile?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try admit(by: principal, in: db)
        let document = try file.map { file in
            try AddDocument(
                reference: reference, code: hearingDocument, member: nil, file: file
            )
            .perform(by: principal, at: now, in: db, house)
        }
        let event = CaseEvent.HearingAnswer(text: text, document: document)
        try kase.record(
            CaseEvent.hearingAnsweredKind, event, by: principal, at: now, in: db, house)
    }

    /// The case that takes the answer, or why it does not.
    @discardableResult
    func admit(by principal: Principal, in db: Reader) throws -> Case {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        if let refusal = refusal(try kase.history(in: db)) { throw refusal }
        return kase
    }

    /// Asked before the bytes of its document go to the disk: whether both would be taken.
    func admitWithFile(by principal: Principal, in db: Reader, _ house: CaseHouse) throws {
        try admit(by: principal, in: db)
        try AddDocument.admit(
            hearingDocument, of: nil, to: reference, by: principal, in: db, house)
    }

    /// Why it is not taken, or nil.
    func refusal(_ history: CaseHistory) -> CaseRefusal? {
        if history.decision != nil { return .alreadyDecided }
        guard let hearing = history.hearing, hearing.answer == nil else { return .nothingToAnswer }
        return text.isEmpty ? .answerEmpty : nil
    }
}

/// What a document is that no table asks for: it belongs to the person's answer.
let hearingDocument = "hearing-answer"
