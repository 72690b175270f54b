import Kernel
import Storage

/// The person takes a document that another of their files holds: nothing is sent again.
///
/// A new row with the same digest; it is as old as the first one, so that its time runs on and does not begin anew.
struct ReuseDocument {
    let reference: Reference
    let choice: CopyChoice

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        let copies = try house.held(for: kase, as: principal, on: house.zone.day(of: now), in: db)
        let copy = copies.first {
            $0.document.id == choice.document && $0.member == choice.member && $0.kase != kase.id
        }
        guard let copy else { throw Refused.notFound }
        let found = copy.document
        let document = try AddDocument(
            reference: reference, code: found.code, member: copy.member,
            file: AddDocument.StoredFile(
                digest: found.digest, name: found.name, kind: found.kind, bytes: found.bytes),
            validUntil: found.validUntil,
            reused: CaseEvent.DocumentAdded.Reused(
                from: copy.reference.text, since: found.heldSince)
        )
        .perform(by: principal, at: now, in: db, house)
        try CloseRequest(reference: reference, added: document)
            .perform(by: principal, at: now, in: db, house)
    }
}
